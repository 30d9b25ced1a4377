// Generated from proto/envoy/extensions/filters/http/router/v3/router.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// Sends requests where the routes say.
public struct Router: ProtobufMessage {

  /// `dynamic_stats` (1).
  public var dynamicStats: Bool?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.extensions.filters.http.router.v3.Router"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "dynamic_stats", "dynamicStats")
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if let value = self.dynamicStats { visitor.single(ProtobufWrapper<ProtobufBool>.self, 1, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.optional(ProtobufWrapper<ProtobufBool>.self, key, into: &self.dynamicStats)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.dynamicStats = try ProtobufWrapper<ProtobufBool>.value(of: value)
    default: break
    }
  }
}
