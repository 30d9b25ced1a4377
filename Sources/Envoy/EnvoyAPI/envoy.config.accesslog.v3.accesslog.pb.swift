// Generated from proto/envoy/config/accesslog/v3/accesslog.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// Requests that are not for Envoy's own health.
public struct NotHealthCheckFilter: ProtobufMessage {

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.accesslog.v3.NotHealthCheckFilter"

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

/// What ended with one of these flags, or with any where there are none.
public struct ResponseFlagFilter: ProtobufMessage {

  /// `flags` (1).
  public var flags: [String] = []

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.accesslog.v3.ResponseFlagFilter"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "flags", "flags")
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.flags.isEmpty { visitor.list(ProtobufString.self, 1, self.flags) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.list(ProtobufString.self, key, into: &self.flags)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.flags = try decoder.list(ProtobufString.self, value)
    default: break
    }
  }
}

/// What holds for all of several filters.
public struct AndFilter: ProtobufMessage {

  /// `filters` (1).
  public var filters: [AccessLogFilter] = []

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.accesslog.v3.AndFilter"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "filters", "filters")
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.filters.isEmpty { try visitor.messages(1, self.filters) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.messages(key, into: &self.filters)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.filters = try decoder.messages(value)
    default: break
    }
  }
}

/// What holds for one of several filters.
public struct OrFilter: ProtobufMessage {

  /// `filters` (2).
  public var filters: [AccessLogFilter] = []

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.accesslog.v3.OrFilter"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(2, "filters", "filters")
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.filters.isEmpty { try visitor.messages(2, self.filters) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 2: return try reader.messages(key, into: &self.filters)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 2: self.filters = try decoder.messages(value)
    default: break
    }
  }
}

/// What is written to a log.
public struct AccessLogFilter: ProtobufMessage {

  /// What `filter_specifier` can be.
  public enum FilterSpecifier: Sendable, Hashable {
    /// `not_health_check_filter` (3).
    case notHealthCheckFilter(NotHealthCheckFilter)
    /// `and_filter` (6).
    case andFilter(AndFilter)
    /// `or_filter` (7).
    case orFilter(OrFilter)
    /// `response_flag_filter` (9).
    case responseFlagFilter(ResponseFlagFilter)
  }

  /// One of the cases, or none.
  public var filterSpecifier: FilterSpecifier?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.accesslog.v3.AccessLogFilter"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(3, "not_health_check_filter", "notHealthCheckFilter"),
    ProtobufFieldName(6, "and_filter", "andFilter"),
    ProtobufFieldName(7, "or_filter", "orFilter"),
    ProtobufFieldName(9, "response_flag_filter", "responseFlagFilter"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if case .notHealthCheckFilter(let value) = self.filterSpecifier { try visitor.message(3, value) }
    if case .andFilter(let value) = self.filterSpecifier { try visitor.message(6, value) }
    if case .orFilter(let value) = self.filterSpecifier { try visitor.message(7, value) }
    if case .responseFlagFilter(let value) = self.filterSpecifier { try visitor.message(9, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 3:
      var value: NotHealthCheckFilter?
      if case .notHealthCheckFilter(let known) = self.filterSpecifier, key.wireType == .lengthDelimited {
        value = known
        self.filterSpecifier = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.filterSpecifier = .notHealthCheckFilter(value)
      return true
    case 6:
      var value: AndFilter?
      if case .andFilter(let known) = self.filterSpecifier, key.wireType == .lengthDelimited {
        value = known
        self.filterSpecifier = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.filterSpecifier = .andFilter(value)
      return true
    case 7:
      var value: OrFilter?
      if case .orFilter(let known) = self.filterSpecifier, key.wireType == .lengthDelimited {
        value = known
        self.filterSpecifier = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.filterSpecifier = .orFilter(value)
      return true
    case 9:
      var value: ResponseFlagFilter?
      if case .responseFlagFilter(let known) = self.filterSpecifier, key.wireType == .lengthDelimited {
        value = known
        self.filterSpecifier = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.filterSpecifier = .responseFlagFilter(value)
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
    case 3:
      if self.filterSpecifier != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.filterSpecifier = .notHealthCheckFilter(try decoder.message(value))
    case 6:
      if self.filterSpecifier != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.filterSpecifier = .andFilter(try decoder.message(value))
    case 7:
      if self.filterSpecifier != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.filterSpecifier = .orFilter(try decoder.message(value))
    case 9:
      if self.filterSpecifier != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.filterSpecifier = .responseFlagFilter(try decoder.message(value))
    default: break
    }
  }
}

/// A log of connections or requests.
public struct AccessLog: ProtobufMessage {

  /// What `config_type` can be.
  public enum ConfigType: Sendable, Hashable {
    /// `typed_config` (4).
    case typedConfig(ProtobufAny)
  }

  /// `name` (1).
  public var name: String = ""

  /// `filter` (2).
  public var filter: AccessLogFilter?

  /// One of the cases, or none.
  public var configType: ConfigType?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.accesslog.v3.AccessLog"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "name", "name"),
    ProtobufFieldName(2, "filter", "filter"),
    ProtobufFieldName(4, "typed_config", "typedConfig"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.name.isEmpty { visitor.single(ProtobufString.self, 1, self.name) }
    if let value = self.filter { try visitor.message(2, value) }
    if case .typedConfig(let value) = self.configType { try visitor.message(4, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.name)
    case 2: return try reader.message(key, into: &self.filter)
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
    case 2: self.filter = try decoder.message(value)
    case 4:
      if self.configType != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.configType = .typedConfig(try decoder.message(value))
    default: break
    }
  }
}
