// Generated from proto/koperator/test/v1/presence.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// Presence without a wrapper.
public struct Presence: ProtobufMessage {

  /// `number` (1).
  public var number: Int32?

  /// `text` (2).
  public var text: String?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "koperator.test.v1.Presence"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "number", "number"),
    ProtobufFieldName(2, "text", "text"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if let value = self.number { visitor.single(ProtobufInt32.self, 1, value) }
    if let value = self.text { visitor.single(ProtobufString.self, 2, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.optional(ProtobufInt32.self, key, into: &self.number)
    case 2: return try reader.optional(ProtobufString.self, key, into: &self.text)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.number = try ProtobufInt32.value(of: value)
    case 2: self.text = try ProtobufString.value(of: value)
    default: break
    }
  }
}
