// Generated from proto/envoy/config/core/v3/config_source.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// The version of the API.
public struct ApiVersion: ProtobufEnum {
  /// The number on the wire.
  public let rawValue: Int32
  /// The value with that number, known or not.
  public init(rawValue: Int32) { self.rawValue = rawValue }
  /// `AUTO`.
  public static let auto = Self(rawValue: 0)
  /// `V2`.
  public static let v2 = Self(rawValue: 1)
  /// `V3`.
  public static let v3 = Self(rawValue: 2)
  /// The names.
  public static let protobufNames: [(number: Int32, name: String)] = [
    (0, "AUTO"),
    (1, "V2"),
    (2, "V3"),
  ]
}

/// A management server.
public struct ApiConfigSource: ProtobufMessage {

  /// The kind of stream.
  public struct ApiType: ProtobufEnum {
    /// The number on the wire.
    public let rawValue: Int32
    /// The value with that number, known or not.
    public init(rawValue: Int32) { self.rawValue = rawValue }
    /// `DEPRECATED_AND_UNAVAILABLE_DO_NOT_USE`.
    public static let deprecatedAndUnavailableDoNotUse = Self(rawValue: 0)
    /// `REST`.
    public static let rest = Self(rawValue: 1)
    /// `GRPC`.
    public static let grpc = Self(rawValue: 2)
    /// `DELTA_GRPC`.
    public static let deltaGrpc = Self(rawValue: 3)
    /// `AGGREGATED_GRPC`.
    public static let aggregatedGrpc = Self(rawValue: 5)
    /// `AGGREGATED_DELTA_GRPC`.
    public static let aggregatedDeltaGrpc = Self(rawValue: 6)
    /// The names.
    public static let protobufNames: [(number: Int32, name: String)] = [
      (0, "DEPRECATED_AND_UNAVAILABLE_DO_NOT_USE"),
      (1, "REST"),
      (2, "GRPC"),
      (3, "DELTA_GRPC"),
      (5, "AGGREGATED_GRPC"),
      (6, "AGGREGATED_DELTA_GRPC"),
    ]
  }

  /// `api_type` (1).
  public var apiType: ApiConfigSource.ApiType = ApiConfigSource.ApiType(rawValue: 0)

  /// `grpc_services` (4).
  public var grpcServices: [GrpcService] = []

  /// `set_node_on_first_message_only` (7).
  public var setNodeOnFirstMessageOnly: Bool = false

  /// `transport_api_version` (8).
  public var transportApiVersion: ApiVersion = ApiVersion(rawValue: 0)

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.core.v3.ApiConfigSource"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "api_type", "apiType"),
    ProtobufFieldName(4, "grpc_services", "grpcServices"),
    ProtobufFieldName(7, "set_node_on_first_message_only", "setNodeOnFirstMessageOnly"),
    ProtobufFieldName(8, "transport_api_version", "transportApiVersion"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.apiType.rawValue != 0 { visitor.single(ProtobufEnumField<ApiConfigSource.ApiType>.self, 1, self.apiType) }
    if !self.grpcServices.isEmpty { try visitor.messages(4, self.grpcServices) }
    if self.setNodeOnFirstMessageOnly { visitor.single(ProtobufBool.self, 7, self.setNodeOnFirstMessageOnly) }
    if self.transportApiVersion.rawValue != 0 {
      visitor.single(ProtobufEnumField<ApiVersion>.self, 8, self.transportApiVersion)
    }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufEnumField<ApiConfigSource.ApiType>.self, key, into: &self.apiType)
    case 4: return try reader.messages(key, into: &self.grpcServices)
    case 7: return try reader.single(ProtobufBool.self, key, into: &self.setNodeOnFirstMessageOnly)
    case 8: return try reader.single(ProtobufEnumField<ApiVersion>.self, key, into: &self.transportApiVersion)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.apiType = try ProtobufEnumField<ApiConfigSource.ApiType>.value(of: value)
    case 4: self.grpcServices = try decoder.messages(value)
    case 7: self.setNodeOnFirstMessageOnly = try ProtobufBool.value(of: value)
    case 8: self.transportApiVersion = try ProtobufEnumField<ApiVersion>.value(of: value)
    default: break
    }
  }
}

/// The one aggregated stream.
public struct AggregatedConfigSource: ProtobufMessage {

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.core.v3.AggregatedConfigSource"

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

/// The server that sent this.
public struct SelfConfigSource: ProtobufMessage {

  /// `transport_api_version` (1).
  public var transportApiVersion: ApiVersion = ApiVersion(rawValue: 0)

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.core.v3.SelfConfigSource"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "transport_api_version", "transportApiVersion")
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.transportApiVersion.rawValue != 0 {
      visitor.single(ProtobufEnumField<ApiVersion>.self, 1, self.transportApiVersion)
    }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufEnumField<ApiVersion>.self, key, into: &self.transportApiVersion)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.transportApiVersion = try ProtobufEnumField<ApiVersion>.value(of: value)
    default: break
    }
  }
}

/// A file that is watched.
public struct PathConfigSource: ProtobufMessage {

  /// `path` (1).
  public var path: String = ""

  /// `watched_directory` (2).
  public var watchedDirectory: WatchedDirectory?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.core.v3.PathConfigSource"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "path", "path"),
    ProtobufFieldName(2, "watched_directory", "watchedDirectory"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.path.isEmpty { visitor.single(ProtobufString.self, 1, self.path) }
    if let value = self.watchedDirectory { try visitor.message(2, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.path)
    case 2: return try reader.message(key, into: &self.watchedDirectory)
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
    case 2: self.watchedDirectory = try decoder.message(value)
    default: break
    }
  }
}

/// Where a kind of resource comes from.
public struct ConfigSource: ProtobufMessage {

  /// What `config_source_specifier` can be.
  public enum ConfigSourceSpecifier: Sendable, Hashable {
    /// `api_config_source` (2).
    case apiConfigSource(ApiConfigSource)
    /// `ads` (3).
    case ads(AggregatedConfigSource)
    /// `self` (5).
    case selfValue(SelfConfigSource)
    /// `path_config_source` (8).
    case pathConfigSource(PathConfigSource)
  }

  /// One of the cases, or none.
  public var configSourceSpecifier: ConfigSourceSpecifier?

  /// `initial_fetch_timeout` (4).
  public var initialFetchTimeout: ProtobufDuration?

  /// `resource_api_version` (6).
  public var resourceApiVersion: ApiVersion = ApiVersion(rawValue: 0)

  /// `authorities` (7).
  public var authorities: [Authority] = []

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.core.v3.ConfigSource"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(2, "api_config_source", "apiConfigSource"),
    ProtobufFieldName(3, "ads", "ads"),
    ProtobufFieldName(4, "initial_fetch_timeout", "initialFetchTimeout"),
    ProtobufFieldName(5, "self", "self"),
    ProtobufFieldName(6, "resource_api_version", "resourceApiVersion"),
    ProtobufFieldName(7, "authorities", "authorities"),
    ProtobufFieldName(8, "path_config_source", "pathConfigSource"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if case .apiConfigSource(let value) = self.configSourceSpecifier { try visitor.message(2, value) }
    if case .ads(let value) = self.configSourceSpecifier { try visitor.message(3, value) }
    if let value = self.initialFetchTimeout { try visitor.message(4, value) }
    if case .selfValue(let value) = self.configSourceSpecifier { try visitor.message(5, value) }
    if self.resourceApiVersion.rawValue != 0 {
      visitor.single(ProtobufEnumField<ApiVersion>.self, 6, self.resourceApiVersion)
    }
    if !self.authorities.isEmpty { try visitor.messages(7, self.authorities) }
    if case .pathConfigSource(let value) = self.configSourceSpecifier { try visitor.message(8, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 2:
      var value: ApiConfigSource?
      if case .apiConfigSource(let known) = self.configSourceSpecifier, key.wireType == .lengthDelimited {
        value = known
        self.configSourceSpecifier = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.configSourceSpecifier = .apiConfigSource(value)
      return true
    case 3:
      var value: AggregatedConfigSource?
      if case .ads(let known) = self.configSourceSpecifier, key.wireType == .lengthDelimited {
        value = known
        self.configSourceSpecifier = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.configSourceSpecifier = .ads(value)
      return true
    case 4: return try reader.message(key, into: &self.initialFetchTimeout)
    case 5:
      var value: SelfConfigSource?
      if case .selfValue(let known) = self.configSourceSpecifier, key.wireType == .lengthDelimited {
        value = known
        self.configSourceSpecifier = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.configSourceSpecifier = .selfValue(value)
      return true
    case 6: return try reader.single(ProtobufEnumField<ApiVersion>.self, key, into: &self.resourceApiVersion)
    case 7: return try reader.messages(key, into: &self.authorities)
    case 8:
      var value: PathConfigSource?
      if case .pathConfigSource(let known) = self.configSourceSpecifier, key.wireType == .lengthDelimited {
        value = known
        self.configSourceSpecifier = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.configSourceSpecifier = .pathConfigSource(value)
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
    case 2:
      if self.configSourceSpecifier != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.configSourceSpecifier = .apiConfigSource(try decoder.message(value))
    case 3:
      if self.configSourceSpecifier != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.configSourceSpecifier = .ads(try decoder.message(value))
    case 4: self.initialFetchTimeout = try decoder.message(value)
    case 5:
      if self.configSourceSpecifier != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.configSourceSpecifier = .selfValue(try decoder.message(value))
    case 6: self.resourceApiVersion = try ProtobufEnumField<ApiVersion>.value(of: value)
    case 7: self.authorities = try decoder.messages(value)
    case 8:
      if self.configSourceSpecifier != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.configSourceSpecifier = .pathConfigSource(try decoder.message(value))
    default: break
    }
  }
}
