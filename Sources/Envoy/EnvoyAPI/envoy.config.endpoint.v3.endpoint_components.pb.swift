// Generated from proto/envoy/config/endpoint/v3/endpoint_components.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// An address that takes connections.
public struct Endpoint: ProtobufMessage {

  /// How this endpoint's health is asked for.
  public struct HealthCheckConfig: ProtobufMessage {

    /// `port_value` (1).
    public var portValue: UInt32 = 0

    /// `hostname` (2).
    public var hostname: String = ""

    /// `address` (3).
    public var address: Address?

    /// `disable_active_health_check` (4).
    public var disableActiveHealthCheck: Bool = false

    /// The message with every field at its default.
    public init() {}

    /// The full name.
    public static let protobufName = "envoy.config.endpoint.v3.Endpoint.HealthCheckConfig"

    /// The fields.
    public static let protobufFields: [ProtobufFieldName] = [
      ProtobufFieldName(1, "port_value", "portValue"),
      ProtobufFieldName(2, "hostname", "hostname"),
      ProtobufFieldName(3, "address", "address"),
      ProtobufFieldName(4, "disable_active_health_check", "disableActiveHealthCheck"),
    ]

    /// Shows the fields that are set.
    public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
      if self.portValue != 0 { visitor.single(ProtobufUInt32.self, 1, self.portValue) }
      if !self.hostname.isEmpty { visitor.single(ProtobufString.self, 2, self.hostname) }
      if let value = self.address { try visitor.message(3, value) }
      if self.disableActiveHealthCheck { visitor.single(ProtobufBool.self, 4, self.disableActiveHealthCheck) }
    }

    /// Reads a field.
    public mutating func decodeField(
      _ key: ProtobufKey, from reader: inout ProtobufReader
    ) throws(ProtobufError) -> Bool {
      switch key.number {
      case 1: return try reader.single(ProtobufUInt32.self, key, into: &self.portValue)
      case 2: return try reader.single(ProtobufString.self, key, into: &self.hostname)
      case 3: return try reader.message(key, into: &self.address)
      case 4: return try reader.single(ProtobufBool.self, key, into: &self.disableActiveHealthCheck)
      default:
        return false
      }
    }

    /// Sets a field from its JSON value.
    public mutating func decodeJSON(
      field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
    ) throws(ProtobufError) {
      switch number {
      case 1: self.portValue = try ProtobufUInt32.value(of: value)
      case 2: self.hostname = try ProtobufString.value(of: value)
      case 3: self.address = try decoder.message(value)
      case 4: self.disableActiveHealthCheck = try ProtobufBool.value(of: value)
      default: break
      }
    }
  }

  /// `address` (1).
  public var address: Address?

  /// `health_check_config` (2).
  public var healthCheckConfig: Endpoint.HealthCheckConfig?

  /// `hostname` (3).
  public var hostname: String = ""

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.endpoint.v3.Endpoint"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "address", "address"),
    ProtobufFieldName(2, "health_check_config", "healthCheckConfig"),
    ProtobufFieldName(3, "hostname", "hostname"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if let value = self.address { try visitor.message(1, value) }
    if let value = self.healthCheckConfig { try visitor.message(2, value) }
    if !self.hostname.isEmpty { visitor.single(ProtobufString.self, 3, self.hostname) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.message(key, into: &self.address)
    case 2: return try reader.message(key, into: &self.healthCheckConfig)
    case 3: return try reader.single(ProtobufString.self, key, into: &self.hostname)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.address = try decoder.message(value)
    case 2: self.healthCheckConfig = try decoder.message(value)
    case 3: self.hostname = try ProtobufString.value(of: value)
    default: break
    }
  }
}

/// An endpoint among others.
public struct LbEndpoint: ProtobufMessage {

  /// What `host_identifier` can be.
  public enum HostIdentifier: Sendable, Hashable {
    /// `endpoint` (1).
    case endpoint(Endpoint)
  }

  /// One of the cases, or none.
  public var hostIdentifier: HostIdentifier?

  /// `health_status` (2).
  public var healthStatus: HealthStatus = HealthStatus(rawValue: 0)

  /// `metadata` (3).
  public var metadata: Metadata?

  /// `load_balancing_weight` (4).
  public var loadBalancingWeight: UInt32?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.endpoint.v3.LbEndpoint"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "endpoint", "endpoint"),
    ProtobufFieldName(2, "health_status", "healthStatus"),
    ProtobufFieldName(3, "metadata", "metadata"),
    ProtobufFieldName(4, "load_balancing_weight", "loadBalancingWeight"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if case .endpoint(let value) = self.hostIdentifier { try visitor.message(1, value) }
    if self.healthStatus.rawValue != 0 { visitor.single(ProtobufEnumField<HealthStatus>.self, 2, self.healthStatus) }
    if let value = self.metadata { try visitor.message(3, value) }
    if let value = self.loadBalancingWeight { visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 4, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1:
      var value: Endpoint?
      if case .endpoint(let known) = self.hostIdentifier, key.wireType == .lengthDelimited {
        value = known
        self.hostIdentifier = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.hostIdentifier = .endpoint(value)
      return true
    case 2: return try reader.single(ProtobufEnumField<HealthStatus>.self, key, into: &self.healthStatus)
    case 3: return try reader.message(key, into: &self.metadata)
    case 4: return try reader.optional(ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.loadBalancingWeight)
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
      if self.hostIdentifier != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.hostIdentifier = .endpoint(try decoder.message(value))
    case 2: self.healthStatus = try ProtobufEnumField<HealthStatus>.value(of: value)
    case 3: self.metadata = try decoder.message(value)
    case 4: self.loadBalancingWeight = try ProtobufWrapper<ProtobufUInt32>.value(of: value)
    default: break
    }
  }
}

/// The endpoints of one place.
public struct LocalityLbEndpoints: ProtobufMessage {

  /// `locality` (1).
  public var locality: Locality?

  /// `lb_endpoints` (2).
  public var lbEndpoints: [LbEndpoint] = []

  /// `load_balancing_weight` (3).
  public var loadBalancingWeight: UInt32?

  /// `priority` (5).
  public var priority: UInt32 = 0

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.endpoint.v3.LocalityLbEndpoints"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "locality", "locality"),
    ProtobufFieldName(2, "lb_endpoints", "lbEndpoints"),
    ProtobufFieldName(3, "load_balancing_weight", "loadBalancingWeight"),
    ProtobufFieldName(5, "priority", "priority"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if let value = self.locality { try visitor.message(1, value) }
    if !self.lbEndpoints.isEmpty { try visitor.messages(2, self.lbEndpoints) }
    if let value = self.loadBalancingWeight { visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 3, value) }
    if self.priority != 0 { visitor.single(ProtobufUInt32.self, 5, self.priority) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.message(key, into: &self.locality)
    case 2: return try reader.messages(key, into: &self.lbEndpoints)
    case 3: return try reader.optional(ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.loadBalancingWeight)
    case 5: return try reader.single(ProtobufUInt32.self, key, into: &self.priority)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.locality = try decoder.message(value)
    case 2: self.lbEndpoints = try decoder.messages(value)
    case 3: self.loadBalancingWeight = try ProtobufWrapper<ProtobufUInt32>.value(of: value)
    case 5: self.priority = try ProtobufUInt32.value(of: value)
    default: break
    }
  }
}
