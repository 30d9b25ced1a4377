import Cryptography

/// The client's side of a SCRAM exchange (RFC 5802), without channel binding.
///
/// States: `begin` gives the first message, `answer` takes the server's first and gives the last, `finish` takes the server's
/// last. After an error the exchange is over. It must never take a server for the right one that has not proved that it
/// knows the credential.
public struct ScramClient: Sendable {
  private enum State: Sendable {
    case start
    case first(bare: String)
    case last(serverSignature: [UInt8])
    case over
  }

  private let mechanism: ScramMechanism
  private let username: String
  private let password: String
  private let nonce: String
  private let maximumIterations: Int32
  private var state = State.start

  /// An exchange.
  ///
  /// - Parameters:
  ///   - nonce: printable characters without a comma that nobody can guess, new for each exchange.
  ///   - maximumIterations: the most work that a server may ask for; Kafka takes no more than 16,384 for a new credential,
  ///     so the default leaves room.
  public init(
    _ mechanism: ScramMechanism, username: String, password: String, nonce: String, maximumIterations: Int32 = 1_000_000
  ) {
    self.mechanism = mechanism
    self.username = username
    self.password = password
    self.nonce = nonce
    self.maximumIterations = maximumIterations
  }

  /// The client's first message.
  public mutating func begin() throws(SaslError) -> [UInt8] {
    guard case .start = state, ScramText.isNonce(nonce) else {
      throw SaslError(.state, "the exchange has begun, or its nonce is none")
    }
    let bare = "n=\(ScramText.escaped(username)),r=\(nonce)"
    state = .first(bare: bare)
    return Array("n,,\(bare)".utf8)
  }

  /// The client's last message, the answer to the server's first.
  public mutating func answer(_ serverFirst: [UInt8]) throws(SaslError) -> [UInt8] {
    guard case .first(let bare) = state else {
      throw SaslError(.state, "the server's first message comes at another point")
    }
    state = .over
    let text = try ScramText.text(serverFirst)
    let attributes = try ScramText.attributes(text)
    if let error = attributes.first(where: { $0.name == "e" }) {
      throw SaslError(.refused, "the server says: \(error.value)")
    }
    guard attributes.count >= 3, attributes[0].name == "r", attributes[1].name == "s", attributes[2].name == "i",
      let salt = Base64.decode(attributes[1].value), !salt.isEmpty, let iterations = Int32(attributes[2].value)
    else { throw SaslError(.malformed, "the server's first message is not nonce, salt and iterations") }
    let fullNonce = attributes[0].value
    guard fullNonce.hasPrefix(nonce), fullNonce.utf8.count > nonce.utf8.count, ScramText.isNonce(fullNonce) else {
      throw SaslError(.credentials, "the server's nonce does not go on from the client's")
    }
    guard iterations >= ScramMechanism.minimumIterations, iterations <= maximumIterations else {
      throw SaslError(.unsupported, "\(iterations) iterations are too few, or more than are allowed")
    }
    let withoutProof = "c=biws,r=\(fullNonce)"
    let proven = Array("\(bare),\(text),\(withoutProof)".utf8)
    let algorithm = mechanism.algorithm
    let salted = ScramCredential.saltedPassword(mechanism, password: password, salt: salt, iterations: iterations)
    let clientKey = HMAC.code(of: Array("Client Key".utf8), key: salted, algorithm)
    let signature = HMAC.code(of: proven, key: Digest.hash(clientKey, algorithm), algorithm)
    var proof = clientKey
    for index in proof.indices { proof[index] ^= signature[index] }
    let serverKey = HMAC.code(of: Array("Server Key".utf8), key: salted, algorithm)
    state = .last(serverSignature: HMAC.code(of: proven, key: serverKey, algorithm))
    return Array("\(withoutProof),p=\(Base64.encode(proof))".utf8)
  }

  /// Checks the server's last message: after it, both have proved that they know the password.
  public mutating func finish(_ serverFinal: [UInt8]) throws(SaslError) {
    guard case .last(let expected) = state else {
      throw SaslError(.state, "the server's last message comes at another point")
    }
    state = .over
    let attributes = try ScramText.attributes(try ScramText.text(serverFinal))
    if let error = attributes.first(where: { $0.name == "e" }) {
      throw SaslError(.refused, "the server says: \(error.value)")
    }
    guard let first = attributes.first, first.name == "v", let signature = Base64.decode(first.value) else {
      throw SaslError(.malformed, "the server's last message has no signature")
    }
    guard ConstantTime.equal(signature, expected) else {
      throw SaslError(.credentials, "the server does not know the credential")
    }
  }
}

extension ScramClient: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The mechanism and the user; never the password.
  public var description: String { "\(mechanism.name) of \(username)" }
  /// The mechanism and the user; never the password.
  public var debugDescription: String { description }
  /// Nothing.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
