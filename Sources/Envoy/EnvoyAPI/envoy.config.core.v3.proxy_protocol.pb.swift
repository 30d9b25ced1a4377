// Generated from proto/envoy/config/core/v3/proxy_protocol.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// Which PROXY header is written.
public struct ProxyProtocolConfig: ProtobufMessage {

  /// The version of the header.
  public struct Version: ProtobufEnum {
    /// The number on the wire.
    public let rawValue: Int32
    /// The value with that number, known or not.
    public init(rawValue: Int32) { self.rawValue = rawValue }
    /// `V1`.
    public static let v1 = Self(rawValue: 0)
    /// `V2`.
    public static let v2 = Self(rawValue: 1)
    /// The names.
    public static let protobufNames: [(number: Int32, name: String)] = [
      (0, "V1"),
      (1, "V2"),
    ]
  }

  /// `version` (1).
  public var version: ProxyProtocolConfig.Version = ProxyProtocolConfig.Version(rawValue: 0)

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.core.v3.ProxyProtocolConfig"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "version", "version")
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.version.rawValue != 0 {
      visitor.single(ProtobufEnumField<ProxyProtocolConfig.Version>.self, 1, self.version)
    }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufEnumField<ProxyProtocolConfig.Version>.self, key, into: &self.version)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.version = try ProtobufEnumField<ProxyProtocolConfig.Version>.value(of: value)
    default: break
    }
  }
}
