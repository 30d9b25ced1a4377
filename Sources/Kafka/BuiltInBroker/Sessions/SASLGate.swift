import KafkaProtocol

/// What a connection may do before it has authenticated, and what it has to say for it.
///
/// States: open (no SASL), waiting for a mechanism, exchanging, authenticated, failed. Before it is authenticated, only
/// ApiVersions, SaslHandshake and SaslAuthenticate pass.
struct SASLGate {
  /// Makes the exchange of a mechanism.
  typealias ExchangeMaker = (SASLMechanismName) -> any SASLExchange

  private enum State {
    case open
    case waiting
    case exchanging(any SASLExchange, isRaw: Bool)
    case authenticated
    case failed
  }

  private var state: State
  private let mechanisms: [SASLMechanismName]
  private let makeExchange: ExchangeMaker
  /// Who it is, once that is known.
  private(set) var username: String?

  /// A gate; `isNeeded` is false on listeners without SASL.
  init(isNeeded: Bool, mechanisms: [SASLMechanismName], makeExchange: @escaping ExchangeMaker) {
    state = isNeeded ? .waiting : .open
    self.mechanisms = mechanisms
    self.makeExchange = makeExchange
  }

  /// Whether other requests than those of SASL pass.
  var isOpen: Bool {
    switch state {
    case .open, .authenticated: true
    case .waiting, .exchanging, .failed: false
    }
  }

  /// Whether the next frame is a token without a header, as it is after a handshake of version 0.
  var takesRawTokens: Bool {
    if case .exchanging(_, isRaw: true) = state { return true }
    return false
  }

  /// Whether a request may be looked at now.
  func admits(_ api: ApiKey) -> Bool {
    isOpen || api == .apiVersions || api == .saslHandshake || api == .saslAuthenticate
  }

  /// The answer to a handshake; where it is refused, `false` ends the connection.
  mutating func handshake(_ request: SaslHandshakeRequest, version: Int16) -> (SaslHandshakeResponse, goesOn: Bool) {
    var response = SaslHandshakeResponse()
    response.mechanisms = mechanisms.map(\.rawValue)
    guard case .waiting = state else {
      response.errorCode = ErrorCode.illegalSaslState.rawValue
      return (response, false)
    }
    guard let mechanism = SASLMechanismName(rawValue: request.mechanism), mechanisms.contains(mechanism) else {
      response.errorCode = ErrorCode.unsupportedSaslMechanism.rawValue
      state = .failed
      return (response, false)
    }
    state = .exchanging(makeExchange(mechanism), isRaw: version == 0)
    return (response, true)
  }

  /// What follows from a token; nil where none is expected.
  mutating func receive(_ token: ArraySlice<UInt8>, wall: Int64) -> SASLStep? {
    guard case .exchanging(var exchange, let isRaw) = state else { return nil }
    let step = exchange.receive(token, wall: wall)
    switch step {
    case .challenge: state = .exchanging(exchange, isRaw: isRaw)
    case .done(_, let name):
      username = name
      state = .authenticated
    case .failed: state = .failed
    }
    return step
  }
}
