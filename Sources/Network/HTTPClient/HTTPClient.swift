/// Makes requests by libcurl: HTTP/2 by TLS, where all requests to a host share a connection, and HTTP/1.1 in the clear.
///
/// One thread moves the bytes of all requests; the tasks that make them only wait. Redirects are not followed: they are
/// answers. A request on a connection that was idle and turns out to be dead is made again by libcurl on another one, when
/// nothing of the answer had come.
///
/// States: open, stopping (no new requests), stopped. A client that nobody holds any more stops.
public final class HTTPClient: Sendable {
  private let queue: RequestQueue
  private let credentials: CredentialStore

  /// Starts the thread.
  ///
  /// - Throws: `other` where the system has no thread or no memory for it.
  public init(
    _ settings: HTTPClientSettings = HTTPClientSettings(), credentials: HTTPClientCredentials = HTTPClientCredentials()
  ) throws(HTTPClientError) {
    self.credentials = CredentialStore(credentials)
    queue = try TransferLoop.start(settings)
  }

  deinit { queue.stop(at: .now) }

  /// How many requests are under way or wait.
  public var openRequests: Int { queue.openRequests }

  /// Uses other credentials for the requests to come. Those that are under way keep theirs, and their connection.
  public func replaceCredentials(_ credentials: HTTPClientCredentials) { self.credentials.value = credentials }

  /// Makes a request and waits for the whole answer. Cancelling the task ends the request.
  ///
  /// - Parameter limit: The most bytes of the body; more fails with `bodyTooLarge`.
  public func response(
    to request: HTTPClientRequest, limit: Int = 16 << 20
  ) async throws(HTTPClientError) -> HTTPClientResponse {
    let exchange = try begin(request, .collecting(limit: limit))
    return try await exchange.response()
  }

  /// Makes a request and waits for the head of the answer. Cancelling the task that reads ends the request.
  ///
  /// - Parameters:
  ///   - bound: How many bytes may wait to be read.
  ///   - overflow: What happens when it would be more.
  public func stream(
    _ request: HTTPClientRequest, bound: Int = 1 << 20, overflow: HTTPClientOverflow = .fail
  ) async throws(HTTPClientError) -> HTTPClientStream {
    let exchange = try begin(request, .streaming(bound: bound, overflow: overflow))
    let body = HTTPClientBody(exchange, of: self)
    return HTTPClientStream(head: try await exchange.head(), body: body)
  }

  /// Takes no more requests, lets those under way finish, fails what is left with `stopped` when the grace is over, and ends
  /// the thread.
  public func stop(grace: Duration = .zero) async {
    await withCheckedContinuation { queue.stop(at: .now + min(grace, Exchange.longest), then: $0) }
  }

  private func begin(
    _ request: HTTPClientRequest, _ reading: Exchange.Reading
  ) throws(HTTPClientError) -> Exchange {
    let credentials = request.credentials ?? credentials.value
    let exchange = Exchange(request, credentials, reading, queue)
    if let problem = request.problem ?? credentials.problem {
      throw HTTPClientError(.invalidRequest, problem, host: exchange.host)
    }
    try queue.submit(exchange)
    return exchange
  }
}
