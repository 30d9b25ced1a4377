// Generated from proto/envoy/config/cluster/v3/circuit_breaker.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// Bounds on what is open towards a cluster.
public struct CircuitBreakers: ProtobufMessage {

  /// The bounds for one priority.
  public struct Thresholds: ProtobufMessage {

    /// `priority` (1).
    public var priority: RoutingPriority = RoutingPriority(rawValue: 0)

    /// `max_connections` (2).
    public var maxConnections: UInt32?

    /// `max_pending_requests` (3).
    public var maxPendingRequests: UInt32?

    /// `max_requests` (4).
    public var maxRequests: UInt32?

    /// `max_retries` (5).
    public var maxRetries: UInt32?

    /// `track_remaining` (6).
    public var trackRemaining: Bool = false

    /// `max_connection_pools` (7).
    public var maxConnectionPools: UInt32?

    /// The message with every field at its default.
    public init() {}

    /// The full name.
    public static let protobufName = "envoy.config.cluster.v3.CircuitBreakers.Thresholds"

    /// The fields.
    public static let protobufFields: [ProtobufFieldName] = [
      ProtobufFieldName(1, "priority", "priority"),
      ProtobufFieldName(2, "max_connections", "maxConnections"),
      ProtobufFieldName(3, "max_pending_requests", "maxPendingRequests"),
      ProtobufFieldName(4, "max_requests", "maxRequests"),
      ProtobufFieldName(5, "max_retries", "maxRetries"),
      ProtobufFieldName(6, "track_remaining", "trackRemaining"),
      ProtobufFieldName(7, "max_connection_pools", "maxConnectionPools"),
    ]

    /// Shows the fields that are set.
    public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
      if self.priority.rawValue != 0 { visitor.single(ProtobufEnumField<RoutingPriority>.self, 1, self.priority) }
      if let value = self.maxConnections { visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 2, value) }
      if let value = self.maxPendingRequests { visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 3, value) }
      if let value = self.maxRequests { visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 4, value) }
      if let value = self.maxRetries { visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 5, value) }
      if self.trackRemaining { visitor.single(ProtobufBool.self, 6, self.trackRemaining) }
      if let value = self.maxConnectionPools { visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 7, value) }
    }

    /// Reads a field.
    public mutating func decodeField(
      _ key: ProtobufKey, from reader: inout ProtobufReader
    ) throws(ProtobufError) -> Bool {
      switch key.number {
      case 1: return try reader.single(ProtobufEnumField<RoutingPriority>.self, key, into: &self.priority)
      case 2: return try reader.optional(ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.maxConnections)
      case 3: return try reader.optional(ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.maxPendingRequests)
      case 4: return try reader.optional(ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.maxRequests)
      case 5: return try reader.optional(ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.maxRetries)
      case 6: return try reader.single(ProtobufBool.self, key, into: &self.trackRemaining)
      case 7: return try reader.optional(ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.maxConnectionPools)
      default:
        return false
      }
    }

    /// Sets a field from its JSON value.
    public mutating func decodeJSON(
      field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
    ) throws(ProtobufError) {
      switch number {
      case 1: self.priority = try ProtobufEnumField<RoutingPriority>.value(of: value)
      case 2: self.maxConnections = try ProtobufWrapper<ProtobufUInt32>.value(of: value)
      case 3: self.maxPendingRequests = try ProtobufWrapper<ProtobufUInt32>.value(of: value)
      case 4: self.maxRequests = try ProtobufWrapper<ProtobufUInt32>.value(of: value)
      case 5: self.maxRetries = try ProtobufWrapper<ProtobufUInt32>.value(of: value)
      case 6: self.trackRemaining = try ProtobufBool.value(of: value)
      case 7: self.maxConnectionPools = try ProtobufWrapper<ProtobufUInt32>.value(of: value)
      default: break
      }
    }
  }

  /// `thresholds` (1).
  public var thresholds: [CircuitBreakers.Thresholds] = []

  /// `per_host_thresholds` (2).
  public var perHostThresholds: [CircuitBreakers.Thresholds] = []

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.cluster.v3.CircuitBreakers"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "thresholds", "thresholds"),
    ProtobufFieldName(2, "per_host_thresholds", "perHostThresholds"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.thresholds.isEmpty { try visitor.messages(1, self.thresholds) }
    if !self.perHostThresholds.isEmpty { try visitor.messages(2, self.perHostThresholds) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.messages(key, into: &self.thresholds)
    case 2: return try reader.messages(key, into: &self.perHostThresholds)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.thresholds = try decoder.messages(value)
    case 2: self.perHostThresholds = try decoder.messages(value)
    default: break
    }
  }
}
