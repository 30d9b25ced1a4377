import Cryptography
import KafkaProtocol

/// SCRAM (RFC 5802) on the broker's side, with what the cluster knows of a user.
struct SCRAMExchange: SASLExchange {
  private static let refusal =
    "Authentication failed during authentication due to invalid credentials with SASL mechanism "

  private let mechanism: SASLMechanismName
  private let credential: (String) -> ScramCredential?
  private var server: ScramServer
  private var username: String?

  init(_ mechanism: SASLMechanismName, credential: @escaping (String) -> ScramCredential?) {
    self.mechanism = mechanism
    self.credential = credential
    server = ScramServer(mechanism.scram, nonce: SCRAMNonce.make())
  }

  mutating func receive(_ message: ArraySlice<UInt8>, wall: Int64) -> SASLStep {
    do {
      guard let username else {
        let name = try server.receive(Array(message))
        username = name
        guard let credential = credential(name) else { return .failed(Self.refusal + mechanism.rawValue) }
        return .challenge(try server.challenge(credential))
      }
      return .done(try server.finish(Array(message)), username: username)
    } catch {
      return .failed(Self.refusal + mechanism.rawValue)
    }
  }
}

/// SCRAM on the side of a broker that connects to another one.
struct SCRAMLogin {
  private var client: ScramClient
  private var isAnswered = false
  /// The first message; nil where the name or the password cannot be used.
  let first: [UInt8]

  init(_ login: SASLConfiguration.Login) throws(CodecError) {
    do {
      client = ScramClient(
        login.mechanism.scram, username: login.username, password: login.password, nonce: SCRAMNonce.make())
      first = try client.begin()
    } catch { throw CodecError(.malformed, error.message, object: "SCRAM") }
  }

  /// What follows from the server's message; nil where the exchange is over.
  mutating func receive(_ message: [UInt8]) throws(CodecError) -> [UInt8]? {
    do {
      guard !isAnswered else {
        try client.finish(message)
        return nil
      }
      isAnswered = true
      return try client.answer(message)
    } catch { throw CodecError(.malformed, error.message, object: "SCRAM") }
  }
}

/// What nobody can guess, in letters and digits.
private enum SCRAMNonce {
  private static let digits = Array("abcdefghijklmnopqrstuvwxyz0123456789".utf8)

  static func make() -> String {
    String(decoding: RandomBytes.generate(count: 24).map { digits[Int($0) % digits.count] }, as: UTF8.self)
  }
}

extension SASLMechanismName {
  /// The mechanism of SCRAM that it is; SHA-512 where it is none, which is never asked.
  var scram: ScramMechanism { self == .scramSHA256 ? .sha256 : .sha512 }
}
