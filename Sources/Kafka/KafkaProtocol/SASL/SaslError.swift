/// Why a SASL exchange cannot go on.
public struct SaslError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Code: Sendable, Hashable {
    /// The message breaks the mechanism's form.
    case malformed
    /// The message is valid but asks for what is not supported, such as channel binding.
    case unsupported
    /// The message does not belong at this point.
    case state
    /// The other side did not prove that it knows the credentials.
    case credentials
    /// The other side refused, and said why.
    case refused
  }

  /// What is wrong.
  public let code: Code
  /// What is wrong, in words; no secret is in it.
  public let message: String

  /// An error.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The same exchange fails again.
  public var isRetryable: Bool { false }

  /// The message.
  public var description: String { message }
}
