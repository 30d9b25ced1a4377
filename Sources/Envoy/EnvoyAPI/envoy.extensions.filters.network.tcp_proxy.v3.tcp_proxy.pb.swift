// Generated from proto/envoy/extensions/filters/network/tcp_proxy/v3/tcp_proxy.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// Passes a connection's bytes to a cluster.
public struct TcpProxy: ProtobufMessage {

  /// When a line is written besides the end.
  public struct TcpAccessLogOptions: ProtobufMessage {

    /// `access_log_flush_interval` (1).
    public var accessLogFlushInterval: ProtobufDuration?

    /// `flush_access_log_on_connected` (2).
    public var flushAccessLogOnConnected: Bool = false

    /// The message with every field at its default.
    public init() {}

    /// The full name.
    public static let protobufName = "envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy.TcpAccessLogOptions"

    /// The fields.
    public static let protobufFields: [ProtobufFieldName] = [
      ProtobufFieldName(1, "access_log_flush_interval", "accessLogFlushInterval"),
      ProtobufFieldName(2, "flush_access_log_on_connected", "flushAccessLogOnConnected"),
    ]

    /// Shows the fields that are set.
    public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
      if let value = self.accessLogFlushInterval { try visitor.message(1, value) }
      if self.flushAccessLogOnConnected { visitor.single(ProtobufBool.self, 2, self.flushAccessLogOnConnected) }
    }

    /// Reads a field.
    public mutating func decodeField(
      _ key: ProtobufKey, from reader: inout ProtobufReader
    ) throws(ProtobufError) -> Bool {
      switch key.number {
      case 1: return try reader.message(key, into: &self.accessLogFlushInterval)
      case 2: return try reader.single(ProtobufBool.self, key, into: &self.flushAccessLogOnConnected)
      default:
        return false
      }
    }

    /// Sets a field from its JSON value.
    public mutating func decodeJSON(
      field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
    ) throws(ProtobufError) {
      switch number {
      case 1: self.accessLogFlushInterval = try decoder.message(value)
      case 2: self.flushAccessLogOnConnected = try ProtobufBool.value(of: value)
      default: break
      }
    }
  }

  /// What `cluster_specifier` can be.
  public enum ClusterSpecifier: Sendable, Hashable {
    /// `cluster` (2).
    case cluster(String)
  }

  /// `stat_prefix` (1).
  public var statPrefix: String = ""

  /// One of the cases, or none.
  public var clusterSpecifier: ClusterSpecifier?

  /// `access_log` (5).
  public var accessLog: [AccessLog] = []

  /// `max_connect_attempts` (7).
  public var maxConnectAttempts: UInt32?

  /// `idle_timeout` (8).
  public var idleTimeout: ProtobufDuration?

  /// `max_downstream_connection_duration` (13).
  public var maxDownstreamConnectionDuration: ProtobufDuration?

  /// `access_log_options` (17).
  public var accessLogOptions: TcpProxy.TcpAccessLogOptions?

  /// `backoff_options` (18).
  public var backoffOptions: BackoffStrategy?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "stat_prefix", "statPrefix"),
    ProtobufFieldName(2, "cluster", "cluster"),
    ProtobufFieldName(5, "access_log", "accessLog"),
    ProtobufFieldName(7, "max_connect_attempts", "maxConnectAttempts"),
    ProtobufFieldName(8, "idle_timeout", "idleTimeout"),
    ProtobufFieldName(13, "max_downstream_connection_duration", "maxDownstreamConnectionDuration"),
    ProtobufFieldName(17, "access_log_options", "accessLogOptions"),
    ProtobufFieldName(18, "backoff_options", "backoffOptions"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.statPrefix.isEmpty { visitor.single(ProtobufString.self, 1, self.statPrefix) }
    if case .cluster(let value) = self.clusterSpecifier { visitor.single(ProtobufString.self, 2, value) }
    if !self.accessLog.isEmpty { try visitor.messages(5, self.accessLog) }
    if let value = self.maxConnectAttempts { visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 7, value) }
    if let value = self.idleTimeout { try visitor.message(8, value) }
    if let value = self.maxDownstreamConnectionDuration { try visitor.message(13, value) }
    if let value = self.accessLogOptions { try visitor.message(17, value) }
    if let value = self.backoffOptions { try visitor.message(18, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.statPrefix)
    case 2:
      var value = ProtobufString.defaultValue
      guard try reader.single(ProtobufString.self, key, into: &value) else { return false }
      self.clusterSpecifier = .cluster(value)
      return true
    case 5: return try reader.messages(key, into: &self.accessLog)
    case 7: return try reader.optional(ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.maxConnectAttempts)
    case 8: return try reader.message(key, into: &self.idleTimeout)
    case 13: return try reader.message(key, into: &self.maxDownstreamConnectionDuration)
    case 17: return try reader.message(key, into: &self.accessLogOptions)
    case 18: return try reader.message(key, into: &self.backoffOptions)
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
    case 2:
      if self.clusterSpecifier != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.clusterSpecifier = .cluster(try ProtobufString.value(of: value))
    case 5: self.accessLog = try decoder.messages(value)
    case 7: self.maxConnectAttempts = try ProtobufWrapper<ProtobufUInt32>.value(of: value)
    case 8: self.idleTimeout = try decoder.message(value)
    case 13: self.maxDownstreamConnectionDuration = try decoder.message(value)
    case 17: self.accessLogOptions = try decoder.message(value)
    case 18: self.backoffOptions = try decoder.message(value)
    default: break
    }
  }
}
