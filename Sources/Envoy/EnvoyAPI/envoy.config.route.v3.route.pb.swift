// Generated from proto/envoy/config/route/v3/route.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// Routes under a name.
public struct RouteConfiguration: ProtobufMessage {

  /// `name` (1).
  public var name: String = ""

  /// `virtual_hosts` (2).
  public var virtualHosts: [VirtualHost] = []

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.route.v3.RouteConfiguration"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "name", "name"),
    ProtobufFieldName(2, "virtual_hosts", "virtualHosts"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.name.isEmpty { visitor.single(ProtobufString.self, 1, self.name) }
    if !self.virtualHosts.isEmpty { try visitor.messages(2, self.virtualHosts) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.name)
    case 2: return try reader.messages(key, into: &self.virtualHosts)
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
    case 2: self.virtualHosts = try decoder.messages(value)
    default: break
    }
  }
}
