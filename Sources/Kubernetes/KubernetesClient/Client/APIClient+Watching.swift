import HTTPClient

extension APIClient {
  /// The longest answer that is read where a watch is refused.
  private static let longestRefusal = 1 << 20

  /// How much longer than the server was asked for a watch may last: the server ends it before.
  private static let leeway = Duration.seconds(60)

  /// Begins a watch. It is tried again once where the server did not know the client any more; everything else is its cache's
  /// to decide.
  public func watch(_ request: APIRequest) async throws(ClientError) -> WatchBytes {
    let deadline = clock.now + settings.watchBeginning
    let client = self
    return try await attempt(request, by: deadline, maximum: 2) { identity throws(ClientError) in
      try await client.begin(request, as: identity, by: deadline)
    }
  }

  private func begin(
    _ request: APIRequest, as identity: ClientIdentity, by deadline: Duration
  ) async throws(ClientError) -> WatchBytes {
    let start = clock.now
    let client = self
    let outgoing = httpRequest(request, as: identity, deadline: Self.duration(of: request))
    let begun: Begun?
    do throws(ClientError) {
      begun = try await clock.within(deadline) { () async throws(ClientError) -> Begun in
        try await client.head(of: outgoing, request)
      }
    } catch {
      metrics.attempted(request.subject, code: Self.code(of: error), took: clock.now - start)
      throw error
    }
    guard let begun else {
      metrics.attempted(request.subject, code: "deadline-exceeded", took: clock.now - start)
      let message = "the watch had not begun after \(settings.watchBeginning.components.seconds) s"
      throw ClientError(
        .noAnswer(HTTPClientError(.deadlineExceeded, message, host: configuration.server.host)),
        subject: request.subject)
    }
    metrics.attempted(request.subject, code: String(begun.stream.status), took: clock.now - start)
    tell(begun.stream.headers, of: request.subject)
    if let body = begun.refusal {
      throw refusal(begun.stream.status, begun.stream.headers, body, of: request)
    }
    let body = begun.stream.body
    let subject = request.subject
    return WatchBytes { () async throws(ClientError) -> [UInt8]? in
      var reader = body.makeAsyncIterator()
      do throws(HTTPClientError) { return try await reader.next() } catch {
        throw ClientError(Self.cause(of: error), subject: subject)
      }
    }
  }

  /// An answer that has begun; where it is a refusal, its body as well.
  private struct Begun: Sendable {
    let stream: HTTPClientStream
    let refusal: [UInt8]?
  }

  private func head(of outgoing: HTTPClientRequest, _ request: APIRequest) async throws(ClientError) -> Begun {
    do throws(HTTPClientError) {
      let stream = try await watches.stream(outgoing, bound: settings.maximumWatchBacklog, overflow: .fail)
      guard !(200..<300).contains(stream.status) else { return Begun(stream: stream, refusal: nil) }
      return Begun(stream: stream, refusal: try await stream.body.collect(upTo: Self.longestRefusal))
    } catch { throw ClientError(Self.cause(of: error), subject: request.subject) }
  }

  /// How long the whole may last; nil where the request does not say.
  private static func duration(of request: APIRequest) -> Duration? {
    for item in request.query where item.name == "timeoutSeconds" {
      if let seconds = Int64(item.value) { return .seconds(min(max(seconds, 1), 1 << 31)) + leeway }
    }
    return nil
  }

  private static func code(of error: ClientError) -> String {
    if case .noAnswer(let error) = error.cause {
      error.code.rawValue
    } else {
      error.isCancellation ? "cancelled" : "failed"
    }
  }
}
