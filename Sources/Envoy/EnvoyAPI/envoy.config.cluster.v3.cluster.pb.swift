// Generated from proto/envoy/config/cluster/v3/cluster.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// Endpoints that belong together, and how they are connected to.
public struct Cluster: ProtobufMessage {

  /// How a cluster finds its endpoints.
  public struct DiscoveryType: ProtobufEnum {
    /// The number on the wire.
    public let rawValue: Int32
    /// The value with that number, known or not.
    public init(rawValue: Int32) { self.rawValue = rawValue }
    /// `STATIC`.
    public static let `static` = Self(rawValue: 0)
    /// `STRICT_DNS`.
    public static let strictDns = Self(rawValue: 1)
    /// `LOGICAL_DNS`.
    public static let logicalDns = Self(rawValue: 2)
    /// `EDS`.
    public static let eds = Self(rawValue: 3)
    /// `ORIGINAL_DST`.
    public static let originalDst = Self(rawValue: 4)
    /// The names.
    public static let protobufNames: [(number: Int32, name: String)] = [
      (0, "STATIC"),
      (1, "STRICT_DNS"),
      (2, "LOGICAL_DNS"),
      (3, "EDS"),
      (4, "ORIGINAL_DST"),
    ]
  }

  /// How an endpoint is chosen.
  public struct LbPolicy: ProtobufEnum {
    /// The number on the wire.
    public let rawValue: Int32
    /// The value with that number, known or not.
    public init(rawValue: Int32) { self.rawValue = rawValue }
    /// `ROUND_ROBIN`.
    public static let roundRobin = Self(rawValue: 0)
    /// `LEAST_REQUEST`.
    public static let leastRequest = Self(rawValue: 1)
    /// `RING_HASH`.
    public static let ringHash = Self(rawValue: 2)
    /// `RANDOM`.
    public static let random = Self(rawValue: 3)
    /// `MAGLEV`.
    public static let maglev = Self(rawValue: 5)
    /// `CLUSTER_PROVIDED`.
    public static let clusterProvided = Self(rawValue: 6)
    /// `LOAD_BALANCING_POLICY_CONFIG`.
    public static let loadBalancingPolicyConfig = Self(rawValue: 7)
    /// The names.
    public static let protobufNames: [(number: Int32, name: String)] = [
      (0, "ROUND_ROBIN"),
      (1, "LEAST_REQUEST"),
      (2, "RING_HASH"),
      (3, "RANDOM"),
      (5, "MAGLEV"),
      (6, "CLUSTER_PROVIDED"),
      (7, "LOAD_BALANCING_POLICY_CONFIG"),
    ]
  }

  /// Which addresses a name stands for.
  public struct DnsLookupFamily: ProtobufEnum {
    /// The number on the wire.
    public let rawValue: Int32
    /// The value with that number, known or not.
    public init(rawValue: Int32) { self.rawValue = rawValue }
    /// `AUTO`.
    public static let auto = Self(rawValue: 0)
    /// `V4_ONLY`.
    public static let v4Only = Self(rawValue: 1)
    /// `V6_ONLY`.
    public static let v6Only = Self(rawValue: 2)
    /// `V4_PREFERRED`.
    public static let v4Preferred = Self(rawValue: 3)
    /// `ALL`.
    public static let all = Self(rawValue: 4)
    /// The names.
    public static let protobufNames: [(number: Int32, name: String)] = [
      (0, "AUTO"),
      (1, "V4_ONLY"),
      (2, "V6_ONLY"),
      (3, "V4_PREFERRED"),
      (4, "ALL"),
    ]
  }

  /// Where the endpoints come from.
  public struct EdsClusterConfig: ProtobufMessage {

    /// `eds_config` (1).
    public var edsConfig: ConfigSource?

    /// `service_name` (2).
    public var serviceName: String = ""

    /// The message with every field at its default.
    public init() {}

    /// The full name.
    public static let protobufName = "envoy.config.cluster.v3.Cluster.EdsClusterConfig"

    /// The fields.
    public static let protobufFields: [ProtobufFieldName] = [
      ProtobufFieldName(1, "eds_config", "edsConfig"),
      ProtobufFieldName(2, "service_name", "serviceName"),
    ]

    /// Shows the fields that are set.
    public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
      if let value = self.edsConfig { try visitor.message(1, value) }
      if !self.serviceName.isEmpty { visitor.single(ProtobufString.self, 2, self.serviceName) }
    }

    /// Reads a field.
    public mutating func decodeField(
      _ key: ProtobufKey, from reader: inout ProtobufReader
    ) throws(ProtobufError) -> Bool {
      switch key.number {
      case 1: return try reader.message(key, into: &self.edsConfig)
      case 2: return try reader.single(ProtobufString.self, key, into: &self.serviceName)
      default:
        return false
      }
    }

    /// Sets a field from its JSON value.
    public mutating func decodeJSON(
      field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
    ) throws(ProtobufError) {
      switch number {
      case 1: self.edsConfig = try decoder.message(value)
      case 2: self.serviceName = try ProtobufString.value(of: value)
      default: break
      }
    }
  }

  /// What all ways of choosing share.
  public struct CommonLbConfig: ProtobufMessage {

    /// `healthy_panic_threshold` (1).
    public var healthyPanicThreshold: Percent?

    /// `update_merge_window` (4).
    public var updateMergeWindow: ProtobufDuration?

    /// `ignore_new_hosts_until_first_hc` (5).
    public var ignoreNewHostsUntilFirstHc: Bool = false

    /// `close_connections_on_host_set_change` (6).
    public var closeConnectionsOnHostSetChange: Bool = false

    /// The message with every field at its default.
    public init() {}

    /// The full name.
    public static let protobufName = "envoy.config.cluster.v3.Cluster.CommonLbConfig"

    /// The fields.
    public static let protobufFields: [ProtobufFieldName] = [
      ProtobufFieldName(1, "healthy_panic_threshold", "healthyPanicThreshold"),
      ProtobufFieldName(4, "update_merge_window", "updateMergeWindow"),
      ProtobufFieldName(5, "ignore_new_hosts_until_first_hc", "ignoreNewHostsUntilFirstHc"),
      ProtobufFieldName(6, "close_connections_on_host_set_change", "closeConnectionsOnHostSetChange"),
    ]

    /// Shows the fields that are set.
    public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
      if let value = self.healthyPanicThreshold { try visitor.message(1, value) }
      if let value = self.updateMergeWindow { try visitor.message(4, value) }
      if self.ignoreNewHostsUntilFirstHc { visitor.single(ProtobufBool.self, 5, self.ignoreNewHostsUntilFirstHc) }
      if self.closeConnectionsOnHostSetChange {
        visitor.single(ProtobufBool.self, 6, self.closeConnectionsOnHostSetChange)
      }
    }

    /// Reads a field.
    public mutating func decodeField(
      _ key: ProtobufKey, from reader: inout ProtobufReader
    ) throws(ProtobufError) -> Bool {
      switch key.number {
      case 1: return try reader.message(key, into: &self.healthyPanicThreshold)
      case 4: return try reader.message(key, into: &self.updateMergeWindow)
      case 5: return try reader.single(ProtobufBool.self, key, into: &self.ignoreNewHostsUntilFirstHc)
      case 6: return try reader.single(ProtobufBool.self, key, into: &self.closeConnectionsOnHostSetChange)
      default:
        return false
      }
    }

    /// Sets a field from its JSON value.
    public mutating func decodeJSON(
      field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
    ) throws(ProtobufError) {
      switch number {
      case 1: self.healthyPanicThreshold = try decoder.message(value)
      case 4: self.updateMergeWindow = try decoder.message(value)
      case 5: self.ignoreNewHostsUntilFirstHc = try ProtobufBool.value(of: value)
      case 6: self.closeConnectionsOnHostSetChange = try ProtobufBool.value(of: value)
      default: break
      }
    }
  }

  /// What `cluster_discovery_type` can be.
  public enum ClusterDiscoveryType: Sendable, Hashable {
    /// `type` (2).
    case type(Cluster.DiscoveryType)
  }

  /// `name` (1).
  public var name: String = ""

  /// One of the cases, or none.
  public var clusterDiscoveryType: ClusterDiscoveryType?

  /// `eds_cluster_config` (3).
  public var edsClusterConfig: Cluster.EdsClusterConfig?

  /// `connect_timeout` (4).
  public var connectTimeout: ProtobufDuration?

  /// `per_connection_buffer_limit_bytes` (5).
  public var perConnectionBufferLimitBytes: UInt32?

  /// `lb_policy` (6).
  public var lbPolicy: Cluster.LbPolicy = Cluster.LbPolicy(rawValue: 0)

  /// `health_checks` (8).
  public var healthChecks: [HealthCheck] = []

  /// `circuit_breakers` (10).
  public var circuitBreakers: CircuitBreakers?

  /// `dns_refresh_rate` (16).
  public var dnsRefreshRate: ProtobufDuration?

  /// `dns_lookup_family` (17).
  public var dnsLookupFamily: Cluster.DnsLookupFamily = Cluster.DnsLookupFamily(rawValue: 0)

  /// `outlier_detection` (19).
  public var outlierDetection: OutlierDetection?

  /// `cleanup_interval` (20).
  public var cleanupInterval: ProtobufDuration?

  /// `upstream_bind_config` (21).
  public var upstreamBindConfig: BindConfig?

  /// `transport_socket` (24).
  public var transportSocket: TransportSocket?

  /// `metadata` (25).
  public var metadata: Metadata?

  /// `common_lb_config` (27).
  public var commonLbConfig: Cluster.CommonLbConfig?

  /// `alt_stat_name` (28).
  public var altStatName: String = ""

  /// `upstream_connection_options` (30).
  public var upstreamConnectionOptions: UpstreamConnectionOptions?

  /// `close_connections_on_host_health_failure` (31).
  public var closeConnectionsOnHostHealthFailure: Bool = false

  /// `ignore_health_on_host_removal` (32).
  public var ignoreHealthOnHostRemoval: Bool = false

  /// `load_assignment` (33).
  public var loadAssignment: ClusterLoadAssignment?

  /// `typed_extension_protocol_options` (36).
  public var typedExtensionProtocolOptions: [String: ProtobufAny] = [:]

  /// `respect_dns_ttl` (39).
  public var respectDnsTtl: Bool = false

  /// `wait_for_warm_on_init` (54).
  public var waitForWarmOnInit: Bool?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.cluster.v3.Cluster"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "name", "name"),
    ProtobufFieldName(2, "type", "type"),
    ProtobufFieldName(3, "eds_cluster_config", "edsClusterConfig"),
    ProtobufFieldName(4, "connect_timeout", "connectTimeout"),
    ProtobufFieldName(5, "per_connection_buffer_limit_bytes", "perConnectionBufferLimitBytes"),
    ProtobufFieldName(6, "lb_policy", "lbPolicy"),
    ProtobufFieldName(8, "health_checks", "healthChecks"),
    ProtobufFieldName(10, "circuit_breakers", "circuitBreakers"),
    ProtobufFieldName(16, "dns_refresh_rate", "dnsRefreshRate"),
    ProtobufFieldName(17, "dns_lookup_family", "dnsLookupFamily"),
    ProtobufFieldName(19, "outlier_detection", "outlierDetection"),
    ProtobufFieldName(20, "cleanup_interval", "cleanupInterval"),
    ProtobufFieldName(21, "upstream_bind_config", "upstreamBindConfig"),
    ProtobufFieldName(24, "transport_socket", "transportSocket"),
    ProtobufFieldName(25, "metadata", "metadata"),
    ProtobufFieldName(27, "common_lb_config", "commonLbConfig"),
    ProtobufFieldName(28, "alt_stat_name", "altStatName"),
    ProtobufFieldName(30, "upstream_connection_options", "upstreamConnectionOptions"),
    ProtobufFieldName(31, "close_connections_on_host_health_failure", "closeConnectionsOnHostHealthFailure"),
    ProtobufFieldName(32, "ignore_health_on_host_removal", "ignoreHealthOnHostRemoval"),
    ProtobufFieldName(33, "load_assignment", "loadAssignment"),
    ProtobufFieldName(36, "typed_extension_protocol_options", "typedExtensionProtocolOptions"),
    ProtobufFieldName(39, "respect_dns_ttl", "respectDnsTtl"),
    ProtobufFieldName(54, "wait_for_warm_on_init", "waitForWarmOnInit"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.name.isEmpty { visitor.single(ProtobufString.self, 1, self.name) }
    if case .type(let value) = self.clusterDiscoveryType {
      visitor.single(ProtobufEnumField<Cluster.DiscoveryType>.self, 2, value)
    }
    if let value = self.edsClusterConfig { try visitor.message(3, value) }
    if let value = self.connectTimeout { try visitor.message(4, value) }
    if let value = self.perConnectionBufferLimitBytes { visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 5, value) }
    if self.lbPolicy.rawValue != 0 { visitor.single(ProtobufEnumField<Cluster.LbPolicy>.self, 6, self.lbPolicy) }
    if !self.healthChecks.isEmpty { try visitor.messages(8, self.healthChecks) }
    if let value = self.circuitBreakers { try visitor.message(10, value) }
    if let value = self.dnsRefreshRate { try visitor.message(16, value) }
    if self.dnsLookupFamily.rawValue != 0 {
      visitor.single(ProtobufEnumField<Cluster.DnsLookupFamily>.self, 17, self.dnsLookupFamily)
    }
    if let value = self.outlierDetection { try visitor.message(19, value) }
    if let value = self.cleanupInterval { try visitor.message(20, value) }
    if let value = self.upstreamBindConfig { try visitor.message(21, value) }
    if let value = self.transportSocket { try visitor.message(24, value) }
    if let value = self.metadata { try visitor.message(25, value) }
    if let value = self.commonLbConfig { try visitor.message(27, value) }
    if !self.altStatName.isEmpty { visitor.single(ProtobufString.self, 28, self.altStatName) }
    if let value = self.upstreamConnectionOptions { try visitor.message(30, value) }
    if self.closeConnectionsOnHostHealthFailure {
      visitor.single(ProtobufBool.self, 31, self.closeConnectionsOnHostHealthFailure)
    }
    if self.ignoreHealthOnHostRemoval { visitor.single(ProtobufBool.self, 32, self.ignoreHealthOnHostRemoval) }
    if let value = self.loadAssignment { try visitor.message(33, value) }
    if !self.typedExtensionProtocolOptions.isEmpty {
      try visitor.messageMap(ProtobufString.self, 36, self.typedExtensionProtocolOptions)
    }
    if self.respectDnsTtl { visitor.single(ProtobufBool.self, 39, self.respectDnsTtl) }
    if let value = self.waitForWarmOnInit { visitor.single(ProtobufWrapper<ProtobufBool>.self, 54, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.name)
    case 2:
      var value = ProtobufEnumField<Cluster.DiscoveryType>.defaultValue
      guard try reader.single(ProtobufEnumField<Cluster.DiscoveryType>.self, key, into: &value) else { return false }
      self.clusterDiscoveryType = .type(value)
      return true
    case 3: return try reader.message(key, into: &self.edsClusterConfig)
    case 4: return try reader.message(key, into: &self.connectTimeout)
    case 5:
      return try reader.optional(ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.perConnectionBufferLimitBytes)
    case 6: return try reader.single(ProtobufEnumField<Cluster.LbPolicy>.self, key, into: &self.lbPolicy)
    case 8: return try reader.messages(key, into: &self.healthChecks)
    case 10: return try reader.message(key, into: &self.circuitBreakers)
    case 16: return try reader.message(key, into: &self.dnsRefreshRate)
    case 17: return try reader.single(ProtobufEnumField<Cluster.DnsLookupFamily>.self, key, into: &self.dnsLookupFamily)
    case 19: return try reader.message(key, into: &self.outlierDetection)
    case 20: return try reader.message(key, into: &self.cleanupInterval)
    case 21: return try reader.message(key, into: &self.upstreamBindConfig)
    case 24: return try reader.message(key, into: &self.transportSocket)
    case 25: return try reader.message(key, into: &self.metadata)
    case 27: return try reader.message(key, into: &self.commonLbConfig)
    case 28: return try reader.single(ProtobufString.self, key, into: &self.altStatName)
    case 30: return try reader.message(key, into: &self.upstreamConnectionOptions)
    case 31: return try reader.single(ProtobufBool.self, key, into: &self.closeConnectionsOnHostHealthFailure)
    case 32: return try reader.single(ProtobufBool.self, key, into: &self.ignoreHealthOnHostRemoval)
    case 33: return try reader.message(key, into: &self.loadAssignment)
    case 36: return try reader.messageMap(ProtobufString.self, key, into: &self.typedExtensionProtocolOptions)
    case 39: return try reader.single(ProtobufBool.self, key, into: &self.respectDnsTtl)
    case 54: return try reader.optional(ProtobufWrapper<ProtobufBool>.self, key, into: &self.waitForWarmOnInit)
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
    case 2:
      if self.clusterDiscoveryType != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.clusterDiscoveryType = .type(try ProtobufEnumField<Cluster.DiscoveryType>.value(of: value))
    case 3: self.edsClusterConfig = try decoder.message(value)
    case 4: self.connectTimeout = try decoder.message(value)
    case 5: self.perConnectionBufferLimitBytes = try ProtobufWrapper<ProtobufUInt32>.value(of: value)
    case 6: self.lbPolicy = try ProtobufEnumField<Cluster.LbPolicy>.value(of: value)
    case 8: self.healthChecks = try decoder.messages(value)
    case 10: self.circuitBreakers = try decoder.message(value)
    case 16: self.dnsRefreshRate = try decoder.message(value)
    case 17: self.dnsLookupFamily = try ProtobufEnumField<Cluster.DnsLookupFamily>.value(of: value)
    case 19: self.outlierDetection = try decoder.message(value)
    case 20: self.cleanupInterval = try decoder.message(value)
    case 21: self.upstreamBindConfig = try decoder.message(value)
    case 24: self.transportSocket = try decoder.message(value)
    case 25: self.metadata = try decoder.message(value)
    case 27: self.commonLbConfig = try decoder.message(value)
    case 28: self.altStatName = try ProtobufString.value(of: value)
    case 30: self.upstreamConnectionOptions = try decoder.message(value)
    case 31: self.closeConnectionsOnHostHealthFailure = try ProtobufBool.value(of: value)
    case 32: self.ignoreHealthOnHostRemoval = try ProtobufBool.value(of: value)
    case 33: self.loadAssignment = try decoder.message(value)
    case 36: self.typedExtensionProtocolOptions = try decoder.messageMap(ProtobufString.self, value)
    case 39: self.respectDnsTtl = try ProtobufBool.value(of: value)
    case 54: self.waitForWarmOnInit = try ProtobufWrapper<ProtobufBool>.value(of: value)
    default: break
    }
  }
}

/// Settings of connections to endpoints.
public struct UpstreamConnectionOptions: ProtobufMessage {

  /// `tcp_keepalive` (1).
  public var tcpKeepalive: TcpKeepalive?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.cluster.v3.UpstreamConnectionOptions"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "tcp_keepalive", "tcpKeepalive")
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if let value = self.tcpKeepalive { try visitor.message(1, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.message(key, into: &self.tcpKeepalive)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.tcpKeepalive = try decoder.message(value)
    default: break
    }
  }
}
