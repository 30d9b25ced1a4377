// Generated from proto/envoy/extensions/filters/network/connection_limit/v3/connection_limit.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// Bounds a chain's connections.
public struct ConnectionLimit: ProtobufMessage {

  /// `stat_prefix` (1).
  public var statPrefix: String = ""

  /// `max_connections` (2).
  public var maxConnections: UInt64?

  /// `delay` (3).
  public var delay: ProtobufDuration?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.extensions.filters.network.connection_limit.v3.ConnectionLimit"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "stat_prefix", "statPrefix"),
    ProtobufFieldName(2, "max_connections", "maxConnections"),
    ProtobufFieldName(3, "delay", "delay"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.statPrefix.isEmpty { visitor.single(ProtobufString.self, 1, self.statPrefix) }
    if let value = self.maxConnections { visitor.single(ProtobufWrapper<ProtobufUInt64>.self, 2, value) }
    if let value = self.delay { try visitor.message(3, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.statPrefix)
    case 2: return try reader.optional(ProtobufWrapper<ProtobufUInt64>.self, key, into: &self.maxConnections)
    case 3: return try reader.message(key, into: &self.delay)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.statPrefix = try ProtobufString.value(of: value)
    case 2: self.maxConnections = try ProtobufWrapper<ProtobufUInt64>.value(of: value)
    case 3: self.delay = try decoder.message(value)
    default: break
    }
  }
}
