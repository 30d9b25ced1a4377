/// Where the logs of containers come from.
public struct PodLogs: Sendable {
  /// Gives the bytes of a log as they come; it ends where the log does, or nobody reads any more.
  public typealias Source = @Sendable (PodLogRequest) async throws(APIFailure) -> AsyncStream<[UInt8]>

  /// The most bytes that wait for a reader.
  private static let bound = 4 << 20
  private let source: Source

  /// Logs from a source.
  public init(_ source: @escaping Source) { self.source = source }

  /// The log as a feed.
  func open(_ request: PodLogRequest) async throws(APIFailure) -> ByteFeed {
    let stream = try await source(request)
    let feed = ByteFeed(bound: Self.bound)
    let task = Task {
      var rest = request.limitBytes ?? Int.max
      for await piece in stream where rest > 0 {
        // A reader that is slow holds the log up, not the memory.
        while feed.waitingBytes + piece.count > Self.bound, feed.waitingBytes > 0, !feed.isOver {
          try? await Task.sleep(for: .milliseconds(20))
        }
        guard feed.offer(Array(piece.prefix(rest))) else { break }
        rest -= min(rest, piece.count)
        if rest == 0 { break }
      }
      feed.finish()
    }
    feed.onAbandon { task.cancel() }
    return feed
  }
}
