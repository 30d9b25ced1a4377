import Cryptography

/// The server's side of a SCRAM exchange (RFC 5802), without channel binding.
///
/// States: `receive` takes the client's first message and gives the user that it names; `challenge` takes that user's
/// credential and gives the server's first message; `finish` takes the client's last and gives the server's. After an error
/// the exchange is over. It must never end well with a client that has not proved that it knows the password.
public struct ScramServer: Sendable {
  private enum State: Sendable {
    case start
    case named(bare: String, nonce: String, binding: String)
    case challenged(ScramCredential, proven: String, nonce: String, binding: String)
    case over
  }

  private let mechanism: ScramMechanism
  private let nonce: String
  private var state = State.start

  /// An exchange.
  ///
  /// - Parameter nonce: printable characters without a comma that nobody can guess, new for each exchange.
  public init(_ mechanism: ScramMechanism, nonce: String) {
    self.mechanism = mechanism
    self.nonce = nonce
  }

  /// Takes the client's first message; the user that it names.
  public mutating func receive(_ clientFirst: [UInt8]) throws(SaslError) -> String {
    guard case .start = state, ScramText.isNonce(nonce) else {
      throw SaslError(.state, "the client's first message comes at another point, or the nonce is none")
    }
    state = .over
    let text = try ScramText.text(clientFirst)
    let parts = text.unicodeScalars.split(separator: ",", maxSplits: 2, omittingEmptySubsequences: false).map(
      String.init)
    guard parts.count == 3 else { throw SaslError(.malformed, "the client's first message is not complete") }
    guard parts[0] == "n" || parts[0] == "y" else {
      throw SaslError(.unsupported, "channel binding is not supported")
    }
    let bare = parts[2]
    let attributes = try ScramText.attributes(bare)
    guard attributes.count >= 2, attributes[0].name == "n", attributes[1].name == "r",
      let username = ScramText.unescaped(attributes[0].value), !username.isEmpty, ScramText.isNonce(attributes[1].value)
    else { throw SaslError(.malformed, "the client's first message is not user and nonce") }
    guard parts[1].isEmpty || parts[1] == "a=\(attributes[0].value)" else {
      throw SaslError(.credentials, "the client wants to act for another user")
    }
    state = .named(bare: bare, nonce: attributes[1].value + nonce, binding: "\(parts[0]),\(parts[1]),")
    return username
  }

  /// The server's first message to a user with this credential.
  public mutating func challenge(_ credential: ScramCredential) throws(SaslError) -> [UInt8] {
    guard case .named(let bare, let nonce, let binding) = state else {
      throw SaslError(.state, "a challenge comes after the client's first message")
    }
    let text = "r=\(nonce),s=\(Base64.encode(credential.salt)),i=\(credential.iterations)"
    state = .challenged(credential, proven: "\(bare),\(text)", nonce: nonce, binding: binding)
    return Array(text.utf8)
  }

  /// The server's last message, to a client that knows the password.
  public mutating func finish(_ clientFinal: [UInt8]) throws(SaslError) -> [UInt8] {
    guard case .challenged(let credential, let proven, let nonce, let binding) = state else {
      throw SaslError(.state, "the client's last message comes at another point")
    }
    state = .over
    let text = try ScramText.text(clientFinal)
    let attributes = try ScramText.attributes(text)
    guard attributes.count >= 3, attributes[0].name == "c", attributes[1].name == "r",
      let last = attributes.last, last.name == "p", let proof = Base64.decode(last.value)
    else { throw SaslError(.malformed, "the client's last message is not binding, nonce and proof") }
    guard Base64.decode(attributes[0].value) == Array(binding.utf8), attributes[1].value == nonce else {
      throw SaslError(.credentials, "the client's last message goes with another first one")
    }
    let algorithm = mechanism.algorithm
    let withoutProof = String(text.unicodeScalars.dropLast(last.value.unicodeScalars.count + 3))
    let all = Array("\(proven),\(withoutProof)".utf8)
    let signature = HMAC.code(of: all, key: credential.storedKey, algorithm)
    guard proof.count == signature.count else {
      throw SaslError(.credentials, "the client does not know the password")
    }
    var clientKey = proof
    for index in clientKey.indices { clientKey[index] ^= signature[index] }
    guard ConstantTime.equal(Digest.hash(clientKey, algorithm), credential.storedKey) else {
      throw SaslError(.credentials, "the client does not know the password")
    }
    return Array("v=\(Base64.encode(HMAC.code(of: all, key: credential.serverKey, algorithm)))".utf8)
  }
}

extension ScramServer: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The mechanism; never the credential.
  public var description: String { mechanism.name }
  /// The mechanism; never the credential.
  public var debugDescription: String { description }
  /// Nothing.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
