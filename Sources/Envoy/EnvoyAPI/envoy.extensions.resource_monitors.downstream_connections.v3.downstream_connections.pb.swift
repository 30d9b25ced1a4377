// Generated from proto/envoy/extensions/resource_monitors/downstream_connections/v3/downstream_connections.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// How many of the allowed connections are open.
public struct DownstreamConnectionsConfig: ProtobufMessage {

  /// `max_active_downstream_connections` (1).
  public var maxActiveDownstreamConnections: Int64 = 0

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName =
    "envoy.extensions.resource_monitors.downstream_connections.v3.DownstreamConnectionsConfig"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "max_active_downstream_connections", "maxActiveDownstreamConnections")
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.maxActiveDownstreamConnections != 0 {
      visitor.single(ProtobufInt64.self, 1, self.maxActiveDownstreamConnections)
    }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufInt64.self, key, into: &self.maxActiveDownstreamConnections)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.maxActiveDownstreamConnections = try ProtobufInt64.value(of: value)
    default: break
    }
  }
}
