/// Why bytes or a JSON value are not the message that was expected.
public struct ProtobufError: Error, Sendable, Hashable {
  /// What is wrong.
  public enum Code: Sendable, Hashable {
    /// The bytes end inside a field.
    case truncated
    /// The bytes break the wire format: a varint of more than ten bytes, a field number 0, a group that does not end.
    case malformed
    /// A string is not valid UTF-8.
    case encoding
    /// A bound on size or nesting is exceeded.
    case limit
    /// A JSON value does not fit the field.
    case json
    /// The type of an `Any` is not known, or another one was asked for.
    case type
  }

  /// What is wrong.
  public let code: Code
  /// What is wrong, in words.
  public let message: String
  /// The message and field that were read, such as `envoy.config.core.v3.Node.id`, from the outermost on.
  public internal(set) var path: [String]

  /// An error at no field yet; each message that is left adds itself in front.
  public init(_ code: Code, _ message: String, path: [String] = []) {
    self.code = code
    self.message = message
    self.path = path
  }

  /// The same error, seen from the message around it.
  public func within(_ name: String) -> ProtobufError {
    ProtobufError(code, message, path: [name] + path)
  }
}

extension ProtobufError: CustomStringConvertible {
  /// The message with the field that it speaks of.
  public var description: String { path.isEmpty ? message : "\(path.joined(separator: " > ")): \(message)" }
}
