import KafkaProtocol

/// How this broker authenticates to another one: a handshake, then the messages of a mechanism.
///
/// States: handshake sent, messages under way, done.
struct PeerAuthentication {
  /// What to do next.
  enum Next {
    case send(SaslAuthenticateRequest)
    case done
  }

  private let login: SASLConfiguration.Login
  private let wall: Int64
  private var isShaken = false
  private var scram: SCRAMLogin?

  init(_ login: SASLConfiguration.Login, wall: Int64) {
    self.login = login
    self.wall = wall
  }

  /// The first request.
  var handshake: SaslHandshakeRequest {
    var request = SaslHandshakeRequest()
    request.mechanism = login.mechanism.rawValue
    return request
  }

  /// What follows from an answer.
  mutating func receive(_ body: inout MessageReader) throws(CodecError) -> Next {
    guard isShaken else {
      let response = try SaslHandshakeResponse(from: &body, version: 1)
      guard response.errorCode == 0 else {
        throw CodecError(
          .malformed, "it does not take \(login.mechanism.rawValue), but \(response.mechanisms.joined(separator: ", "))"
        )
      }
      isShaken = true
      return .send(message(try first()))
    }
    let response = try SaslAuthenticateResponse(from: &body, version: 1)
    guard response.errorCode == 0 else {
      throw CodecError(.malformed, response.errorMessage ?? "it refused the name and the password")
    }
    guard var scram else { return .done }
    let next = try scram.receive(response.authBytes)
    self.scram = scram
    return next.map { .send(message($0)) } ?? .done
  }

  private mutating func first() throws(CodecError) -> [UInt8] {
    switch login.mechanism {
    case .plain: return [0] + Array(login.username.utf8) + [0] + Array(login.password.utf8)
    case .oauthBearer:
      return Array("n,,\u{1}auth=Bearer \(UnsecuredToken.text(subject: login.username, wall: wall))\u{1}\u{1}".utf8)
    case .scramSHA256, .scramSHA512:
      let scram = try SCRAMLogin(login)
      self.scram = scram
      return scram.first
    }
  }

  private func message(_ bytes: [UInt8]) -> SaslAuthenticateRequest {
    var request = SaslAuthenticateRequest()
    request.authBytes = bytes
    return request
  }
}
