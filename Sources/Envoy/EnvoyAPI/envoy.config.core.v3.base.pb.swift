// Generated from proto/envoy/config/core/v3/base.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// Which circuit breaker counts a connection.
public struct RoutingPriority: ProtobufEnum {
  /// The number on the wire.
  public let rawValue: Int32
  /// The value with that number, known or not.
  public init(rawValue: Int32) { self.rawValue = rawValue }
  /// `DEFAULT`.
  public static let `default` = Self(rawValue: 0)
  /// `HIGH`.
  public static let high = Self(rawValue: 1)
  /// The names.
  public static let protobufNames: [(number: Int32, name: String)] = [
    (0, "DEFAULT"),
    (1, "HIGH"),
  ]
}

/// Which way a listener's traffic goes.
public struct TrafficDirection: ProtobufEnum {
  /// The number on the wire.
  public let rawValue: Int32
  /// The value with that number, known or not.
  public init(rawValue: Int32) { self.rawValue = rawValue }
  /// `UNSPECIFIED`.
  public static let unspecified = Self(rawValue: 0)
  /// `INBOUND`.
  public static let inbound = Self(rawValue: 1)
  /// `OUTBOUND`.
  public static let outbound = Self(rawValue: 2)
  /// The names.
  public static let protobufNames: [(number: Int32, name: String)] = [
    (0, "UNSPECIFIED"),
    (1, "INBOUND"),
    (2, "OUTBOUND"),
  ]
}

/// Where something stands.
public struct Locality: ProtobufMessage {

  /// `region` (1).
  public var region: String = ""

  /// `zone` (2).
  public var zone: String = ""

  /// `sub_zone` (3).
  public var subZone: String = ""

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.core.v3.Locality"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "region", "region"),
    ProtobufFieldName(2, "zone", "zone"),
    ProtobufFieldName(3, "sub_zone", "subZone"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.region.isEmpty { visitor.single(ProtobufString.self, 1, self.region) }
    if !self.zone.isEmpty { visitor.single(ProtobufString.self, 2, self.zone) }
    if !self.subZone.isEmpty { visitor.single(ProtobufString.self, 3, self.subZone) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.region)
    case 2: return try reader.single(ProtobufString.self, key, into: &self.zone)
    case 3: return try reader.single(ProtobufString.self, key, into: &self.subZone)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.region = try ProtobufString.value(of: value)
    case 2: self.zone = try ProtobufString.value(of: value)
    case 3: self.subZone = try ProtobufString.value(of: value)
    default: break
    }
  }
}

/// What was built.
public struct BuildVersion: ProtobufMessage {

  /// `version` (1).
  public var version: SemanticVersion?

  /// `metadata` (2).
  public var metadata: ProtobufStruct?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.core.v3.BuildVersion"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "version", "version"),
    ProtobufFieldName(2, "metadata", "metadata"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if let value = self.version { try visitor.message(1, value) }
    if let value = self.metadata { try visitor.message(2, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.message(key, into: &self.version)
    case 2: return try reader.message(key, into: &self.metadata)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.version = try decoder.message(value)
    case 2: self.metadata = try decoder.message(value)
    default: break
    }
  }
}

/// Who asks: what an Envoy says of itself. Its list of extensions, 60 KB, is left out and skipped.
public struct Node: ProtobufMessage {

  /// What `user_agent_version_type` can be.
  public enum UserAgentVersionType: Sendable, Hashable {
    /// `user_agent_version` (7).
    case userAgentVersion(String)
    /// `user_agent_build_version` (8).
    case userAgentBuildVersion(BuildVersion)
  }

  /// `id` (1).
  public var id: String = ""

  /// `cluster` (2).
  public var cluster: String = ""

  /// `metadata` (3).
  public var metadata: ProtobufStruct?

  /// `locality` (4).
  public var locality: Locality?

  /// `user_agent_name` (6).
  public var userAgentName: String = ""

  /// One of the cases, or none.
  public var userAgentVersionType: UserAgentVersionType?

  /// `client_features` (10).
  public var clientFeatures: [String] = []

  /// `dynamic_parameters` (12).
  public var dynamicParameters: [String: ContextParams] = [:]

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.core.v3.Node"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "id", "id"),
    ProtobufFieldName(2, "cluster", "cluster"),
    ProtobufFieldName(3, "metadata", "metadata"),
    ProtobufFieldName(4, "locality", "locality"),
    ProtobufFieldName(6, "user_agent_name", "userAgentName"),
    ProtobufFieldName(7, "user_agent_version", "userAgentVersion"),
    ProtobufFieldName(8, "user_agent_build_version", "userAgentBuildVersion"),
    ProtobufFieldName(10, "client_features", "clientFeatures"),
    ProtobufFieldName(12, "dynamic_parameters", "dynamicParameters"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.id.isEmpty { visitor.single(ProtobufString.self, 1, self.id) }
    if !self.cluster.isEmpty { visitor.single(ProtobufString.self, 2, self.cluster) }
    if let value = self.metadata { try visitor.message(3, value) }
    if let value = self.locality { try visitor.message(4, value) }
    if !self.userAgentName.isEmpty { visitor.single(ProtobufString.self, 6, self.userAgentName) }
    if case .userAgentVersion(let value) = self.userAgentVersionType { visitor.single(ProtobufString.self, 7, value) }
    if case .userAgentBuildVersion(let value) = self.userAgentVersionType { try visitor.message(8, value) }
    if !self.clientFeatures.isEmpty { visitor.list(ProtobufString.self, 10, self.clientFeatures) }
    if !self.dynamicParameters.isEmpty { try visitor.messageMap(ProtobufString.self, 12, self.dynamicParameters) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.id)
    case 2: return try reader.single(ProtobufString.self, key, into: &self.cluster)
    case 3: return try reader.message(key, into: &self.metadata)
    case 4: return try reader.message(key, into: &self.locality)
    case 6: return try reader.single(ProtobufString.self, key, into: &self.userAgentName)
    case 7:
      var value = ProtobufString.defaultValue
      guard try reader.single(ProtobufString.self, key, into: &value) else { return false }
      self.userAgentVersionType = .userAgentVersion(value)
      return true
    case 8:
      var value: BuildVersion?
      if case .userAgentBuildVersion(let known) = self.userAgentVersionType, key.wireType == .lengthDelimited {
        value = known
        self.userAgentVersionType = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.userAgentVersionType = .userAgentBuildVersion(value)
      return true
    case 10: return try reader.list(ProtobufString.self, key, into: &self.clientFeatures)
    case 12: return try reader.messageMap(ProtobufString.self, key, into: &self.dynamicParameters)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.id = try ProtobufString.value(of: value)
    case 2: self.cluster = try ProtobufString.value(of: value)
    case 3: self.metadata = try decoder.message(value)
    case 4: self.locality = try decoder.message(value)
    case 6: self.userAgentName = try ProtobufString.value(of: value)
    case 7:
      if self.userAgentVersionType != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.userAgentVersionType = .userAgentVersion(try ProtobufString.value(of: value))
    case 8:
      if self.userAgentVersionType != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.userAgentVersionType = .userAgentBuildVersion(try decoder.message(value))
    case 10: self.clientFeatures = try decoder.list(ProtobufString.self, value)
    case 12: self.dynamicParameters = try decoder.messageMap(ProtobufString.self, value)
    default: break
    }
  }
}

/// Values for filters, by their names.
public struct Metadata: ProtobufMessage {

  /// `filter_metadata` (1).
  public var filterMetadata: [String: ProtobufStruct] = [:]

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.core.v3.Metadata"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "filter_metadata", "filterMetadata")
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.filterMetadata.isEmpty { try visitor.messageMap(ProtobufString.self, 1, self.filterMetadata) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.messageMap(ProtobufString.self, key, into: &self.filterMetadata)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.filterMetadata = try decoder.messageMap(ProtobufString.self, value)
    default: break
    }
  }
}

/// A number that the runtime can replace.
public struct RuntimeDouble: ProtobufMessage {

  /// `default_value` (1).
  public var defaultValue: Double = 0

  /// `runtime_key` (2).
  public var runtimeKey: String = ""

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.core.v3.RuntimeDouble"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "default_value", "defaultValue"),
    ProtobufFieldName(2, "runtime_key", "runtimeKey"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.defaultValue.bitPattern != 0 { visitor.single(ProtobufDouble.self, 1, self.defaultValue) }
    if !self.runtimeKey.isEmpty { visitor.single(ProtobufString.self, 2, self.runtimeKey) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufDouble.self, key, into: &self.defaultValue)
    case 2: return try reader.single(ProtobufString.self, key, into: &self.runtimeKey)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.defaultValue = try ProtobufDouble.value(of: value)
    case 2: self.runtimeKey = try ProtobufString.value(of: value)
    default: break
    }
  }
}

/// A switch that the runtime can turn.
public struct RuntimeFeatureFlag: ProtobufMessage {

  /// `default_value` (1).
  public var defaultValue: Bool?

  /// `runtime_key` (2).
  public var runtimeKey: String = ""

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.core.v3.RuntimeFeatureFlag"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "default_value", "defaultValue"),
    ProtobufFieldName(2, "runtime_key", "runtimeKey"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if let value = self.defaultValue { visitor.single(ProtobufWrapper<ProtobufBool>.self, 1, value) }
    if !self.runtimeKey.isEmpty { visitor.single(ProtobufString.self, 2, self.runtimeKey) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.optional(ProtobufWrapper<ProtobufBool>.self, key, into: &self.defaultValue)
    case 2: return try reader.single(ProtobufString.self, key, into: &self.runtimeKey)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.defaultValue = try ProtobufWrapper<ProtobufBool>.value(of: value)
    case 2: self.runtimeKey = try ProtobufString.value(of: value)
    default: break
    }
  }
}

/// A folder whose renames mean new content.
public struct WatchedDirectory: ProtobufMessage {

  /// `path` (1).
  public var path: String = ""

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.core.v3.WatchedDirectory"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "path", "path")
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.path.isEmpty { visitor.single(ProtobufString.self, 1, self.path) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.path)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.path = try ProtobufString.value(of: value)
    default: break
    }
  }
}

/// Bytes from a file, a variable, or in place.
public struct DataSource: ProtobufMessage {

  /// What `specifier` can be.
  public enum Specifier: Sendable, Hashable {
    /// `filename` (1).
    case filename(String)
    /// `inline_bytes` (2).
    case inlineBytes([UInt8])
    /// `inline_string` (3).
    case inlineString(String)
    /// `environment_variable` (4).
    case environmentVariable(String)
  }

  /// One of the cases, or none.
  public var specifier: Specifier?

  /// `watched_directory` (5).
  public var watchedDirectory: WatchedDirectory?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.core.v3.DataSource"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "filename", "filename"),
    ProtobufFieldName(2, "inline_bytes", "inlineBytes"),
    ProtobufFieldName(3, "inline_string", "inlineString"),
    ProtobufFieldName(4, "environment_variable", "environmentVariable"),
    ProtobufFieldName(5, "watched_directory", "watchedDirectory"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if case .filename(let value) = self.specifier { visitor.single(ProtobufString.self, 1, value) }
    if case .inlineBytes(let value) = self.specifier { visitor.single(ProtobufBytes.self, 2, value) }
    if case .inlineString(let value) = self.specifier { visitor.single(ProtobufString.self, 3, value) }
    if case .environmentVariable(let value) = self.specifier { visitor.single(ProtobufString.self, 4, value) }
    if let value = self.watchedDirectory { try visitor.message(5, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1:
      var value = ProtobufString.defaultValue
      guard try reader.single(ProtobufString.self, key, into: &value) else { return false }
      self.specifier = .filename(value)
      return true
    case 2:
      var value = ProtobufBytes.defaultValue
      guard try reader.single(ProtobufBytes.self, key, into: &value) else { return false }
      self.specifier = .inlineBytes(value)
      return true
    case 3:
      var value = ProtobufString.defaultValue
      guard try reader.single(ProtobufString.self, key, into: &value) else { return false }
      self.specifier = .inlineString(value)
      return true
    case 4:
      var value = ProtobufString.defaultValue
      guard try reader.single(ProtobufString.self, key, into: &value) else { return false }
      self.specifier = .environmentVariable(value)
      return true
    case 5: return try reader.message(key, into: &self.watchedDirectory)
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
      if self.specifier != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.specifier = .filename(try ProtobufString.value(of: value))
    case 2:
      if self.specifier != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.specifier = .inlineBytes(try ProtobufBytes.value(of: value))
    case 3:
      if self.specifier != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.specifier = .inlineString(try ProtobufString.value(of: value))
    case 4:
      if self.specifier != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.specifier = .environmentVariable(try ProtobufString.value(of: value))
    case 5: self.watchedDirectory = try decoder.message(value)
    default: break
    }
  }
}

/// A header.
public struct HeaderValue: ProtobufMessage {

  /// `key` (1).
  public var key: String = ""

  /// `value` (2).
  public var value: String = ""

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.core.v3.HeaderValue"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "key", "key"),
    ProtobufFieldName(2, "value", "value"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.key.isEmpty { visitor.single(ProtobufString.self, 1, self.key) }
    if !self.value.isEmpty { visitor.single(ProtobufString.self, 2, self.value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.key)
    case 2: return try reader.single(ProtobufString.self, key, into: &self.value)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.key = try ProtobufString.value(of: value)
    case 2: self.value = try ProtobufString.value(of: value)
    default: break
    }
  }
}

/// What stands between bytes and the wire, such as TLS.
public struct TransportSocket: ProtobufMessage {

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
  public static let protobufName = "envoy.config.core.v3.TransportSocket"

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

/// A share that the runtime can replace.
public struct RuntimeFractionalPercent: ProtobufMessage {

  /// `default_value` (1).
  public var defaultValue: FractionalPercent?

  /// `runtime_key` (2).
  public var runtimeKey: String = ""

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.core.v3.RuntimeFractionalPercent"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "default_value", "defaultValue"),
    ProtobufFieldName(2, "runtime_key", "runtimeKey"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if let value = self.defaultValue { try visitor.message(1, value) }
    if !self.runtimeKey.isEmpty { visitor.single(ProtobufString.self, 2, self.runtimeKey) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.message(key, into: &self.defaultValue)
    case 2: return try reader.single(ProtobufString.self, key, into: &self.runtimeKey)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.defaultValue = try decoder.message(value)
    case 2: self.runtimeKey = try ProtobufString.value(of: value)
    default: break
    }
  }
}

/// Who answers.
public struct ControlPlane: ProtobufMessage {

  /// `identifier` (1).
  public var identifier: String = ""

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.core.v3.ControlPlane"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "identifier", "identifier")
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.identifier.isEmpty { visitor.single(ProtobufString.self, 1, self.identifier) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.identifier)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.identifier = try ProtobufString.value(of: value)
    default: break
    }
  }
}
