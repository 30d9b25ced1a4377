// Generated from proto/envoy/extensions/filters/listener/proxy_protocol/v3/proxy_protocol.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// Reads the PROXY header of a load balancer.
public struct ProxyProtocol: ProtobufMessage {

  /// `allow_requests_without_proxy_protocol` (2).
  public var allowRequestsWithoutProxyProtocol: Bool = false

  /// `stat_prefix` (5).
  public var statPrefix: String = ""

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.extensions.filters.listener.proxy_protocol.v3.ProxyProtocol"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(2, "allow_requests_without_proxy_protocol", "allowRequestsWithoutProxyProtocol"),
    ProtobufFieldName(5, "stat_prefix", "statPrefix"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.allowRequestsWithoutProxyProtocol {
      visitor.single(ProtobufBool.self, 2, self.allowRequestsWithoutProxyProtocol)
    }
    if !self.statPrefix.isEmpty { visitor.single(ProtobufString.self, 5, self.statPrefix) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 2: return try reader.single(ProtobufBool.self, key, into: &self.allowRequestsWithoutProxyProtocol)
    case 5: return try reader.single(ProtobufString.self, key, into: &self.statPrefix)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 2: self.allowRequestsWithoutProxyProtocol = try ProtobufBool.value(of: value)
    case 5: self.statPrefix = try ProtobufString.value(of: value)
    default: break
    }
  }
}
