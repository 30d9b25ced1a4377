// Generated from proto/envoy/extensions/filters/network/http_connection_manager/v3/http_connection_manager.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// Makes requests of a connection's bytes.
public struct HttpConnectionManager: ProtobufMessage {

  /// Which version of HTTP is spoken.
  public struct CodecType: ProtobufEnum {
    /// The number on the wire.
    public let rawValue: Int32
    /// The value with that number, known or not.
    public init(rawValue: Int32) { self.rawValue = rawValue }
    /// `AUTO`.
    public static let auto = Self(rawValue: 0)
    /// `HTTP1`.
    public static let http1 = Self(rawValue: 1)
    /// `HTTP2`.
    public static let http2 = Self(rawValue: 2)
    /// `HTTP3`.
    public static let http3 = Self(rawValue: 3)
    /// The names.
    public static let protobufNames: [(number: Int32, name: String)] = [
      (0, "AUTO"),
      (1, "HTTP1"),
      (2, "HTTP2"),
      (3, "HTTP3"),
    ]
  }

  /// What `route_specifier` can be.
  public enum RouteSpecifier: Sendable, Hashable {
    /// `route_config` (4).
    case routeConfig(RouteConfiguration)
  }

  /// `codec_type` (1).
  public var codecType: HttpConnectionManager.CodecType = HttpConnectionManager.CodecType(rawValue: 0)

  /// `stat_prefix` (2).
  public var statPrefix: String = ""

  /// One of the cases, or none.
  public var routeSpecifier: RouteSpecifier?

  /// `http_filters` (5).
  public var httpFilters: [HttpFilter] = []

  /// `http_protocol_options` (8).
  public var httpProtocolOptions: Http1ProtocolOptions?

  /// `access_log` (13).
  public var accessLog: [AccessLog] = []

  /// `use_remote_address` (14).
  public var useRemoteAddress: Bool?

  /// `stream_idle_timeout` (24).
  public var streamIdleTimeout: ProtobufDuration?

  /// `common_http_protocol_options` (35).
  public var commonHttpProtocolOptions: HttpProtocolOptions?

  /// `request_headers_timeout` (41).
  public var requestHeadersTimeout: ProtobufDuration?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "codec_type", "codecType"),
    ProtobufFieldName(2, "stat_prefix", "statPrefix"),
    ProtobufFieldName(4, "route_config", "routeConfig"),
    ProtobufFieldName(5, "http_filters", "httpFilters"),
    ProtobufFieldName(8, "http_protocol_options", "httpProtocolOptions"),
    ProtobufFieldName(13, "access_log", "accessLog"),
    ProtobufFieldName(14, "use_remote_address", "useRemoteAddress"),
    ProtobufFieldName(24, "stream_idle_timeout", "streamIdleTimeout"),
    ProtobufFieldName(35, "common_http_protocol_options", "commonHttpProtocolOptions"),
    ProtobufFieldName(41, "request_headers_timeout", "requestHeadersTimeout"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.codecType.rawValue != 0 {
      visitor.single(ProtobufEnumField<HttpConnectionManager.CodecType>.self, 1, self.codecType)
    }
    if !self.statPrefix.isEmpty { visitor.single(ProtobufString.self, 2, self.statPrefix) }
    if case .routeConfig(let value) = self.routeSpecifier { try visitor.message(4, value) }
    if !self.httpFilters.isEmpty { try visitor.messages(5, self.httpFilters) }
    if let value = self.httpProtocolOptions { try visitor.message(8, value) }
    if !self.accessLog.isEmpty { try visitor.messages(13, self.accessLog) }
    if let value = self.useRemoteAddress { visitor.single(ProtobufWrapper<ProtobufBool>.self, 14, value) }
    if let value = self.streamIdleTimeout { try visitor.message(24, value) }
    if let value = self.commonHttpProtocolOptions { try visitor.message(35, value) }
    if let value = self.requestHeadersTimeout { try visitor.message(41, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1:
      return try reader.single(ProtobufEnumField<HttpConnectionManager.CodecType>.self, key, into: &self.codecType)
    case 2: return try reader.single(ProtobufString.self, key, into: &self.statPrefix)
    case 4:
      var value: RouteConfiguration?
      if case .routeConfig(let known) = self.routeSpecifier, key.wireType == .lengthDelimited {
        value = known
        self.routeSpecifier = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.routeSpecifier = .routeConfig(value)
      return true
    case 5: return try reader.messages(key, into: &self.httpFilters)
    case 8: return try reader.message(key, into: &self.httpProtocolOptions)
    case 13: return try reader.messages(key, into: &self.accessLog)
    case 14: return try reader.optional(ProtobufWrapper<ProtobufBool>.self, key, into: &self.useRemoteAddress)
    case 24: return try reader.message(key, into: &self.streamIdleTimeout)
    case 35: return try reader.message(key, into: &self.commonHttpProtocolOptions)
    case 41: return try reader.message(key, into: &self.requestHeadersTimeout)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.codecType = try ProtobufEnumField<HttpConnectionManager.CodecType>.value(of: value)
    case 2: self.statPrefix = try ProtobufString.value(of: value)
    case 4:
      if self.routeSpecifier != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.routeSpecifier = .routeConfig(try decoder.message(value))
    case 5: self.httpFilters = try decoder.messages(value)
    case 8: self.httpProtocolOptions = try decoder.message(value)
    case 13: self.accessLog = try decoder.messages(value)
    case 14: self.useRemoteAddress = try ProtobufWrapper<ProtobufBool>.value(of: value)
    case 24: self.streamIdleTimeout = try decoder.message(value)
    case 35: self.commonHttpProtocolOptions = try decoder.message(value)
    case 41: self.requestHeadersTimeout = try decoder.message(value)
    default: break
    }
  }
}

/// A step in what is done with a request.
public struct HttpFilter: ProtobufMessage {

  /// What `config_type` can be.
  public enum ConfigType: Sendable, Hashable {
    /// `typed_config` (4).
    case typedConfig(ProtobufAny)
  }

  /// `name` (1).
  public var name: String = ""

  /// One of the cases, or none.
  public var configType: ConfigType?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "name", "name"),
    ProtobufFieldName(4, "typed_config", "typedConfig"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.name.isEmpty { visitor.single(ProtobufString.self, 1, self.name) }
    if case .typedConfig(let value) = self.configType { try visitor.message(4, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.name)
    case 4:
      var value: ProtobufAny?
      if case .typedConfig(let known) = self.configType, key.wireType == .lengthDelimited {
        value = known
        self.configType = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.configType = .typedConfig(value)
      return true
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
    case 4:
      if self.configType != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.configType = .typedConfig(try decoder.message(value))
    default: break
    }
  }
}
