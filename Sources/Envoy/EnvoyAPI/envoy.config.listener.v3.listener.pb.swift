// Generated from proto/envoy/config/listener/v3/listener.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// One more address of a listener.
public struct AdditionalAddress: ProtobufMessage {

  /// `address` (1).
  public var address: Address?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.listener.v3.AdditionalAddress"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "address", "address")
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if let value = self.address { try visitor.message(1, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.message(key, into: &self.address)
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
    default: break
    }
  }
}

/// An address that Envoy listens on.
public struct Listener: ProtobufMessage {

  /// When a listener drains.
  public struct DrainType: ProtobufEnum {
    /// The number on the wire.
    public let rawValue: Int32
    /// The value with that number, known or not.
    public init(rawValue: Int32) { self.rawValue = rawValue }
    /// `DEFAULT`.
    public static let `default` = Self(rawValue: 0)
    /// `MODIFY_ONLY`.
    public static let modifyOnly = Self(rawValue: 1)
    /// The names.
    public static let protobufNames: [(number: Int32, name: String)] = [
      (0, "DEFAULT"),
      (1, "MODIFY_ONLY"),
    ]
  }

  /// How connections are spread over threads.
  public struct ConnectionBalanceConfig: ProtobufMessage {

    /// Every thread gets as many.
    public struct ExactBalance: ProtobufMessage {

      /// The message with every field at its default.
      public init() {}

      /// The full name.
      public static let protobufName = "envoy.config.listener.v3.Listener.ConnectionBalanceConfig.ExactBalance"

      /// The fields.
      public static let protobufFields: [ProtobufFieldName] = []

      /// Shows the fields that are set.
      public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
      }

      /// Reads a field.
      public mutating func decodeField(
        _ key: ProtobufKey, from reader: inout ProtobufReader
      ) throws(ProtobufError) -> Bool {
        return false
      }

      /// Sets a field from its JSON value.
      public mutating func decodeJSON(
        field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
      ) throws(ProtobufError) {
      }
    }

    /// What `balance_type` can be.
    public enum BalanceType: Sendable, Hashable {
      /// `exact_balance` (1).
      case exactBalance(Listener.ConnectionBalanceConfig.ExactBalance)
    }

    /// One of the cases, or none.
    public var balanceType: BalanceType?

    /// The message with every field at its default.
    public init() {}

    /// The full name.
    public static let protobufName = "envoy.config.listener.v3.Listener.ConnectionBalanceConfig"

    /// The fields.
    public static let protobufFields: [ProtobufFieldName] = [
      ProtobufFieldName(1, "exact_balance", "exactBalance")
    ]

    /// Shows the fields that are set.
    public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
      if case .exactBalance(let value) = self.balanceType { try visitor.message(1, value) }
    }

    /// Reads a field.
    public mutating func decodeField(
      _ key: ProtobufKey, from reader: inout ProtobufReader
    ) throws(ProtobufError) -> Bool {
      switch key.number {
      case 1:
        var value: Listener.ConnectionBalanceConfig.ExactBalance?
        if case .exactBalance(let known) = self.balanceType, key.wireType == .lengthDelimited {
          value = known
          self.balanceType = nil
        }
        guard try reader.message(key, into: &value), let value else { return false }
        self.balanceType = .exactBalance(value)
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
        if self.balanceType != nil { throw ProtobufError(.json, "another case of the oneof is set") }
        self.balanceType = .exactBalance(try decoder.message(value))
      default: break
      }
    }
  }

  /// `name` (1).
  public var name: String = ""

  /// `address` (2).
  public var address: Address?

  /// `filter_chains` (3).
  public var filterChains: [FilterChain] = []

  /// `per_connection_buffer_limit_bytes` (5).
  public var perConnectionBufferLimitBytes: UInt32?

  /// `metadata` (6).
  public var metadata: Metadata?

  /// `drain_type` (8).
  public var drainType: Listener.DrainType = Listener.DrainType(rawValue: 0)

  /// `listener_filters` (9).
  public var listenerFilters: [ListenerFilter] = []

  /// `socket_options` (13).
  public var socketOptions: [SocketOption] = []

  /// `listener_filters_timeout` (15).
  public var listenerFiltersTimeout: ProtobufDuration?

  /// `traffic_direction` (16).
  public var trafficDirection: TrafficDirection = TrafficDirection(rawValue: 0)

  /// `continue_on_listener_filters_timeout` (17).
  public var continueOnListenerFiltersTimeout: Bool = false

  /// `connection_balance_config` (20).
  public var connectionBalanceConfig: Listener.ConnectionBalanceConfig?

  /// `access_log` (22).
  public var accessLog: [AccessLog] = []

  /// `tcp_backlog_size` (24).
  public var tcpBacklogSize: UInt32?

  /// `default_filter_chain` (25).
  public var defaultFilterChain: FilterChain?

  /// `bind_to_port` (26).
  public var bindToPort: Bool?

  /// `stat_prefix` (28).
  public var statPrefix: String = ""

  /// `enable_reuse_port` (29).
  public var enableReusePort: Bool?

  /// `ignore_global_conn_limit` (31).
  public var ignoreGlobalConnLimit: Bool = false

  /// `additional_addresses` (33).
  public var additionalAddresses: [AdditionalAddress] = []

  /// `max_connections_to_accept_per_socket_event` (34).
  public var maxConnectionsToAcceptPerSocketEvent: UInt32?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.listener.v3.Listener"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "name", "name"),
    ProtobufFieldName(2, "address", "address"),
    ProtobufFieldName(3, "filter_chains", "filterChains"),
    ProtobufFieldName(5, "per_connection_buffer_limit_bytes", "perConnectionBufferLimitBytes"),
    ProtobufFieldName(6, "metadata", "metadata"),
    ProtobufFieldName(8, "drain_type", "drainType"),
    ProtobufFieldName(9, "listener_filters", "listenerFilters"),
    ProtobufFieldName(13, "socket_options", "socketOptions"),
    ProtobufFieldName(15, "listener_filters_timeout", "listenerFiltersTimeout"),
    ProtobufFieldName(16, "traffic_direction", "trafficDirection"),
    ProtobufFieldName(17, "continue_on_listener_filters_timeout", "continueOnListenerFiltersTimeout"),
    ProtobufFieldName(20, "connection_balance_config", "connectionBalanceConfig"),
    ProtobufFieldName(22, "access_log", "accessLog"),
    ProtobufFieldName(24, "tcp_backlog_size", "tcpBacklogSize"),
    ProtobufFieldName(25, "default_filter_chain", "defaultFilterChain"),
    ProtobufFieldName(26, "bind_to_port", "bindToPort"),
    ProtobufFieldName(28, "stat_prefix", "statPrefix"),
    ProtobufFieldName(29, "enable_reuse_port", "enableReusePort"),
    ProtobufFieldName(31, "ignore_global_conn_limit", "ignoreGlobalConnLimit"),
    ProtobufFieldName(33, "additional_addresses", "additionalAddresses"),
    ProtobufFieldName(34, "max_connections_to_accept_per_socket_event", "maxConnectionsToAcceptPerSocketEvent"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.name.isEmpty { visitor.single(ProtobufString.self, 1, self.name) }
    if let value = self.address { try visitor.message(2, value) }
    if !self.filterChains.isEmpty { try visitor.messages(3, self.filterChains) }
    if let value = self.perConnectionBufferLimitBytes { visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 5, value) }
    if let value = self.metadata { try visitor.message(6, value) }
    if self.drainType.rawValue != 0 { visitor.single(ProtobufEnumField<Listener.DrainType>.self, 8, self.drainType) }
    if !self.listenerFilters.isEmpty { try visitor.messages(9, self.listenerFilters) }
    if !self.socketOptions.isEmpty { try visitor.messages(13, self.socketOptions) }
    if let value = self.listenerFiltersTimeout { try visitor.message(15, value) }
    if self.trafficDirection.rawValue != 0 {
      visitor.single(ProtobufEnumField<TrafficDirection>.self, 16, self.trafficDirection)
    }
    if self.continueOnListenerFiltersTimeout {
      visitor.single(ProtobufBool.self, 17, self.continueOnListenerFiltersTimeout)
    }
    if let value = self.connectionBalanceConfig { try visitor.message(20, value) }
    if !self.accessLog.isEmpty { try visitor.messages(22, self.accessLog) }
    if let value = self.tcpBacklogSize { visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 24, value) }
    if let value = self.defaultFilterChain { try visitor.message(25, value) }
    if let value = self.bindToPort { visitor.single(ProtobufWrapper<ProtobufBool>.self, 26, value) }
    if !self.statPrefix.isEmpty { visitor.single(ProtobufString.self, 28, self.statPrefix) }
    if let value = self.enableReusePort { visitor.single(ProtobufWrapper<ProtobufBool>.self, 29, value) }
    if self.ignoreGlobalConnLimit { visitor.single(ProtobufBool.self, 31, self.ignoreGlobalConnLimit) }
    if !self.additionalAddresses.isEmpty { try visitor.messages(33, self.additionalAddresses) }
    if let value = self.maxConnectionsToAcceptPerSocketEvent {
      visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 34, value)
    }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.name)
    case 2: return try reader.message(key, into: &self.address)
    case 3: return try reader.messages(key, into: &self.filterChains)
    case 5:
      return try reader.optional(ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.perConnectionBufferLimitBytes)
    case 6: return try reader.message(key, into: &self.metadata)
    case 8: return try reader.single(ProtobufEnumField<Listener.DrainType>.self, key, into: &self.drainType)
    case 9: return try reader.messages(key, into: &self.listenerFilters)
    case 13: return try reader.messages(key, into: &self.socketOptions)
    case 15: return try reader.message(key, into: &self.listenerFiltersTimeout)
    case 16: return try reader.single(ProtobufEnumField<TrafficDirection>.self, key, into: &self.trafficDirection)
    case 17: return try reader.single(ProtobufBool.self, key, into: &self.continueOnListenerFiltersTimeout)
    case 20: return try reader.message(key, into: &self.connectionBalanceConfig)
    case 22: return try reader.messages(key, into: &self.accessLog)
    case 24: return try reader.optional(ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.tcpBacklogSize)
    case 25: return try reader.message(key, into: &self.defaultFilterChain)
    case 26: return try reader.optional(ProtobufWrapper<ProtobufBool>.self, key, into: &self.bindToPort)
    case 28: return try reader.single(ProtobufString.self, key, into: &self.statPrefix)
    case 29: return try reader.optional(ProtobufWrapper<ProtobufBool>.self, key, into: &self.enableReusePort)
    case 31: return try reader.single(ProtobufBool.self, key, into: &self.ignoreGlobalConnLimit)
    case 33: return try reader.messages(key, into: &self.additionalAddresses)
    case 34:
      return try reader.optional(
        ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.maxConnectionsToAcceptPerSocketEvent)
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
    case 2: self.address = try decoder.message(value)
    case 3: self.filterChains = try decoder.messages(value)
    case 5: self.perConnectionBufferLimitBytes = try ProtobufWrapper<ProtobufUInt32>.value(of: value)
    case 6: self.metadata = try decoder.message(value)
    case 8: self.drainType = try ProtobufEnumField<Listener.DrainType>.value(of: value)
    case 9: self.listenerFilters = try decoder.messages(value)
    case 13: self.socketOptions = try decoder.messages(value)
    case 15: self.listenerFiltersTimeout = try decoder.message(value)
    case 16: self.trafficDirection = try ProtobufEnumField<TrafficDirection>.value(of: value)
    case 17: self.continueOnListenerFiltersTimeout = try ProtobufBool.value(of: value)
    case 20: self.connectionBalanceConfig = try decoder.message(value)
    case 22: self.accessLog = try decoder.messages(value)
    case 24: self.tcpBacklogSize = try ProtobufWrapper<ProtobufUInt32>.value(of: value)
    case 25: self.defaultFilterChain = try decoder.message(value)
    case 26: self.bindToPort = try ProtobufWrapper<ProtobufBool>.value(of: value)
    case 28: self.statPrefix = try ProtobufString.value(of: value)
    case 29: self.enableReusePort = try ProtobufWrapper<ProtobufBool>.value(of: value)
    case 31: self.ignoreGlobalConnLimit = try ProtobufBool.value(of: value)
    case 33: self.additionalAddresses = try decoder.messages(value)
    case 34: self.maxConnectionsToAcceptPerSocketEvent = try ProtobufWrapper<ProtobufUInt32>.value(of: value)
    default: break
    }
  }
}
