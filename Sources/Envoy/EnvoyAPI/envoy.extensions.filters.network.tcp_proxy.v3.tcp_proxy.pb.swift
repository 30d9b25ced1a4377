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

  /// Several clusters, each with its share.
  public struct WeightedCluster: ProtobufMessage {

    /// A cluster and its share.
    public struct ClusterWeight: ProtobufMessage {

      /// `name` (1).
      public var name: String = ""

      /// `weight` (2).
      public var weight: UInt32 = 0

      /// The message with every field at its default.
      public init() {}

      /// The full name.
      public static let protobufName =
        "envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy.WeightedCluster.ClusterWeight"

      /// The fields.
      public static let protobufFields: [ProtobufFieldName] = [
        ProtobufFieldName(1, "name", "name"),
        ProtobufFieldName(2, "weight", "weight"),
      ]

      /// Shows the fields that are set.
      public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
        if !self.name.isEmpty { visitor.single(ProtobufString.self, 1, self.name) }
        if self.weight != 0 { visitor.single(ProtobufUInt32.self, 2, self.weight) }
      }

      /// Reads a field.
      public mutating func decodeField(
        _ key: ProtobufKey, from reader: inout ProtobufReader
      ) throws(ProtobufError) -> Bool {
        switch key.number {
        case 1: return try reader.single(ProtobufString.self, key, into: &self.name)
        case 2: return try reader.single(ProtobufUInt32.self, key, into: &self.weight)
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
        case 2: self.weight = try ProtobufUInt32.value(of: value)
        default: break
        }
      }
    }

    /// `clusters` (1).
    public var clusters: [TcpProxy.WeightedCluster.ClusterWeight] = []

    /// The message with every field at its default.
    public init() {}

    /// The full name.
    public static let protobufName = "envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy.WeightedCluster"

    /// The fields.
    public static let protobufFields: [ProtobufFieldName] = [
      ProtobufFieldName(1, "clusters", "clusters")
    ]

    /// Shows the fields that are set.
    public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
      if !self.clusters.isEmpty { try visitor.messages(1, self.clusters) }
    }

    /// Reads a field.
    public mutating func decodeField(
      _ key: ProtobufKey, from reader: inout ProtobufReader
    ) throws(ProtobufError) -> Bool {
      switch key.number {
      case 1: return try reader.messages(key, into: &self.clusters)
      default:
        return false
      }
    }

    /// Sets a field from its JSON value.
    public mutating func decodeJSON(
      field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
    ) throws(ProtobufError) {
      switch number {
      case 1: self.clusters = try decoder.messages(value)
      default: break
      }
    }
  }

  /// How a cluster is asked for when its first connection comes.
  public struct OnDemand: ProtobufMessage {

    /// `odcds_config` (1).
    public var odcdsConfig: ConfigSource?

    /// `resources_locator` (2).
    public var resourcesLocator: String = ""

    /// `timeout` (3).
    public var timeout: ProtobufDuration?

    /// The message with every field at its default.
    public init() {}

    /// The full name.
    public static let protobufName = "envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy.OnDemand"

    /// The fields.
    public static let protobufFields: [ProtobufFieldName] = [
      ProtobufFieldName(1, "odcds_config", "odcdsConfig"),
      ProtobufFieldName(2, "resources_locator", "resourcesLocator"),
      ProtobufFieldName(3, "timeout", "timeout"),
    ]

    /// Shows the fields that are set.
    public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
      if let value = self.odcdsConfig { try visitor.message(1, value) }
      if !self.resourcesLocator.isEmpty { visitor.single(ProtobufString.self, 2, self.resourcesLocator) }
      if let value = self.timeout { try visitor.message(3, value) }
    }

    /// Reads a field.
    public mutating func decodeField(
      _ key: ProtobufKey, from reader: inout ProtobufReader
    ) throws(ProtobufError) -> Bool {
      switch key.number {
      case 1: return try reader.message(key, into: &self.odcdsConfig)
      case 2: return try reader.single(ProtobufString.self, key, into: &self.resourcesLocator)
      case 3: return try reader.message(key, into: &self.timeout)
      default:
        return false
      }
    }

    /// Sets a field from its JSON value.
    public mutating func decodeJSON(
      field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
    ) throws(ProtobufError) {
      switch number {
      case 1: self.odcdsConfig = try decoder.message(value)
      case 2: self.resourcesLocator = try ProtobufString.value(of: value)
      case 3: self.timeout = try decoder.message(value)
      default: break
      }
    }
  }

  /// What `cluster_specifier` can be.
  public enum ClusterSpecifier: Sendable, Hashable {
    /// `cluster` (2).
    case cluster(String)
    /// `weighted_clusters` (10).
    case weightedClusters(TcpProxy.WeightedCluster)
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

  /// `on_demand` (14).
  public var onDemand: TcpProxy.OnDemand?

  /// `access_log_options` (17).
  public var accessLogOptions: TcpProxy.TcpAccessLogOptions?

  /// `backoff_options` (18).
  public var backoffOptions: BackoffStrategy?

  /// `max_downstream_connection_duration_jitter_percentage` (20).
  public var maxDownstreamConnectionDurationJitterPercentage: Percent?

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
    ProtobufFieldName(10, "weighted_clusters", "weightedClusters"),
    ProtobufFieldName(13, "max_downstream_connection_duration", "maxDownstreamConnectionDuration"),
    ProtobufFieldName(14, "on_demand", "onDemand"),
    ProtobufFieldName(17, "access_log_options", "accessLogOptions"),
    ProtobufFieldName(18, "backoff_options", "backoffOptions"),
    ProtobufFieldName(
      20, "max_downstream_connection_duration_jitter_percentage", "maxDownstreamConnectionDurationJitterPercentage"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.statPrefix.isEmpty { visitor.single(ProtobufString.self, 1, self.statPrefix) }
    if case .cluster(let value) = self.clusterSpecifier { visitor.single(ProtobufString.self, 2, value) }
    if !self.accessLog.isEmpty { try visitor.messages(5, self.accessLog) }
    if let value = self.maxConnectAttempts { visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 7, value) }
    if let value = self.idleTimeout { try visitor.message(8, value) }
    if case .weightedClusters(let value) = self.clusterSpecifier { try visitor.message(10, value) }
    if let value = self.maxDownstreamConnectionDuration { try visitor.message(13, value) }
    if let value = self.onDemand { try visitor.message(14, value) }
    if let value = self.accessLogOptions { try visitor.message(17, value) }
    if let value = self.backoffOptions { try visitor.message(18, value) }
    if let value = self.maxDownstreamConnectionDurationJitterPercentage { try visitor.message(20, value) }
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
    case 10:
      var value: TcpProxy.WeightedCluster?
      if case .weightedClusters(let known) = self.clusterSpecifier, key.wireType == .lengthDelimited {
        value = known
        self.clusterSpecifier = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.clusterSpecifier = .weightedClusters(value)
      return true
    case 13: return try reader.message(key, into: &self.maxDownstreamConnectionDuration)
    case 14: return try reader.message(key, into: &self.onDemand)
    case 17: return try reader.message(key, into: &self.accessLogOptions)
    case 18: return try reader.message(key, into: &self.backoffOptions)
    case 20: return try reader.message(key, into: &self.maxDownstreamConnectionDurationJitterPercentage)
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
    case 10:
      if self.clusterSpecifier != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.clusterSpecifier = .weightedClusters(try decoder.message(value))
    case 13: self.maxDownstreamConnectionDuration = try decoder.message(value)
    case 14: self.onDemand = try decoder.message(value)
    case 17: self.accessLogOptions = try decoder.message(value)
    case 18: self.backoffOptions = try decoder.message(value)
    case 20: self.maxDownstreamConnectionDurationJitterPercentage = try decoder.message(value)
    default: break
    }
  }
}
