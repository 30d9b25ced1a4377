// Generated from proto/envoy/config/listener/v3/listener_components.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// A step in what is done with a connection's bytes.
public struct Filter: ProtobufMessage {

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
  public static let protobufName = "envoy.config.listener.v3.Filter"

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

/// Which connections a chain takes.
public struct FilterChainMatch: ProtobufMessage {

  /// `prefix_ranges` (3).
  public var prefixRanges: [CidrRange] = []

  /// `source_prefix_ranges` (6).
  public var sourcePrefixRanges: [CidrRange] = []

  /// `destination_port` (8).
  public var destinationPort: UInt32?

  /// `transport_protocol` (9).
  public var transportProtocol: String = ""

  /// `application_protocols` (10).
  public var applicationProtocols: [String] = []

  /// `server_names` (11).
  public var serverNames: [String] = []

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.listener.v3.FilterChainMatch"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(3, "prefix_ranges", "prefixRanges"),
    ProtobufFieldName(6, "source_prefix_ranges", "sourcePrefixRanges"),
    ProtobufFieldName(8, "destination_port", "destinationPort"),
    ProtobufFieldName(9, "transport_protocol", "transportProtocol"),
    ProtobufFieldName(10, "application_protocols", "applicationProtocols"),
    ProtobufFieldName(11, "server_names", "serverNames"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.prefixRanges.isEmpty { try visitor.messages(3, self.prefixRanges) }
    if !self.sourcePrefixRanges.isEmpty { try visitor.messages(6, self.sourcePrefixRanges) }
    if let value = self.destinationPort { visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 8, value) }
    if !self.transportProtocol.isEmpty { visitor.single(ProtobufString.self, 9, self.transportProtocol) }
    if !self.applicationProtocols.isEmpty { visitor.list(ProtobufString.self, 10, self.applicationProtocols) }
    if !self.serverNames.isEmpty { visitor.list(ProtobufString.self, 11, self.serverNames) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 3: return try reader.messages(key, into: &self.prefixRanges)
    case 6: return try reader.messages(key, into: &self.sourcePrefixRanges)
    case 8: return try reader.optional(ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.destinationPort)
    case 9: return try reader.single(ProtobufString.self, key, into: &self.transportProtocol)
    case 10: return try reader.list(ProtobufString.self, key, into: &self.applicationProtocols)
    case 11: return try reader.list(ProtobufString.self, key, into: &self.serverNames)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 3: self.prefixRanges = try decoder.messages(value)
    case 6: self.sourcePrefixRanges = try decoder.messages(value)
    case 8: self.destinationPort = try ProtobufWrapper<ProtobufUInt32>.value(of: value)
    case 9: self.transportProtocol = try ProtobufString.value(of: value)
    case 10: self.applicationProtocols = try decoder.list(ProtobufString.self, value)
    case 11: self.serverNames = try decoder.list(ProtobufString.self, value)
    default: break
    }
  }
}

/// The steps for some of a listener's connections.
public struct FilterChain: ProtobufMessage {

  /// `filter_chain_match` (1).
  public var filterChainMatch: FilterChainMatch?

  /// `filters` (3).
  public var filters: [Filter] = []

  /// `transport_socket` (6).
  public var transportSocket: TransportSocket?

  /// `name` (7).
  public var name: String = ""

  /// `transport_socket_connect_timeout` (9).
  public var transportSocketConnectTimeout: ProtobufDuration?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.listener.v3.FilterChain"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "filter_chain_match", "filterChainMatch"),
    ProtobufFieldName(3, "filters", "filters"),
    ProtobufFieldName(6, "transport_socket", "transportSocket"),
    ProtobufFieldName(7, "name", "name"),
    ProtobufFieldName(9, "transport_socket_connect_timeout", "transportSocketConnectTimeout"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if let value = self.filterChainMatch { try visitor.message(1, value) }
    if !self.filters.isEmpty { try visitor.messages(3, self.filters) }
    if let value = self.transportSocket { try visitor.message(6, value) }
    if !self.name.isEmpty { visitor.single(ProtobufString.self, 7, self.name) }
    if let value = self.transportSocketConnectTimeout { try visitor.message(9, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.message(key, into: &self.filterChainMatch)
    case 3: return try reader.messages(key, into: &self.filters)
    case 6: return try reader.message(key, into: &self.transportSocket)
    case 7: return try reader.single(ProtobufString.self, key, into: &self.name)
    case 9: return try reader.message(key, into: &self.transportSocketConnectTimeout)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.filterChainMatch = try decoder.message(value)
    case 3: self.filters = try decoder.messages(value)
    case 6: self.transportSocket = try decoder.message(value)
    case 7: self.name = try ProtobufString.value(of: value)
    case 9: self.transportSocketConnectTimeout = try decoder.message(value)
    default: break
    }
  }
}

/// A step that looks at a connection before a chain is chosen.
public struct ListenerFilter: ProtobufMessage {

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
  public static let protobufName = "envoy.config.listener.v3.ListenerFilter"

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
