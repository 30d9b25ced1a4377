// Generated from proto/envoy/service/discovery/v3/discovery.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// A resource's name, with what tells its variants apart.
public struct ResourceLocator: ProtobufMessage {

  /// `name` (1).
  public var name: String = ""

  /// `dynamic_parameters` (2).
  public var dynamicParameters: [String: String] = [:]

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.service.discovery.v3.ResourceLocator"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "name", "name"),
    ProtobufFieldName(2, "dynamic_parameters", "dynamicParameters"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.name.isEmpty { visitor.single(ProtobufString.self, 1, self.name) }
    if !self.dynamicParameters.isEmpty {
      visitor.map(ProtobufString.self, ProtobufString.self, 2, self.dynamicParameters)
    }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.name)
    case 2: return try reader.map(ProtobufString.self, ProtobufString.self, key, into: &self.dynamicParameters)
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
    case 2: self.dynamicParameters = try decoder.map(ProtobufString.self, ProtobufString.self, value)
    default: break
    }
  }
}

/// The name of a variant of a resource.
public struct ResourceName: ProtobufMessage {

  /// `name` (1).
  public var name: String = ""

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.service.discovery.v3.ResourceName"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "name", "name")
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.name.isEmpty { visitor.single(ProtobufString.self, 1, self.name) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.name)
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
    default: break
    }
  }
}

/// Why a resource cannot be had.
public struct ResourceError: ProtobufMessage {

  /// `resource_name` (1).
  public var resourceName: ResourceName?

  /// `error_detail` (2).
  public var errorDetail: RPCStatus?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.service.discovery.v3.ResourceError"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "resource_name", "resourceName"),
    ProtobufFieldName(2, "error_detail", "errorDetail"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if let value = self.resourceName { try visitor.message(1, value) }
    if let value = self.errorDetail { try visitor.message(2, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.message(key, into: &self.resourceName)
    case 2: return try reader.message(key, into: &self.errorDetail)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.resourceName = try decoder.message(value)
    case 2: self.errorDetail = try decoder.message(value)
    default: break
    }
  }
}

/// What a client of the state of the world wants, has, or refuses.
public struct DiscoveryRequest: ProtobufMessage {

  /// `version_info` (1).
  public var versionInfo: String = ""

  /// `node` (2).
  public var node: Node?

  /// `resource_names` (3).
  public var resourceNames: [String] = []

  /// `type_url` (4).
  public var typeUrl: String = ""

  /// `response_nonce` (5).
  public var responseNonce: String = ""

  /// `error_detail` (6).
  public var errorDetail: RPCStatus?

  /// `resource_locators` (7).
  public var resourceLocators: [ResourceLocator] = []

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.service.discovery.v3.DiscoveryRequest"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "version_info", "versionInfo"),
    ProtobufFieldName(2, "node", "node"),
    ProtobufFieldName(3, "resource_names", "resourceNames"),
    ProtobufFieldName(4, "type_url", "typeUrl"),
    ProtobufFieldName(5, "response_nonce", "responseNonce"),
    ProtobufFieldName(6, "error_detail", "errorDetail"),
    ProtobufFieldName(7, "resource_locators", "resourceLocators"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.versionInfo.isEmpty { visitor.single(ProtobufString.self, 1, self.versionInfo) }
    if let value = self.node { try visitor.message(2, value) }
    if !self.resourceNames.isEmpty { visitor.list(ProtobufString.self, 3, self.resourceNames) }
    if !self.typeUrl.isEmpty { visitor.single(ProtobufString.self, 4, self.typeUrl) }
    if !self.responseNonce.isEmpty { visitor.single(ProtobufString.self, 5, self.responseNonce) }
    if let value = self.errorDetail { try visitor.message(6, value) }
    if !self.resourceLocators.isEmpty { try visitor.messages(7, self.resourceLocators) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.versionInfo)
    case 2: return try reader.message(key, into: &self.node)
    case 3: return try reader.list(ProtobufString.self, key, into: &self.resourceNames)
    case 4: return try reader.single(ProtobufString.self, key, into: &self.typeUrl)
    case 5: return try reader.single(ProtobufString.self, key, into: &self.responseNonce)
    case 6: return try reader.message(key, into: &self.errorDetail)
    case 7: return try reader.messages(key, into: &self.resourceLocators)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.versionInfo = try ProtobufString.value(of: value)
    case 2: self.node = try decoder.message(value)
    case 3: self.resourceNames = try decoder.list(ProtobufString.self, value)
    case 4: self.typeUrl = try ProtobufString.value(of: value)
    case 5: self.responseNonce = try ProtobufString.value(of: value)
    case 6: self.errorDetail = try decoder.message(value)
    case 7: self.resourceLocators = try decoder.messages(value)
    default: break
    }
  }
}

/// The resources of a type.
public struct DiscoveryResponse: ProtobufMessage {

  /// `version_info` (1).
  public var versionInfo: String = ""

  /// `resources` (2).
  public var resources: [ProtobufAny] = []

  /// `canary` (3).
  public var canary: Bool = false

  /// `type_url` (4).
  public var typeUrl: String = ""

  /// `nonce` (5).
  public var nonce: String = ""

  /// `control_plane` (6).
  public var controlPlane: ControlPlane?

  /// `resource_errors` (7).
  public var resourceErrors: [ResourceError] = []

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.service.discovery.v3.DiscoveryResponse"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "version_info", "versionInfo"),
    ProtobufFieldName(2, "resources", "resources"),
    ProtobufFieldName(3, "canary", "canary"),
    ProtobufFieldName(4, "type_url", "typeUrl"),
    ProtobufFieldName(5, "nonce", "nonce"),
    ProtobufFieldName(6, "control_plane", "controlPlane"),
    ProtobufFieldName(7, "resource_errors", "resourceErrors"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.versionInfo.isEmpty { visitor.single(ProtobufString.self, 1, self.versionInfo) }
    if !self.resources.isEmpty { try visitor.messages(2, self.resources) }
    if self.canary { visitor.single(ProtobufBool.self, 3, self.canary) }
    if !self.typeUrl.isEmpty { visitor.single(ProtobufString.self, 4, self.typeUrl) }
    if !self.nonce.isEmpty { visitor.single(ProtobufString.self, 5, self.nonce) }
    if let value = self.controlPlane { try visitor.message(6, value) }
    if !self.resourceErrors.isEmpty { try visitor.messages(7, self.resourceErrors) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.versionInfo)
    case 2: return try reader.messages(key, into: &self.resources)
    case 3: return try reader.single(ProtobufBool.self, key, into: &self.canary)
    case 4: return try reader.single(ProtobufString.self, key, into: &self.typeUrl)
    case 5: return try reader.single(ProtobufString.self, key, into: &self.nonce)
    case 6: return try reader.message(key, into: &self.controlPlane)
    case 7: return try reader.messages(key, into: &self.resourceErrors)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.versionInfo = try ProtobufString.value(of: value)
    case 2: self.resources = try decoder.messages(value)
    case 3: self.canary = try ProtobufBool.value(of: value)
    case 4: self.typeUrl = try ProtobufString.value(of: value)
    case 5: self.nonce = try ProtobufString.value(of: value)
    case 6: self.controlPlane = try decoder.message(value)
    case 7: self.resourceErrors = try decoder.messages(value)
    default: break
    }
  }
}

/// What a client of differences wants, has, or refuses.
public struct DeltaDiscoveryRequest: ProtobufMessage {

  /// `node` (1).
  public var node: Node?

  /// `type_url` (2).
  public var typeUrl: String = ""

  /// `resource_names_subscribe` (3).
  public var resourceNamesSubscribe: [String] = []

  /// `resource_names_unsubscribe` (4).
  public var resourceNamesUnsubscribe: [String] = []

  /// `initial_resource_versions` (5).
  public var initialResourceVersions: [String: String] = [:]

  /// `response_nonce` (6).
  public var responseNonce: String = ""

  /// `error_detail` (7).
  public var errorDetail: RPCStatus?

  /// `resource_locators_subscribe` (8).
  public var resourceLocatorsSubscribe: [ResourceLocator] = []

  /// `resource_locators_unsubscribe` (9).
  public var resourceLocatorsUnsubscribe: [ResourceLocator] = []

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.service.discovery.v3.DeltaDiscoveryRequest"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "node", "node"),
    ProtobufFieldName(2, "type_url", "typeUrl"),
    ProtobufFieldName(3, "resource_names_subscribe", "resourceNamesSubscribe"),
    ProtobufFieldName(4, "resource_names_unsubscribe", "resourceNamesUnsubscribe"),
    ProtobufFieldName(5, "initial_resource_versions", "initialResourceVersions"),
    ProtobufFieldName(6, "response_nonce", "responseNonce"),
    ProtobufFieldName(7, "error_detail", "errorDetail"),
    ProtobufFieldName(8, "resource_locators_subscribe", "resourceLocatorsSubscribe"),
    ProtobufFieldName(9, "resource_locators_unsubscribe", "resourceLocatorsUnsubscribe"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if let value = self.node { try visitor.message(1, value) }
    if !self.typeUrl.isEmpty { visitor.single(ProtobufString.self, 2, self.typeUrl) }
    if !self.resourceNamesSubscribe.isEmpty { visitor.list(ProtobufString.self, 3, self.resourceNamesSubscribe) }
    if !self.resourceNamesUnsubscribe.isEmpty { visitor.list(ProtobufString.self, 4, self.resourceNamesUnsubscribe) }
    if !self.initialResourceVersions.isEmpty {
      visitor.map(ProtobufString.self, ProtobufString.self, 5, self.initialResourceVersions)
    }
    if !self.responseNonce.isEmpty { visitor.single(ProtobufString.self, 6, self.responseNonce) }
    if let value = self.errorDetail { try visitor.message(7, value) }
    if !self.resourceLocatorsSubscribe.isEmpty { try visitor.messages(8, self.resourceLocatorsSubscribe) }
    if !self.resourceLocatorsUnsubscribe.isEmpty { try visitor.messages(9, self.resourceLocatorsUnsubscribe) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.message(key, into: &self.node)
    case 2: return try reader.single(ProtobufString.self, key, into: &self.typeUrl)
    case 3: return try reader.list(ProtobufString.self, key, into: &self.resourceNamesSubscribe)
    case 4: return try reader.list(ProtobufString.self, key, into: &self.resourceNamesUnsubscribe)
    case 5: return try reader.map(ProtobufString.self, ProtobufString.self, key, into: &self.initialResourceVersions)
    case 6: return try reader.single(ProtobufString.self, key, into: &self.responseNonce)
    case 7: return try reader.message(key, into: &self.errorDetail)
    case 8: return try reader.messages(key, into: &self.resourceLocatorsSubscribe)
    case 9: return try reader.messages(key, into: &self.resourceLocatorsUnsubscribe)
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
    case 2: self.typeUrl = try ProtobufString.value(of: value)
    case 3: self.resourceNamesSubscribe = try decoder.list(ProtobufString.self, value)
    case 4: self.resourceNamesUnsubscribe = try decoder.list(ProtobufString.self, value)
    case 5: self.initialResourceVersions = try decoder.map(ProtobufString.self, ProtobufString.self, value)
    case 6: self.responseNonce = try ProtobufString.value(of: value)
    case 7: self.errorDetail = try decoder.message(value)
    case 8: self.resourceLocatorsSubscribe = try decoder.messages(value)
    case 9: self.resourceLocatorsUnsubscribe = try decoder.messages(value)
    default: break
    }
  }
}

/// What changed of a type.
public struct DeltaDiscoveryResponse: ProtobufMessage {

  /// `system_version_info` (1).
  public var systemVersionInfo: String = ""

  /// `resources` (2).
  public var resources: [Resource] = []

  /// `type_url` (4).
  public var typeUrl: String = ""

  /// `nonce` (5).
  public var nonce: String = ""

  /// `removed_resources` (6).
  public var removedResources: [String] = []

  /// `control_plane` (7).
  public var controlPlane: ControlPlane?

  /// `removed_resource_names` (8).
  public var removedResourceNames: [ResourceName] = []

  /// `resource_errors` (9).
  public var resourceErrors: [ResourceError] = []

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.service.discovery.v3.DeltaDiscoveryResponse"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "system_version_info", "systemVersionInfo"),
    ProtobufFieldName(2, "resources", "resources"),
    ProtobufFieldName(4, "type_url", "typeUrl"),
    ProtobufFieldName(5, "nonce", "nonce"),
    ProtobufFieldName(6, "removed_resources", "removedResources"),
    ProtobufFieldName(7, "control_plane", "controlPlane"),
    ProtobufFieldName(8, "removed_resource_names", "removedResourceNames"),
    ProtobufFieldName(9, "resource_errors", "resourceErrors"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.systemVersionInfo.isEmpty { visitor.single(ProtobufString.self, 1, self.systemVersionInfo) }
    if !self.resources.isEmpty { try visitor.messages(2, self.resources) }
    if !self.typeUrl.isEmpty { visitor.single(ProtobufString.self, 4, self.typeUrl) }
    if !self.nonce.isEmpty { visitor.single(ProtobufString.self, 5, self.nonce) }
    if !self.removedResources.isEmpty { visitor.list(ProtobufString.self, 6, self.removedResources) }
    if let value = self.controlPlane { try visitor.message(7, value) }
    if !self.removedResourceNames.isEmpty { try visitor.messages(8, self.removedResourceNames) }
    if !self.resourceErrors.isEmpty { try visitor.messages(9, self.resourceErrors) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.systemVersionInfo)
    case 2: return try reader.messages(key, into: &self.resources)
    case 4: return try reader.single(ProtobufString.self, key, into: &self.typeUrl)
    case 5: return try reader.single(ProtobufString.self, key, into: &self.nonce)
    case 6: return try reader.list(ProtobufString.self, key, into: &self.removedResources)
    case 7: return try reader.message(key, into: &self.controlPlane)
    case 8: return try reader.messages(key, into: &self.removedResourceNames)
    case 9: return try reader.messages(key, into: &self.resourceErrors)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.systemVersionInfo = try ProtobufString.value(of: value)
    case 2: self.resources = try decoder.messages(value)
    case 4: self.typeUrl = try ProtobufString.value(of: value)
    case 5: self.nonce = try ProtobufString.value(of: value)
    case 6: self.removedResources = try decoder.list(ProtobufString.self, value)
    case 7: self.controlPlane = try decoder.message(value)
    case 8: self.removedResourceNames = try decoder.messages(value)
    case 9: self.resourceErrors = try decoder.messages(value)
    default: break
    }
  }
}

/// A resource with its name and version.
public struct Resource: ProtobufMessage {

  /// How long a copy may be kept.
  public struct CacheControl: ProtobufMessage {

    /// `do_not_cache` (1).
    public var doNotCache: Bool = false

    /// The message with every field at its default.
    public init() {}

    /// The full name.
    public static let protobufName = "envoy.service.discovery.v3.Resource.CacheControl"

    /// The fields.
    public static let protobufFields: [ProtobufFieldName] = [
      ProtobufFieldName(1, "do_not_cache", "doNotCache")
    ]

    /// Shows the fields that are set.
    public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
      if self.doNotCache { visitor.single(ProtobufBool.self, 1, self.doNotCache) }
    }

    /// Reads a field.
    public mutating func decodeField(
      _ key: ProtobufKey, from reader: inout ProtobufReader
    ) throws(ProtobufError) -> Bool {
      switch key.number {
      case 1: return try reader.single(ProtobufBool.self, key, into: &self.doNotCache)
      default:
        return false
      }
    }

    /// Sets a field from its JSON value.
    public mutating func decodeJSON(
      field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
    ) throws(ProtobufError) {
      switch number {
      case 1: self.doNotCache = try ProtobufBool.value(of: value)
      default: break
      }
    }
  }

  /// `version` (1).
  public var version: String = ""

  /// `resource` (2).
  public var resource: ProtobufAny?

  /// `name` (3).
  public var name: String = ""

  /// `aliases` (4).
  public var aliases: [String] = []

  /// `ttl` (6).
  public var ttl: ProtobufDuration?

  /// `cache_control` (7).
  public var cacheControl: Resource.CacheControl?

  /// `resource_name` (8).
  public var resourceName: ResourceName?

  /// `metadata` (9).
  public var metadata: Metadata?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.service.discovery.v3.Resource"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "version", "version"),
    ProtobufFieldName(2, "resource", "resource"),
    ProtobufFieldName(3, "name", "name"),
    ProtobufFieldName(4, "aliases", "aliases"),
    ProtobufFieldName(6, "ttl", "ttl"),
    ProtobufFieldName(7, "cache_control", "cacheControl"),
    ProtobufFieldName(8, "resource_name", "resourceName"),
    ProtobufFieldName(9, "metadata", "metadata"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.version.isEmpty { visitor.single(ProtobufString.self, 1, self.version) }
    if let value = self.resource { try visitor.message(2, value) }
    if !self.name.isEmpty { visitor.single(ProtobufString.self, 3, self.name) }
    if !self.aliases.isEmpty { visitor.list(ProtobufString.self, 4, self.aliases) }
    if let value = self.ttl { try visitor.message(6, value) }
    if let value = self.cacheControl { try visitor.message(7, value) }
    if let value = self.resourceName { try visitor.message(8, value) }
    if let value = self.metadata { try visitor.message(9, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.version)
    case 2: return try reader.message(key, into: &self.resource)
    case 3: return try reader.single(ProtobufString.self, key, into: &self.name)
    case 4: return try reader.list(ProtobufString.self, key, into: &self.aliases)
    case 6: return try reader.message(key, into: &self.ttl)
    case 7: return try reader.message(key, into: &self.cacheControl)
    case 8: return try reader.message(key, into: &self.resourceName)
    case 9: return try reader.message(key, into: &self.metadata)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.version = try ProtobufString.value(of: value)
    case 2: self.resource = try decoder.message(value)
    case 3: self.name = try ProtobufString.value(of: value)
    case 4: self.aliases = try decoder.list(ProtobufString.self, value)
    case 6: self.ttl = try decoder.message(value)
    case 7: self.cacheControl = try decoder.message(value)
    case 8: self.resourceName = try decoder.message(value)
    case 9: self.metadata = try decoder.message(value)
    default: break
    }
  }
}
