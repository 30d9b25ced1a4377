/// What happens to a stream of which more waits to be read than its bound.
public enum HTTPClientOverflow: Sendable, Hashable {
  /// It fails with `readerTooSlow`, after what waits was read. For streams that never end (watches): others on the connection
  /// go on, and nothing is kept for a reader that does not come.
  case fail
  /// The server is made to wait. Its window in HTTP/2 is libcurl's, so that up to 32 MB more are kept for each stream that
  /// waits. For large answers that end.
  case pause
}

/// A response whose body is read while it comes.
public struct HTTPClientStream: Sendable {
  /// The status and the header fields.
  public let head: HTTPClientResponseHead
  /// The body. When it and its iterators are let go before its end, the request is cancelled.
  public let body: HTTPClientBody

  /// The status, 200 to 599.
  public var status: Int { head.status }
  /// The header fields.
  public var headers: HTTPClientHeaders { head.headers }
}

/// The body of a response as it comes: each chunk is what has come since the last. It is read once, by one reader.
public struct HTTPClientBody: AsyncSequence, Sendable {
  /// Bytes.
  public typealias Element = [UInt8]
  /// What fails.
  public typealias Failure = HTTPClientError

  private let owner: Owner

  init(_ exchange: Exchange, of client: HTTPClient) { owner = Owner(exchange, client) }

  /// A reader.
  public func makeAsyncIterator() -> Iterator { Iterator(owner: owner) }

  /// Reads the rest of the body.
  ///
  /// - Parameter limit: The most bytes; more fails with `bodyTooLarge`.
  public func collect(upTo limit: Int) async throws(HTTPClientError) -> [UInt8] {
    var bytes: [UInt8] = []
    for try await chunk in self {
      guard bytes.count + chunk.count <= limit else {
        throw owner.exchange.cancel(.bodyTooLarge(limit, owner.exchange))
      }
      bytes += chunk
    }
    return bytes
  }

  /// Reads a body.
  public struct Iterator: AsyncIteratorProtocol {
    fileprivate let owner: Owner

    /// The next bytes, at least one; nil at the end.
    public mutating func next(
      isolation actor: isolated (any Actor)? = #isolation
    ) async throws(HTTPClientError) -> [UInt8]? {
      try await owner.exchange.next(isolation: actor)
    }
  }

  /// Cancels the request when nobody can read its body any more, and keeps the client until then.
  fileprivate final class Owner: Sendable {
    let exchange: Exchange
    private let client: HTTPClient

    init(_ exchange: Exchange, _ client: HTTPClient) {
      self.exchange = exchange
      self.client = client
    }

    deinit { exchange.cancel() }
  }
}

extension HTTPClientError {
  static func bodyTooLarge(_ limit: Int, _ exchange: Exchange) -> HTTPClientError {
    HTTPClientError(.bodyTooLarge, "the body is larger than \(limit) bytes", host: exchange.host)
  }
}
