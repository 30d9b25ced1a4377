/// Makes requests by libcurl: HTTP/2 by TLS, where all requests to a host share a connection, and HTTP/1.1 in the clear.
///
/// One thread moves the bytes of all requests; the tasks that make them only wait. Redirects are not followed: they are
/// answers. A request whose shared or kept connection is lost before anything of its answer came is sent again on another one
/// where `HTTPClientRequest.isRepeatable` allows it.
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
  /// - Parameters:
  ///   - upload: The request's body, where it is written while it is sent, by another task.
  ///   - limit: The most bytes of the answer's body; more fails with `bodyTooLarge`.
  public func response(
    to request: HTTPClientRequest, upload: HTTPClientUpload? = nil, limit: Int = 16 << 20
  ) async throws(HTTPClientError) -> HTTPClientResponse {
    let exchange = try begin(request, .collecting(limit: limit), upload)
    return try await exchange.response()
  }

  /// Makes a request whose body is read from a sequence while it is sent, and waits for the whole answer. Cancelling the task
  /// ends the request, and so does a sequence that fails (`bodyFailed`). The sequence's task is cancelled and waited for when
  /// the answer is there, or the deadline is over.
  ///
  /// - Parameters:
  ///   - body: The pieces of the request's body; the next is asked for when there is room for it.
  ///   - length: The whole length in bytes, where it is known; see `HTTPClientUpload`.
  ///   - bound: How many bytes may wait to be sent.
  ///   - limit: The most bytes of the answer's body.
  public func response<Body: AsyncSequence & Sendable>(
    to request: HTTPClientRequest, sending body: Body, length: Int? = nil, bound: Int = 256 << 10,
    limit: Int = 16 << 20
  ) async throws(HTTPClientError) -> HTTPClientResponse where Body.Element == [UInt8] {
    let upload = HTTPClientUpload(length: length, bound: bound)
    let exchange = try begin(request, .collecting(limit: limit), upload)
    let result = await withTaskGroup(of: Void.self) { group -> Result<HTTPClientResponse, HTTPClientError> in
      group.addTask { await upload.write(all: body) }
      defer { group.cancelAll() }
      do throws(HTTPClientError) { return .success(try await exchange.response()) } catch { return .failure(error) }
    }
    return try result.get()
  }

  /// Makes a request and waits for the head of the answer. Cancelling the task that reads ends the request.
  ///
  /// - Parameters:
  ///   - upload: The request's body, where it is written while it is sent. The answer may begin before the body's end.
  ///   - bound: How many bytes may wait to be read.
  ///   - overflow: What happens when it would be more.
  public func stream(
    _ request: HTTPClientRequest, upload: HTTPClientUpload? = nil, bound: Int = 1 << 20,
    overflow: HTTPClientOverflow = .fail
  ) async throws(HTTPClientError) -> HTTPClientStream {
    let exchange = try begin(request, .streaming(bound: bound, overflow: overflow), upload)
    let body = HTTPClientBody(exchange, of: self)
    return HTTPClientStream(head: try await exchange.head(), body: body)
  }

  /// Takes no more requests, lets those under way finish, fails what is left with `stopped` when the grace is over, and ends
  /// the thread.
  public func stop(grace: Duration = .zero) async {
    await withCheckedContinuation { queue.stop(at: .now + min(grace, Exchange.longest), then: $0) }
  }

  private func begin(
    _ request: HTTPClientRequest, _ reading: Exchange.Reading, _ upload: HTTPClientUpload?
  ) throws(HTTPClientError) -> Exchange {
    let credentials = request.credentials ?? credentials.value
    let exchange = Exchange(request, credentials, reading, queue, upload: upload?.buffer)
    var problem = request.problem ?? credentials.problem
    if let upload, problem == nil {
      if request.body != nil || request.method == "HEAD" {
        problem = "a request has one body, and HEAD has none"
      } else if !upload.buffer.attach(exchange) {
        problem = "the body is another request's, or has failed"
      }
    }
    if let problem { throw HTTPClientError(.invalidRequest, problem, host: exchange.host) }
    do throws(HTTPClientError) {
      try queue.submit(exchange)
    } catch {
      exchange.end(.failure(error))
      var unsent = error
      unsent.mayHaveBeenSent = false
      throw unsent
    }
    return exchange
  }
}
