// Generated from proto/envoy/config/overload/v3/overload.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// A figure that says how loaded Envoy is.
public struct ResourceMonitor: ProtobufMessage {

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
  public static let protobufName = "envoy.config.overload.v3.ResourceMonitor"

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

/// At once, from a value on.
public struct ThresholdTrigger: ProtobufMessage {

  /// `value` (1).
  public var value: Double = 0

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.overload.v3.ThresholdTrigger"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "value", "value")
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.value.bitPattern != 0 { visitor.single(ProtobufDouble.self, 1, self.value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufDouble.self, key, into: &self.value)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.value = try ProtobufDouble.value(of: value)
    default: break
    }
  }
}

/// More and more, between two values.
public struct ScaledTrigger: ProtobufMessage {

  /// `scaling_threshold` (1).
  public var scalingThreshold: Double = 0

  /// `saturation_threshold` (2).
  public var saturationThreshold: Double = 0

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.overload.v3.ScaledTrigger"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "scaling_threshold", "scalingThreshold"),
    ProtobufFieldName(2, "saturation_threshold", "saturationThreshold"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.scalingThreshold.bitPattern != 0 { visitor.single(ProtobufDouble.self, 1, self.scalingThreshold) }
    if self.saturationThreshold.bitPattern != 0 { visitor.single(ProtobufDouble.self, 2, self.saturationThreshold) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufDouble.self, key, into: &self.scalingThreshold)
    case 2: return try reader.single(ProtobufDouble.self, key, into: &self.saturationThreshold)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.scalingThreshold = try ProtobufDouble.value(of: value)
    case 2: self.saturationThreshold = try ProtobufDouble.value(of: value)
    default: break
    }
  }
}

/// When an action begins.
public struct Trigger: ProtobufMessage {

  /// What `trigger_oneof` can be.
  public enum TriggerOneof: Sendable, Hashable {
    /// `threshold` (2).
    case threshold(ThresholdTrigger)
    /// `scaled` (3).
    case scaled(ScaledTrigger)
  }

  /// `name` (1).
  public var name: String = ""

  /// One of the cases, or none.
  public var triggerOneof: TriggerOneof?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.overload.v3.Trigger"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "name", "name"),
    ProtobufFieldName(2, "threshold", "threshold"),
    ProtobufFieldName(3, "scaled", "scaled"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.name.isEmpty { visitor.single(ProtobufString.self, 1, self.name) }
    if case .threshold(let value) = self.triggerOneof { try visitor.message(2, value) }
    if case .scaled(let value) = self.triggerOneof { try visitor.message(3, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.name)
    case 2:
      var value: ThresholdTrigger?
      if case .threshold(let known) = self.triggerOneof, key.wireType == .lengthDelimited {
        value = known
        self.triggerOneof = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.triggerOneof = .threshold(value)
      return true
    case 3:
      var value: ScaledTrigger?
      if case .scaled(let known) = self.triggerOneof, key.wireType == .lengthDelimited {
        value = known
        self.triggerOneof = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.triggerOneof = .scaled(value)
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
      if self.triggerOneof != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.triggerOneof = .threshold(try decoder.message(value))
    case 3:
      if self.triggerOneof != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.triggerOneof = .scaled(try decoder.message(value))
    default: break
    }
  }
}

/// What is done under load.
public struct OverloadAction: ProtobufMessage {

  /// `name` (1).
  public var name: String = ""

  /// `triggers` (2).
  public var triggers: [Trigger] = []

  /// `typed_config` (3).
  public var typedConfig: ProtobufAny?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.overload.v3.OverloadAction"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "name", "name"),
    ProtobufFieldName(2, "triggers", "triggers"),
    ProtobufFieldName(3, "typed_config", "typedConfig"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.name.isEmpty { visitor.single(ProtobufString.self, 1, self.name) }
    if !self.triggers.isEmpty { try visitor.messages(2, self.triggers) }
    if let value = self.typedConfig { try visitor.message(3, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.name)
    case 2: return try reader.messages(key, into: &self.triggers)
    case 3: return try reader.message(key, into: &self.typedConfig)
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
    case 2: self.triggers = try decoder.messages(value)
    case 3: self.typedConfig = try decoder.message(value)
    default: break
    }
  }
}

/// A place where work is refused under load.
public struct LoadShedPoint: ProtobufMessage {

  /// `name` (1).
  public var name: String = ""

  /// `triggers` (2).
  public var triggers: [Trigger] = []

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.overload.v3.LoadShedPoint"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "name", "name"),
    ProtobufFieldName(2, "triggers", "triggers"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.name.isEmpty { visitor.single(ProtobufString.self, 1, self.name) }
    if !self.triggers.isEmpty { try visitor.messages(2, self.triggers) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.name)
    case 2: return try reader.messages(key, into: &self.triggers)
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
    case 2: self.triggers = try decoder.messages(value)
    default: break
    }
  }
}

/// The figures, and what they lead to.
public struct OverloadManager: ProtobufMessage {

  /// `refresh_interval` (1).
  public var refreshInterval: ProtobufDuration?

  /// `resource_monitors` (2).
  public var resourceMonitors: [ResourceMonitor] = []

  /// `actions` (3).
  public var actions: [OverloadAction] = []

  /// `loadshed_points` (5).
  public var loadshedPoints: [LoadShedPoint] = []

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.overload.v3.OverloadManager"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "refresh_interval", "refreshInterval"),
    ProtobufFieldName(2, "resource_monitors", "resourceMonitors"),
    ProtobufFieldName(3, "actions", "actions"),
    ProtobufFieldName(5, "loadshed_points", "loadshedPoints"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if let value = self.refreshInterval { try visitor.message(1, value) }
    if !self.resourceMonitors.isEmpty { try visitor.messages(2, self.resourceMonitors) }
    if !self.actions.isEmpty { try visitor.messages(3, self.actions) }
    if !self.loadshedPoints.isEmpty { try visitor.messages(5, self.loadshedPoints) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.message(key, into: &self.refreshInterval)
    case 2: return try reader.messages(key, into: &self.resourceMonitors)
    case 3: return try reader.messages(key, into: &self.actions)
    case 5: return try reader.messages(key, into: &self.loadshedPoints)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.refreshInterval = try decoder.message(value)
    case 2: self.resourceMonitors = try decoder.messages(value)
    case 3: self.actions = try decoder.messages(value)
    case 5: self.loadshedPoints = try decoder.messages(value)
    default: break
    }
  }
}
