// Generated from proto/envoy/config/core/v3/protocol.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// Limits of HTTP connections.
public struct HttpProtocolOptions: ProtobufMessage {

  /// What is done with such a header.
  public struct HeadersWithUnderscoresAction: ProtobufEnum {
    /// The number on the wire.
    public let rawValue: Int32
    /// The value with that number, known or not.
    public init(rawValue: Int32) { self.rawValue = rawValue }
    /// `ALLOW`.
    public static let allow = Self(rawValue: 0)
    /// `REJECT_REQUEST`.
    public static let rejectRequest = Self(rawValue: 1)
    /// `DROP_HEADER`.
    public static let dropHeader = Self(rawValue: 2)
    /// The names.
    public static let protobufNames: [(number: Int32, name: String)] = [
      (0, "ALLOW"),
      (1, "REJECT_REQUEST"),
      (2, "DROP_HEADER"),
    ]
  }

  /// `idle_timeout` (1).
  public var idleTimeout: ProtobufDuration?

  /// `max_headers_count` (2).
  public var maxHeadersCount: UInt32?

  /// `max_connection_duration` (3).
  public var maxConnectionDuration: ProtobufDuration?

  /// `max_stream_duration` (4).
  public var maxStreamDuration: ProtobufDuration?

  /// `headers_with_underscores_action` (5).
  public var headersWithUnderscoresAction: HttpProtocolOptions.HeadersWithUnderscoresAction =
    HttpProtocolOptions.HeadersWithUnderscoresAction(rawValue: 0)

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.core.v3.HttpProtocolOptions"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "idle_timeout", "idleTimeout"),
    ProtobufFieldName(2, "max_headers_count", "maxHeadersCount"),
    ProtobufFieldName(3, "max_connection_duration", "maxConnectionDuration"),
    ProtobufFieldName(4, "max_stream_duration", "maxStreamDuration"),
    ProtobufFieldName(5, "headers_with_underscores_action", "headersWithUnderscoresAction"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if let value = self.idleTimeout { try visitor.message(1, value) }
    if let value = self.maxHeadersCount { visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 2, value) }
    if let value = self.maxConnectionDuration { try visitor.message(3, value) }
    if let value = self.maxStreamDuration { try visitor.message(4, value) }
    if self.headersWithUnderscoresAction.rawValue != 0 {
      visitor.single(
        ProtobufEnumField<HttpProtocolOptions.HeadersWithUnderscoresAction>.self, 5, self.headersWithUnderscoresAction)
    }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.message(key, into: &self.idleTimeout)
    case 2: return try reader.optional(ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.maxHeadersCount)
    case 3: return try reader.message(key, into: &self.maxConnectionDuration)
    case 4: return try reader.message(key, into: &self.maxStreamDuration)
    case 5:
      return try reader.single(
        ProtobufEnumField<HttpProtocolOptions.HeadersWithUnderscoresAction>.self, key,
        into: &self.headersWithUnderscoresAction)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.idleTimeout = try decoder.message(value)
    case 2: self.maxHeadersCount = try ProtobufWrapper<ProtobufUInt32>.value(of: value)
    case 3: self.maxConnectionDuration = try decoder.message(value)
    case 4: self.maxStreamDuration = try decoder.message(value)
    case 5:
      self.headersWithUnderscoresAction = try ProtobufEnumField<HttpProtocolOptions.HeadersWithUnderscoresAction>.value(
        of: value)
    default: break
    }
  }
}

/// Settings of HTTP/1.
public struct Http1ProtocolOptions: ProtobufMessage {

  /// `accept_http_10` (2).
  public var acceptHttp10: Bool = false

  /// `default_host_for_http_10` (3).
  public var defaultHostForHttp10: String = ""

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.core.v3.Http1ProtocolOptions"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(2, "accept_http_10", "acceptHttp10"),
    ProtobufFieldName(3, "default_host_for_http_10", "defaultHostForHttp10"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.acceptHttp10 { visitor.single(ProtobufBool.self, 2, self.acceptHttp10) }
    if !self.defaultHostForHttp10.isEmpty { visitor.single(ProtobufString.self, 3, self.defaultHostForHttp10) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 2: return try reader.single(ProtobufBool.self, key, into: &self.acceptHttp10)
    case 3: return try reader.single(ProtobufString.self, key, into: &self.defaultHostForHttp10)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 2: self.acceptHttp10 = try ProtobufBool.value(of: value)
    case 3: self.defaultHostForHttp10 = try ProtobufString.value(of: value)
    default: break
    }
  }
}

/// Pings on an HTTP/2 connection.
public struct KeepaliveSettings: ProtobufMessage {

  /// `interval` (1).
  public var interval: ProtobufDuration?

  /// `timeout` (2).
  public var timeout: ProtobufDuration?

  /// `interval_jitter` (3).
  public var intervalJitter: Percent?

  /// `connection_idle_interval` (4).
  public var connectionIdleInterval: ProtobufDuration?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.core.v3.KeepaliveSettings"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "interval", "interval"),
    ProtobufFieldName(2, "timeout", "timeout"),
    ProtobufFieldName(3, "interval_jitter", "intervalJitter"),
    ProtobufFieldName(4, "connection_idle_interval", "connectionIdleInterval"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if let value = self.interval { try visitor.message(1, value) }
    if let value = self.timeout { try visitor.message(2, value) }
    if let value = self.intervalJitter { try visitor.message(3, value) }
    if let value = self.connectionIdleInterval { try visitor.message(4, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.message(key, into: &self.interval)
    case 2: return try reader.message(key, into: &self.timeout)
    case 3: return try reader.message(key, into: &self.intervalJitter)
    case 4: return try reader.message(key, into: &self.connectionIdleInterval)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.interval = try decoder.message(value)
    case 2: self.timeout = try decoder.message(value)
    case 3: self.intervalJitter = try decoder.message(value)
    case 4: self.connectionIdleInterval = try decoder.message(value)
    default: break
    }
  }
}

/// Settings of HTTP/2.
public struct Http2ProtocolOptions: ProtobufMessage {

  /// `max_concurrent_streams` (2).
  public var maxConcurrentStreams: UInt32?

  /// `initial_stream_window_size` (3).
  public var initialStreamWindowSize: UInt32?

  /// `initial_connection_window_size` (4).
  public var initialConnectionWindowSize: UInt32?

  /// `connection_keepalive` (15).
  public var connectionKeepalive: KeepaliveSettings?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.core.v3.Http2ProtocolOptions"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(2, "max_concurrent_streams", "maxConcurrentStreams"),
    ProtobufFieldName(3, "initial_stream_window_size", "initialStreamWindowSize"),
    ProtobufFieldName(4, "initial_connection_window_size", "initialConnectionWindowSize"),
    ProtobufFieldName(15, "connection_keepalive", "connectionKeepalive"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if let value = self.maxConcurrentStreams { visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 2, value) }
    if let value = self.initialStreamWindowSize { visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 3, value) }
    if let value = self.initialConnectionWindowSize { visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 4, value) }
    if let value = self.connectionKeepalive { try visitor.message(15, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 2: return try reader.optional(ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.maxConcurrentStreams)
    case 3: return try reader.optional(ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.initialStreamWindowSize)
    case 4:
      return try reader.optional(ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.initialConnectionWindowSize)
    case 15: return try reader.message(key, into: &self.connectionKeepalive)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 2: self.maxConcurrentStreams = try ProtobufWrapper<ProtobufUInt32>.value(of: value)
    case 3: self.initialStreamWindowSize = try ProtobufWrapper<ProtobufUInt32>.value(of: value)
    case 4: self.initialConnectionWindowSize = try ProtobufWrapper<ProtobufUInt32>.value(of: value)
    case 15: self.connectionKeepalive = try decoder.message(value)
    default: break
    }
  }
}
