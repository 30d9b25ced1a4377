import Cryptography

/// What a server keeps of a user's password (RFC 5802 §3): enough to check that a client knows it, not enough to be one.
/// It cannot be printed.
public struct ScramCredential: Sendable, Equatable {
  /// The salt.
  public let salt: [UInt8]
  /// How often the digest was applied.
  public let iterations: Int32
  /// What a client's key is checked against.
  public let storedKey: [UInt8]
  /// What the server proves itself with.
  public let serverKey: [UInt8]

  /// A credential as it was kept.
  public init(salt: [UInt8], iterations: Int32, storedKey: [UInt8], serverKey: [UInt8]) {
    self.salt = salt
    self.iterations = iterations
    self.storedKey = storedKey
    self.serverKey = serverKey
  }

  /// The credential of a password. As in Kafka the password is taken as it is: no SASLprep.
  ///
  /// - Parameter iterations: at least 1.
  public init(_ mechanism: ScramMechanism, password: String, salt: [UInt8], iterations: Int32) {
    let salted = ScramCredential.saltedPassword(mechanism, password: password, salt: salt, iterations: iterations)
    self.init(mechanism, saltedPassword: salted, salt: salt, iterations: iterations)
  }

  /// The credential of a password that was salted elsewhere, as Kafka's user requests carry it.
  public init(_ mechanism: ScramMechanism, saltedPassword: [UInt8], salt: [UInt8], iterations: Int32) {
    let clientKey = HMAC.code(of: Array("Client Key".utf8), key: saltedPassword, mechanism.algorithm)
    self.init(
      salt: salt, iterations: iterations, storedKey: Digest.hash(clientKey, mechanism.algorithm),
      serverKey: HMAC.code(of: Array("Server Key".utf8), key: saltedPassword, mechanism.algorithm))
  }

  /// The salted password: `Hi` of RFC 5802 §2.2.
  ///
  /// - Parameter iterations: at least 1.
  public static func saltedPassword(
    _ mechanism: ScramMechanism, password: String, salt: [UInt8], iterations: Int32
  ) -> [UInt8] {
    PBKDF2.key(
      password: Array(password.utf8), salt: salt, iterations: Int(max(iterations, 1)), count: mechanism.algorithm.size,
      mechanism.algorithm)
  }
}

extension ScramCredential: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The number of iterations; never the keys.
  public var description: String { "SCRAM credential of \(iterations) iterations" }
  /// The number of iterations; never the keys.
  public var debugDescription: String { description }
  /// Nothing.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
