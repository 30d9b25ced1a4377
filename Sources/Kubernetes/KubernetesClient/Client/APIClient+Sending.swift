import HTTPClient

extension APIClient {
  /// Sends a request, and tries again where the server was busy or not well, the connection failed, or the server did not know
  /// the client any more; never where it could be carried out twice.
  public func send(_ request: APIRequest, within: Duration?) async throws(ClientError) -> APIAnswer {
    let time = clock.now + (within ?? settings.deadline)
    let deadline = min(time, request.notAfter ?? time)
    let client = self
    return try await attempt(request, by: deadline) { identity throws(ClientError) in
      try await client.answer(to: request, as: identity, by: deadline)
    }
  }

  /// Makes attempts until one succeeds, or none may follow.
  func attempt<Value: Sendable>(
    _ request: APIRequest, by deadline: Duration, maximum: Int? = nil,
    _ body: (ClientIdentity) async throws(ClientError) -> Value
  ) async throws(ClientError) -> Value {
    var attempts = RequestAttempts(
      request, deadline: deadline, maximum: maximum ?? settings.maximumAttempts, backoff: settings.backoff)
    var refused: (identity: ClientIdentity, error: ClientError)?
    var generator = SystemRandomNumberGenerator()
    while true {
      let identity: ClientIdentity
      do throws(ClientError) {
        identity = try await identities.current(by: deadline)
        // Nothing else can be said: the server would refuse it again.
        if let refused, refused.identity.number == identity.number { throw refused.error }
        if !request.isWatch { try await takeTurn(by: deadline) }
        if attempts.failures > 0 { metrics.retried(request.subject) }
      } catch { throw error.apiError == nil ? attempts.error(error.cause) : error }
      do throws(ClientError) { return try await body(identity) } catch {
        switch attempts.failed(
          error.cause, wasPerhapsCarriedOut: error.mayHaveBeenCarriedOut, at: clock.now, using: &generator)
        {
        case .giveUp(let error): throw error
        case .withFreshIdentity(let error):
          identities.refused(identity)
          refused = (identity, error)
        case .again(let time):
          refused = nil
          log.debug(
            "a request to the API server is sent again", [.request: "\(request.subject)", .error: "\(error.cause)"])
          do { try await clock.sleep(until: time) } catch { throw attempts.error(.cancelled) }
        }
      }
    }
  }

  /// One attempt.
  private func answer(
    to request: APIRequest, as identity: ClientIdentity, by deadline: Duration
  ) async throws(ClientError) -> APIAnswer {
    let start = clock.now
    guard start < deadline else { throw ClientError(.outOfTime, subject: request.subject) }
    let response: HTTPClientResponse
    do throws(HTTPClientError) {
      response = try await requests.response(
        to: httpRequest(request, as: identity, deadline: deadline - start), limit: settings.maximumAnswer)
    } catch {
      metrics.attempted(request.subject, code: error.code.rawValue, took: clock.now - start)
      // Also where it is cut off: the server may have the whole of it.
      throw ClientError(
        Self.cause(of: error), subject: request.subject, mayHaveBeenCarriedOut: error.wasPerhapsSent)
    }
    metrics.attempted(request.subject, code: String(response.status), took: clock.now - start)
    let warnings = tell(response.headers, of: request.subject)
    guard (200..<300).contains(response.status) else {
      throw refusal(response.status, response.headers, response.body, of: request)
    }
    return APIAnswer(status: response.status, body: response.body, warnings: warnings)
  }

  /// The request as HTTP has it.
  func httpRequest(_ request: APIRequest, as identity: ClientIdentity, deadline: Duration?) -> HTTPClientRequest {
    var headers = HTTPClientHeaders()
    for field in request.headers { headers.append(field.name, field.value) }
    if let authorization = identity.authorization { headers["authorization"] = authorization.reveal() }
    for field in configuration.credentials.impersonation?.headers ?? [] { headers.append(field.name, field.value) }
    return HTTPClientRequest(
      method: request.method.rawValue, url: configuration.server.url + request.target, headers: headers,
      body: request.body, deadline: deadline, isRepeatable: request.isIdempotent, credentials: identity.credentials)
  }

  /// The error that an answer tells of.
  func refusal(
    _ status: Int, _ headers: HTTPClientHeaders, _ body: [UInt8], of request: APIRequest
  ) -> ClientError {
    var fields: [HeaderField] = []
    for field in headers.fields { fields.append(HeaderField(field.name, field.value)) }
    let error = APIError(httpStatus: status, headers: fields, body: body, subject: request.subject)
    return ClientError(.refused(error), subject: request.subject)
  }

  /// What a failed exchange means.
  static func cause(of error: HTTPClientError) -> ClientError.Cause {
    switch error.code {
    case .bodyTooLarge, .headersTooLarge: .unreadable(AnswerError(.tooLarge, "\(error)"))
    case .cancelled: .cancelled
    case .stopped: .stopped
    default: .noAnswer(error)
    }
  }
}
