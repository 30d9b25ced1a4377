import KafkaProtocol

// How the connection is made: versions (KIP-35, KIP-511), then SASL (KIP-43, KIP-152).
extension ConnectionCore {
  /// Asks which versions the broker takes. Version 4 first; a broker that does not know it says so in version 0.
  mutating func askVersions(_ version: Int16) {
    var request = ApiVersionsRequest()
    if version >= 3 {
      request.clientSoftwareName = configuration.softwareName
      request.clientSoftwareVersion = configuration.softwareVersion
    }
    send(request, version: version)
  }

  /// Tells the broker the mechanism.
  mutating func askHandshake(_ credentials: SASLCredentials) {
    guard versions.common(.saslHandshake)?.contains(1) ?? false, versions.common(.saslAuthenticate) != nil else {
      return fail(KafkaAdminError(.authenticationFailed, "the broker's listener has no SASL", object: peer))
    }
    var request = SaslHandshakeRequest()
    request.mechanism = credentials.mechanism.rawValue
    send(request, version: 1)
  }

  private mutating func send(_ request: any KafkaRequest, version: Int16) {
    let correlationID = takeCorrelationID()
    let api = type(of: request).apiKey
    do throws(CodecError) {
      output += try request.frame(version: version, correlationID: correlationID, clientID: configuration.clientID)
    } catch {
      return fail(
        KafkaAdminError(.invalidArgument, "the request cannot be written", object: "\(api)", cause: error.description))
    }
    // The making as a whole has a deadline, its steps have none.
    inFlight.append(
      Exchange(
        correlationID: correlationID, api: api, version: version, request: nil, isOwn: true, deadline: .zero))
  }

  /// An answer to a request of the connection's own.
  mutating func receiveOwn(_ exchange: Exchange, _ body: ArraySlice<UInt8>, at now: Duration) {
    do throws(CodecError) {
      switch phase {
      case .negotiating: try receiveVersions(exchange, body, at: now)
      case .handshaking: receiveHandshake(try SaslHandshakeResponse.decode(body, version: exchange.version))
      case .authenticating:
        receiveAuthentication(try SaslAuthenticateResponse.decode(body, version: exchange.version), at: now)
      default: break
      }
    } catch {
      fail(KafkaAdminError(error, in: exchange.api))
    }
  }

  private mutating func receiveVersions(
    _ exchange: Exchange, _ body: ArraySlice<UInt8>, at now: Duration
  ) throws(CodecError) {
    var reader = MessageReader(body)
    let error = ErrorCode(rawValue: try reader.int16())
    if error == .unsupportedVersion, exchange.version > 0 {
      let response = try ApiVersionsResponse.decode(body, version: 0)
      let theirs = ApiVersionTable(response).common(.apiVersions)
      return askVersions(min(theirs?.upperBound ?? 0, exchange.version - 1))
    }
    guard !error.isError else {
      return fail(KafkaAdminError(error, object: "\(peer): ApiVersions"))
    }
    negotiated(ApiVersionTable(try ApiVersionsResponse.decode(body, version: exchange.version)), at: now)
  }

  private mutating func receiveHandshake(_ response: SaslHandshakeResponse) {
    let error = ErrorCode(rawValue: response.errorCode)
    guard !error.isError else {
      let known = "the broker takes \(response.mechanisms.prefix(16).joined(separator: ", "))"
      return fail(
        KafkaAdminError(
          .authenticationFailed, "\(error.name): \(error.message)", object: peer, cause: known, apiError: error))
    }
    beginAuthentication()
    authenticate { (exchange) throws(SaslError) in try exchange.begin() }
  }

  private mutating func receiveAuthentication(_ response: SaslAuthenticateResponse, at now: Duration) {
    let error = ErrorCode(rawValue: response.errorCode)
    guard !error.isError else {
      return fail(
        KafkaAdminError(
          .authenticationFailed, "\(error.name): \(error.message)", object: peer, cause: response.errorMessage ?? "",
          apiError: error))
    }
    let isOver = authenticate { (exchange) throws(SaslError) in try exchange.answer(response.authBytes) }
    guard isOver else { return }
    let lifetime = response.sessionLifetimeMs
    authenticated(sessionLifetime: lifetime > 0 ? .milliseconds(lifetime) : nil, at: now)
  }

  /// Goes a step on; whether it was the last one.
  @discardableResult
  private mutating func authenticate(_ step: (inout SaslExchange) throws(SaslError) -> [UInt8]?) -> Bool {
    guard var exchange = sasl, let versions = versions.common(.saslAuthenticate) else { return false }
    do throws(SaslError) {
      let bytes = try step(&exchange)
      sasl = exchange
      guard let bytes else { return true }
      var request = SaslAuthenticateRequest()
      request.authBytes = bytes
      send(request, version: versions.upperBound)
    } catch {
      fail(KafkaAdminError(.authenticationFailed, "SASL failed", object: peer, cause: error.message))
    }
    return false
  }
}
