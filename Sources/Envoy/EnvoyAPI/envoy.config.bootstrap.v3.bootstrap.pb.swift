// Generated from proto/envoy/config/bootstrap/v3/bootstrap.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// What an Envoy starts with.
public struct Bootstrap: ProtobufMessage {

  /// What does not come from a management server.
  public struct StaticResources: ProtobufMessage {

    /// `listeners` (1).
    public var listeners: [Listener] = []

    /// `clusters` (2).
    public var clusters: [Cluster] = []

    /// `secrets` (3).
    public var secrets: [Secret] = []

    /// The message with every field at its default.
    public init() {}

    /// The full name.
    public static let protobufName = "envoy.config.bootstrap.v3.Bootstrap.StaticResources"

    /// The fields.
    public static let protobufFields: [ProtobufFieldName] = [
      ProtobufFieldName(1, "listeners", "listeners"),
      ProtobufFieldName(2, "clusters", "clusters"),
      ProtobufFieldName(3, "secrets", "secrets"),
    ]

    /// Shows the fields that are set.
    public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
      if !self.listeners.isEmpty { try visitor.messages(1, self.listeners) }
      if !self.clusters.isEmpty { try visitor.messages(2, self.clusters) }
      if !self.secrets.isEmpty { try visitor.messages(3, self.secrets) }
    }

    /// Reads a field.
    public mutating func decodeField(
      _ key: ProtobufKey, from reader: inout ProtobufReader
    ) throws(ProtobufError) -> Bool {
      switch key.number {
      case 1: return try reader.messages(key, into: &self.listeners)
      case 2: return try reader.messages(key, into: &self.clusters)
      case 3: return try reader.messages(key, into: &self.secrets)
      default:
        return false
      }
    }

    /// Sets a field from its JSON value.
    public mutating func decodeJSON(
      field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
    ) throws(ProtobufError) {
      switch number {
      case 1: self.listeners = try decoder.messages(value)
      case 2: self.clusters = try decoder.messages(value)
      case 3: self.secrets = try decoder.messages(value)
      default: break
      }
    }
  }

  /// Where the rest comes from.
  public struct DynamicResources: ProtobufMessage {

    /// `lds_config` (1).
    public var ldsConfig: ConfigSource?

    /// `cds_config` (2).
    public var cdsConfig: ConfigSource?

    /// `ads_config` (3).
    public var adsConfig: ApiConfigSource?

    /// The message with every field at its default.
    public init() {}

    /// The full name.
    public static let protobufName = "envoy.config.bootstrap.v3.Bootstrap.DynamicResources"

    /// The fields.
    public static let protobufFields: [ProtobufFieldName] = [
      ProtobufFieldName(1, "lds_config", "ldsConfig"),
      ProtobufFieldName(2, "cds_config", "cdsConfig"),
      ProtobufFieldName(3, "ads_config", "adsConfig"),
    ]

    /// Shows the fields that are set.
    public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
      if let value = self.ldsConfig { try visitor.message(1, value) }
      if let value = self.cdsConfig { try visitor.message(2, value) }
      if let value = self.adsConfig { try visitor.message(3, value) }
    }

    /// Reads a field.
    public mutating func decodeField(
      _ key: ProtobufKey, from reader: inout ProtobufReader
    ) throws(ProtobufError) -> Bool {
      switch key.number {
      case 1: return try reader.message(key, into: &self.ldsConfig)
      case 2: return try reader.message(key, into: &self.cdsConfig)
      case 3: return try reader.message(key, into: &self.adsConfig)
      default:
        return false
      }
    }

    /// Sets a field from its JSON value.
    public mutating func decodeJSON(
      field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
    ) throws(ProtobufError) {
      switch number {
      case 1: self.ldsConfig = try decoder.message(value)
      case 2: self.cdsConfig = try decoder.message(value)
      case 3: self.adsConfig = try decoder.message(value)
      default: break
      }
    }
  }

  /// `node` (1).
  public var node: Node?

  /// `static_resources` (2).
  public var staticResources: Bootstrap.StaticResources?

  /// `dynamic_resources` (3).
  public var dynamicResources: Bootstrap.DynamicResources?

  /// `admin` (12).
  public var admin: Admin?

  /// `stats_config` (13).
  public var statsConfig: StatsConfig?

  /// `overload_manager` (15).
  public var overloadManager: OverloadManager?

  /// `layered_runtime` (17).
  public var layeredRuntime: LayeredRuntime?

  /// `default_config_source` (23).
  public var defaultConfigSource: ConfigSource?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.bootstrap.v3.Bootstrap"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "node", "node"),
    ProtobufFieldName(2, "static_resources", "staticResources"),
    ProtobufFieldName(3, "dynamic_resources", "dynamicResources"),
    ProtobufFieldName(12, "admin", "admin"),
    ProtobufFieldName(13, "stats_config", "statsConfig"),
    ProtobufFieldName(15, "overload_manager", "overloadManager"),
    ProtobufFieldName(17, "layered_runtime", "layeredRuntime"),
    ProtobufFieldName(23, "default_config_source", "defaultConfigSource"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if let value = self.node { try visitor.message(1, value) }
    if let value = self.staticResources { try visitor.message(2, value) }
    if let value = self.dynamicResources { try visitor.message(3, value) }
    if let value = self.admin { try visitor.message(12, value) }
    if let value = self.statsConfig { try visitor.message(13, value) }
    if let value = self.overloadManager { try visitor.message(15, value) }
    if let value = self.layeredRuntime { try visitor.message(17, value) }
    if let value = self.defaultConfigSource { try visitor.message(23, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.message(key, into: &self.node)
    case 2: return try reader.message(key, into: &self.staticResources)
    case 3: return try reader.message(key, into: &self.dynamicResources)
    case 12: return try reader.message(key, into: &self.admin)
    case 13: return try reader.message(key, into: &self.statsConfig)
    case 15: return try reader.message(key, into: &self.overloadManager)
    case 17: return try reader.message(key, into: &self.layeredRuntime)
    case 23: return try reader.message(key, into: &self.defaultConfigSource)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.node = try decoder.message(value)
    case 2: self.staticResources = try decoder.message(value)
    case 3: self.dynamicResources = try decoder.message(value)
    case 12: self.admin = try decoder.message(value)
    case 13: self.statsConfig = try decoder.message(value)
    case 15: self.overloadManager = try decoder.message(value)
    case 17: self.layeredRuntime = try decoder.message(value)
    case 23: self.defaultConfigSource = try decoder.message(value)
    default: break
    }
  }
}

/// The administration interface.
public struct Admin: ProtobufMessage {

  /// `address` (3).
  public var address: Address?

  /// `access_log` (5).
  public var accessLog: [AccessLog] = []

  /// `ignore_global_conn_limit` (6).
  public var ignoreGlobalConnLimit: Bool = false

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.bootstrap.v3.Admin"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(3, "address", "address"),
    ProtobufFieldName(5, "access_log", "accessLog"),
    ProtobufFieldName(6, "ignore_global_conn_limit", "ignoreGlobalConnLimit"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if let value = self.address { try visitor.message(3, value) }
    if !self.accessLog.isEmpty { try visitor.messages(5, self.accessLog) }
    if self.ignoreGlobalConnLimit { visitor.single(ProtobufBool.self, 6, self.ignoreGlobalConnLimit) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 3: return try reader.message(key, into: &self.address)
    case 5: return try reader.messages(key, into: &self.accessLog)
    case 6: return try reader.single(ProtobufBool.self, key, into: &self.ignoreGlobalConnLimit)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 3: self.address = try decoder.message(value)
    case 5: self.accessLog = try decoder.messages(value)
    case 6: self.ignoreGlobalConnLimit = try ProtobufBool.value(of: value)
    default: break
    }
  }
}

/// Values of the runtime, a layer over the other.
public struct LayeredRuntime: ProtobufMessage {

  /// `layers` (1).
  public var layers: [RuntimeLayer] = []

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.bootstrap.v3.LayeredRuntime"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "layers", "layers")
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.layers.isEmpty { try visitor.messages(1, self.layers) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.messages(key, into: &self.layers)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.layers = try decoder.messages(value)
    default: break
    }
  }
}

/// Values of the runtime.
public struct RuntimeLayer: ProtobufMessage {

  /// What `layer_specifier` can be.
  public enum LayerSpecifier: Sendable, Hashable {
    /// `static_layer` (2).
    case staticLayer(ProtobufStruct)
  }

  /// `name` (1).
  public var name: String = ""

  /// One of the cases, or none.
  public var layerSpecifier: LayerSpecifier?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.bootstrap.v3.RuntimeLayer"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "name", "name"),
    ProtobufFieldName(2, "static_layer", "staticLayer"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.name.isEmpty { visitor.single(ProtobufString.self, 1, self.name) }
    if case .staticLayer(let value) = self.layerSpecifier { try visitor.message(2, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.name)
    case 2:
      var value: ProtobufStruct?
      if case .staticLayer(let known) = self.layerSpecifier, key.wireType == .lengthDelimited {
        value = known
        self.layerSpecifier = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.layerSpecifier = .staticLayer(value)
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
    case 2:
      if self.layerSpecifier != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.layerSpecifier = .staticLayer(try decoder.message(value))
    default: break
    }
  }
}
