/// Why bytes are no message, or a message cannot be written.
public struct CodecError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What happened.
  public enum Code: String, Sendable, Hashable {
    /// The bytes end inside a value, or a length says more than there is.
    case truncated
    /// The bytes are not what the protocol allows.
    case malformed
    /// Something is larger than the protocol or a bound allows.
    case tooLarge
    /// The version is none that the message has.
    case unsupportedVersion
    /// A field holds something that the version has no place for.
    case unrepresentable
    /// A checksum is not that of the bytes.
    case checksum
  }

  /// What happened.
  public let code: Code
  /// What happened, in words.
  public let message: String
  /// What it happened to: a message or a field, as `MetadataRequest.topics`, or a place in the bytes.
  public let object: String

  /// An error.
  public init(_ code: Code, _ message: String, object: String = "") {
    self.code = code
    self.message = message
    self.object = object
  }

  /// The same bytes are never understood later.
  public var isRetryable: Bool { false }

  /// The message with what it speaks of.
  public var description: String { object.isEmpty ? message : "\(object): \(message)" }
}
