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
  /// What it happened to: a message or a field, as `MetadataResponse.topics[3].name`; empty where that is not known.
  public let field: String
  /// How many bytes were read before; nil where nothing was read.
  public let offset: Int?

  /// What it happened to, in words: the field and the place in the bytes, as far as they are known.
  public var object: String {
    guard let offset else { return field }
    return field.isEmpty ? "byte \(offset)" : "\(field) (byte \(offset))"
  }

  /// An error.
  public init(_ code: Code, _ message: String, object: String = "") {
    self.init(code, message, field: object, offset: nil)
  }

  init(_ code: Code, _ message: String, field: String = "", offset: Int?) {
    self.code = code
    self.message = message
    self.field = field
    self.offset = offset
  }

  /// The same, within what has that name.
  @inline(never)
  func inside(_ name: StaticString) -> CodecError { inside("\(name)") }

  /// The same, within what has that name.
  func inside(_ name: String) -> CodecError {
    let joint = field.isEmpty || field.hasPrefix("[") ? "" : "."
    return CodecError(code, message, field: name + joint + field, offset: offset)
  }

  /// The same, within an element of a list.
  @inline(never)
  func inside(elementAt index: Int) -> CodecError { inside("[\(index)]") }

  /// The same bytes are never understood later.
  public var isRetryable: Bool { false }

  /// The message with what it speaks of.
  public var description: String { object.isEmpty ? message : "\(object): \(message)" }
}
