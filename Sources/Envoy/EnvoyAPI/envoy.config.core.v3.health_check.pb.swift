// Generated from proto/envoy/config/core/v3/health_check.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// How an endpoint is.
public struct HealthStatus: ProtobufEnum {
  /// The number on the wire.
  public let rawValue: Int32
  /// The value with that number, known or not.
  public init(rawValue: Int32) { self.rawValue = rawValue }
  /// `UNKNOWN`.
  public static let unknown = Self(rawValue: 0)
  /// `HEALTHY`.
  public static let healthy = Self(rawValue: 1)
  /// `UNHEALTHY`.
  public static let unhealthy = Self(rawValue: 2)
  /// `DRAINING`.
  public static let draining = Self(rawValue: 3)
  /// `TIMEOUT`.
  public static let timeout = Self(rawValue: 4)
  /// `DEGRADED`.
  public static let degraded = Self(rawValue: 5)
  /// The names.
  public static let protobufNames: [(number: Int32, name: String)] = [
    (0, "UNKNOWN"),
    (1, "HEALTHY"),
    (2, "UNHEALTHY"),
    (3, "DRAINING"),
    (4, "TIMEOUT"),
    (5, "DEGRADED"),
  ]
}

/// How Envoy itself asks an endpoint for its health.
public struct HealthCheck: ProtobufMessage {

  /// Bytes to send or to expect.
  public struct Payload: ProtobufMessage {

    /// What `payload` can be.
    public enum PayloadOneOf: Sendable, Hashable {
      /// `text` (1).
      case text(String)
      /// `binary` (2).
      case binary([UInt8])
    }

    /// One of the cases, or none.
    public var payload: PayloadOneOf?

    /// The message with every field at its default.
    public init() {}

    /// The full name.
    public static let protobufName = "envoy.config.core.v3.HealthCheck.Payload"

    /// The fields.
    public static let protobufFields: [ProtobufFieldName] = [
      ProtobufFieldName(1, "text", "text"),
      ProtobufFieldName(2, "binary", "binary"),
    ]

    /// Shows the fields that are set.
    public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
      if case .text(let value) = self.payload { visitor.single(ProtobufString.self, 1, value) }
      if case .binary(let value) = self.payload { visitor.single(ProtobufBytes.self, 2, value) }
    }

    /// Reads a field.
    public mutating func decodeField(
      _ key: ProtobufKey, from reader: inout ProtobufReader
    ) throws(ProtobufError) -> Bool {
      switch key.number {
      case 1:
        var value = ProtobufString.defaultValue
        guard try reader.single(ProtobufString.self, key, into: &value) else { return false }
        self.payload = .text(value)
        return true
      case 2:
        var value = ProtobufBytes.defaultValue
        guard try reader.single(ProtobufBytes.self, key, into: &value) else { return false }
        self.payload = .binary(value)
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
      case 1:
        if self.payload != nil { throw ProtobufError(.json, "another case of the oneof is set") }
        self.payload = .text(try ProtobufString.value(of: value))
      case 2:
        if self.payload != nil { throw ProtobufError(.json, "another case of the oneof is set") }
        self.payload = .binary(try ProtobufBytes.value(of: value))
      default: break
      }
    }
  }

  /// What is sent and expected on a connection.
  public struct TcpHealthCheck: ProtobufMessage {

    /// `send` (1).
    public var send: HealthCheck.Payload?

    /// `receive` (2).
    public var receive: [HealthCheck.Payload] = []

    /// `proxy_protocol_config` (3).
    public var proxyProtocolConfig: ProxyProtocolConfig?

    /// The message with every field at its default.
    public init() {}

    /// The full name.
    public static let protobufName = "envoy.config.core.v3.HealthCheck.TcpHealthCheck"

    /// The fields.
    public static let protobufFields: [ProtobufFieldName] = [
      ProtobufFieldName(1, "send", "send"),
      ProtobufFieldName(2, "receive", "receive"),
      ProtobufFieldName(3, "proxy_protocol_config", "proxyProtocolConfig"),
    ]

    /// Shows the fields that are set.
    public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
      if let value = self.send { try visitor.message(1, value) }
      if !self.receive.isEmpty { try visitor.messages(2, self.receive) }
      if let value = self.proxyProtocolConfig { try visitor.message(3, value) }
    }

    /// Reads a field.
    public mutating func decodeField(
      _ key: ProtobufKey, from reader: inout ProtobufReader
    ) throws(ProtobufError) -> Bool {
      switch key.number {
      case 1: return try reader.message(key, into: &self.send)
      case 2: return try reader.messages(key, into: &self.receive)
      case 3: return try reader.message(key, into: &self.proxyProtocolConfig)
      default:
        return false
      }
    }

    /// Sets a field from its JSON value.
    public mutating func decodeJSON(
      field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
    ) throws(ProtobufError) {
      switch number {
      case 1: self.send = try decoder.message(value)
      case 2: self.receive = try decoder.messages(value)
      case 3: self.proxyProtocolConfig = try decoder.message(value)
      default: break
      }
    }
  }

  /// A check that an extension makes.
  public struct CustomHealthCheck: ProtobufMessage {

    /// What `config_type` can be.
    public enum ConfigType: Sendable, Hashable {
      /// `typed_config` (3).
      case typedConfig(ProtobufAny)
    }

    /// `name` (1).
    public var name: String = ""

    /// One of the cases, or none.
    public var configType: ConfigType?

    /// The message with every field at its default.
    public init() {}

    /// The full name.
    public static let protobufName = "envoy.config.core.v3.HealthCheck.CustomHealthCheck"

    /// The fields.
    public static let protobufFields: [ProtobufFieldName] = [
      ProtobufFieldName(1, "name", "name"),
      ProtobufFieldName(3, "typed_config", "typedConfig"),
    ]

    /// Shows the fields that are set.
    public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
      if !self.name.isEmpty { visitor.single(ProtobufString.self, 1, self.name) }
      if case .typedConfig(let value) = self.configType { try visitor.message(3, value) }
    }

    /// Reads a field.
    public mutating func decodeField(
      _ key: ProtobufKey, from reader: inout ProtobufReader
    ) throws(ProtobufError) -> Bool {
      switch key.number {
      case 1: return try reader.single(ProtobufString.self, key, into: &self.name)
      case 3:
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
      case 3:
        if self.configType != nil { throw ProtobufError(.json, "another case of the oneof is set") }
        self.configType = .typedConfig(try decoder.message(value))
      default: break
      }
    }
  }

  /// What `health_checker` can be.
  public enum HealthChecker: Sendable, Hashable {
    /// `tcp_health_check` (9).
    case tcpHealthCheck(HealthCheck.TcpHealthCheck)
    /// `custom_health_check` (13).
    case customHealthCheck(HealthCheck.CustomHealthCheck)
  }

  /// `timeout` (1).
  public var timeout: ProtobufDuration?

  /// `interval` (2).
  public var interval: ProtobufDuration?

  /// `interval_jitter` (3).
  public var intervalJitter: ProtobufDuration?

  /// `unhealthy_threshold` (4).
  public var unhealthyThreshold: UInt32?

  /// `healthy_threshold` (5).
  public var healthyThreshold: UInt32?

  /// `alt_port` (6).
  public var altPort: UInt32?

  /// `reuse_connection` (7).
  public var reuseConnection: Bool?

  /// One of the cases, or none.
  public var healthChecker: HealthChecker?

  /// `no_traffic_interval` (12).
  public var noTrafficInterval: ProtobufDuration?

  /// `unhealthy_interval` (14).
  public var unhealthyInterval: ProtobufDuration?

  /// `always_log_health_check_failures` (19).
  public var alwaysLogHealthCheckFailures: Bool = false

  /// `initial_jitter` (20).
  public var initialJitter: ProtobufDuration?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.core.v3.HealthCheck"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "timeout", "timeout"),
    ProtobufFieldName(2, "interval", "interval"),
    ProtobufFieldName(3, "interval_jitter", "intervalJitter"),
    ProtobufFieldName(4, "unhealthy_threshold", "unhealthyThreshold"),
    ProtobufFieldName(5, "healthy_threshold", "healthyThreshold"),
    ProtobufFieldName(6, "alt_port", "altPort"),
    ProtobufFieldName(7, "reuse_connection", "reuseConnection"),
    ProtobufFieldName(9, "tcp_health_check", "tcpHealthCheck"),
    ProtobufFieldName(12, "no_traffic_interval", "noTrafficInterval"),
    ProtobufFieldName(13, "custom_health_check", "customHealthCheck"),
    ProtobufFieldName(14, "unhealthy_interval", "unhealthyInterval"),
    ProtobufFieldName(19, "always_log_health_check_failures", "alwaysLogHealthCheckFailures"),
    ProtobufFieldName(20, "initial_jitter", "initialJitter"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if let value = self.timeout { try visitor.message(1, value) }
    if let value = self.interval { try visitor.message(2, value) }
    if let value = self.intervalJitter { try visitor.message(3, value) }
    if let value = self.unhealthyThreshold { visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 4, value) }
    if let value = self.healthyThreshold { visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 5, value) }
    if let value = self.altPort { visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 6, value) }
    if let value = self.reuseConnection { visitor.single(ProtobufWrapper<ProtobufBool>.self, 7, value) }
    if case .tcpHealthCheck(let value) = self.healthChecker { try visitor.message(9, value) }
    if let value = self.noTrafficInterval { try visitor.message(12, value) }
    if case .customHealthCheck(let value) = self.healthChecker { try visitor.message(13, value) }
    if let value = self.unhealthyInterval { try visitor.message(14, value) }
    if self.alwaysLogHealthCheckFailures { visitor.single(ProtobufBool.self, 19, self.alwaysLogHealthCheckFailures) }
    if let value = self.initialJitter { try visitor.message(20, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.message(key, into: &self.timeout)
    case 2: return try reader.message(key, into: &self.interval)
    case 3: return try reader.message(key, into: &self.intervalJitter)
    case 4: return try reader.optional(ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.unhealthyThreshold)
    case 5: return try reader.optional(ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.healthyThreshold)
    case 6: return try reader.optional(ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.altPort)
    case 7: return try reader.optional(ProtobufWrapper<ProtobufBool>.self, key, into: &self.reuseConnection)
    case 9:
      var value: HealthCheck.TcpHealthCheck?
      if case .tcpHealthCheck(let known) = self.healthChecker, key.wireType == .lengthDelimited {
        value = known
        self.healthChecker = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.healthChecker = .tcpHealthCheck(value)
      return true
    case 12: return try reader.message(key, into: &self.noTrafficInterval)
    case 13:
      var value: HealthCheck.CustomHealthCheck?
      if case .customHealthCheck(let known) = self.healthChecker, key.wireType == .lengthDelimited {
        value = known
        self.healthChecker = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.healthChecker = .customHealthCheck(value)
      return true
    case 14: return try reader.message(key, into: &self.unhealthyInterval)
    case 19: return try reader.single(ProtobufBool.self, key, into: &self.alwaysLogHealthCheckFailures)
    case 20: return try reader.message(key, into: &self.initialJitter)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.timeout = try decoder.message(value)
    case 2: self.interval = try decoder.message(value)
    case 3: self.intervalJitter = try decoder.message(value)
    case 4: self.unhealthyThreshold = try ProtobufWrapper<ProtobufUInt32>.value(of: value)
    case 5: self.healthyThreshold = try ProtobufWrapper<ProtobufUInt32>.value(of: value)
    case 6: self.altPort = try ProtobufWrapper<ProtobufUInt32>.value(of: value)
    case 7: self.reuseConnection = try ProtobufWrapper<ProtobufBool>.value(of: value)
    case 9:
      if self.healthChecker != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.healthChecker = .tcpHealthCheck(try decoder.message(value))
    case 12: self.noTrafficInterval = try decoder.message(value)
    case 13:
      if self.healthChecker != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.healthChecker = .customHealthCheck(try decoder.message(value))
    case 14: self.unhealthyInterval = try decoder.message(value)
    case 19: self.alwaysLogHealthCheckFailures = try ProtobufBool.value(of: value)
    case 20: self.initialJitter = try decoder.message(value)
    default: break
    }
  }
}
