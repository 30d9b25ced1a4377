/// The answer to a watch as it comes: each element is what has come since the last, at least one byte. It is read once, by
/// one reader. Letting it go, or cancelling the task that reads, ends the request.
public struct WatchBytes: AsyncSequence, Sendable {
  /// Bytes.
  public typealias Element = [UInt8]
  /// What ends it before the server does.
  public typealias Failure = ClientError

  private let pull: @Sendable () async throws(ClientError) -> [UInt8]?

  /// The answer that a closure gives: the next bytes, or nil at the end. What the closure holds is let go with the answer.
  public init(next: @escaping @Sendable () async throws(ClientError) -> [UInt8]?) { pull = next }

  /// A reader.
  public func makeAsyncIterator() -> Iterator { Iterator(pull: pull) }

  /// Reads the answer.
  public struct Iterator: AsyncIteratorProtocol {
    fileprivate let pull: @Sendable () async throws(ClientError) -> [UInt8]?

    /// The next bytes; nil where the server has ended the watch.
    public mutating func next(
      isolation actor: isolated (any Actor)? = #isolation
    ) async throws(ClientError) -> [UInt8]? {
      try await pull()
    }
  }
}
