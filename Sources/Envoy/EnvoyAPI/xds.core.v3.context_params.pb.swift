// Generated from proto/xds/core/v3/context_params.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// What, besides its name, tells apart variants of a resource.
public struct ContextParams: ProtobufMessage {

  /// `params` (1).
  public var params: [String: String] = [:]

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "xds.core.v3.ContextParams"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "params", "params")
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.params.isEmpty { visitor.map(ProtobufString.self, ProtobufString.self, 1, self.params) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.map(ProtobufString.self, ProtobufString.self, key, into: &self.params)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.params = try decoder.map(ProtobufString.self, ProtobufString.self, value)
    default: break
    }
  }
}
