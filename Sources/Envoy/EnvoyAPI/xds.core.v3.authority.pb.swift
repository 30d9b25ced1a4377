// Generated from proto/xds/core/v3/authority.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// Who is in charge of a resource's name.
public struct Authority: ProtobufMessage {

  /// `name` (1).
  public var name: String = ""

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "xds.core.v3.Authority"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "name", "name")
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.name.isEmpty { visitor.single(ProtobufString.self, 1, self.name) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.name)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.name = try ProtobufString.value(of: value)
    default: break
    }
  }
}
