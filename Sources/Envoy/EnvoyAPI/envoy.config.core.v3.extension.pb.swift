// Generated from proto/envoy/config/core/v3/extension.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// An extension and its settings.
public struct TypedExtensionConfig: ProtobufMessage {

  /// `name` (1).
  public var name: String = ""

  /// `typed_config` (2).
  public var typedConfig: ProtobufAny?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.core.v3.TypedExtensionConfig"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "name", "name"),
    ProtobufFieldName(2, "typed_config", "typedConfig"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.name.isEmpty { visitor.single(ProtobufString.self, 1, self.name) }
    if let value = self.typedConfig { try visitor.message(2, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.name)
    case 2: return try reader.message(key, into: &self.typedConfig)
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
    case 2: self.typedConfig = try decoder.message(value)
    default: break
    }
  }
}
