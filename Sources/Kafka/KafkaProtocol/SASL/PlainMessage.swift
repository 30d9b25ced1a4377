/// The one message of SASL PLAIN (RFC 4616): who the client is, and its password. It cannot be printed.
public struct PlainMessage: Sendable, Equatable {
  /// Whom the client wants to act for; empty for itself. Kafka takes only an empty one, or the user itself.
  public var authorizationID: String
  /// The user.
  public var username: String
  /// The password.
  public var password: String

  /// A message of a user who acts for itself.
  public init(username: String, password: String) {
    authorizationID = ""
    self.username = username
    self.password = password
  }

  /// The message that these bytes are. As Kafka has it: three parts, a user and a password that are not empty, and nobody
  /// acts for another.
  public init(parsing bytes: [UInt8]) throws(SaslError) {
    let parts = bytes.split(separator: 0, omittingEmptySubsequences: false)
    guard parts.count == 3 else {
      throw SaslError(.malformed, "a PLAIN message has 3 parts, not \(parts.count)")
    }
    guard let authorizationID = String(validating: parts[0], as: UTF8.self),
      let username = String(validating: parts[1], as: UTF8.self),
      let password = String(validating: parts[2], as: UTF8.self)
    else { throw SaslError(.malformed, "a PLAIN message is not valid UTF-8") }
    guard !username.isEmpty else { throw SaslError(.malformed, "a PLAIN message names no user") }
    guard !password.isEmpty else { throw SaslError(.malformed, "a PLAIN message has no password") }
    guard authorizationID.isEmpty || authorizationID == username else {
      throw SaslError(.credentials, "the client wants to act for another user")
    }
    self.authorizationID = authorizationID
    self.username = username
    self.password = password
  }

  /// The bytes of the message.
  public func encoded() throws(SaslError) -> [UInt8] {
    let parts = [authorizationID, username, password]
    guard parts.allSatisfy({ !$0.utf8.contains(0) }) else {
      throw SaslError(.malformed, "a user or a password has a byte 0, for which PLAIN has no place")
    }
    return Array(authorizationID.utf8) + [0] + Array(username.utf8) + [0] + Array(password.utf8)
  }
}

extension PlainMessage: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The user; never the password.
  public var description: String { "PLAIN of \(username)" }
  /// The user; never the password.
  public var debugDescription: String { description }
  /// Nothing.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
