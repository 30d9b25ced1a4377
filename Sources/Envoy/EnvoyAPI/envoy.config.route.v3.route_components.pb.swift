// Generated from proto/envoy/config/route/v3/route_components.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// The routes of some host names.
public struct VirtualHost: ProtobufMessage {

  /// `name` (1).
  public var name: String = ""

  /// `domains` (2).
  public var domains: [String] = []

  /// `routes` (3).
  public var routes: [Route] = []

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.route.v3.VirtualHost"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "name", "name"),
    ProtobufFieldName(2, "domains", "domains"),
    ProtobufFieldName(3, "routes", "routes"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.name.isEmpty { visitor.single(ProtobufString.self, 1, self.name) }
    if !self.domains.isEmpty { visitor.list(ProtobufString.self, 2, self.domains) }
    if !self.routes.isEmpty { try visitor.messages(3, self.routes) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.name)
    case 2: return try reader.list(ProtobufString.self, key, into: &self.domains)
    case 3: return try reader.messages(key, into: &self.routes)
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
    case 2: self.domains = try decoder.list(ProtobufString.self, value)
    case 3: self.routes = try decoder.messages(value)
    default: break
    }
  }
}

/// What is done with some requests.
public struct Route: ProtobufMessage {

  /// What `action` can be.
  public enum Action: Sendable, Hashable {
    /// `route` (2).
    case route(RouteAction)
    /// `redirect` (3).
    case redirect(RedirectAction)
    /// `direct_response` (7).
    case directResponse(DirectResponseAction)
  }

  /// `match` (1).
  public var match: RouteMatch?

  /// One of the cases, or none.
  public var action: Action?

  /// `name` (14).
  public var name: String = ""

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.route.v3.Route"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "match", "match"),
    ProtobufFieldName(2, "route", "route"),
    ProtobufFieldName(3, "redirect", "redirect"),
    ProtobufFieldName(7, "direct_response", "directResponse"),
    ProtobufFieldName(14, "name", "name"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if let value = self.match { try visitor.message(1, value) }
    if case .route(let value) = self.action { try visitor.message(2, value) }
    if case .redirect(let value) = self.action { try visitor.message(3, value) }
    if case .directResponse(let value) = self.action { try visitor.message(7, value) }
    if !self.name.isEmpty { visitor.single(ProtobufString.self, 14, self.name) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.message(key, into: &self.match)
    case 2:
      var value: RouteAction?
      if case .route(let known) = self.action, key.wireType == .lengthDelimited {
        value = known
        self.action = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.action = .route(value)
      return true
    case 3:
      var value: RedirectAction?
      if case .redirect(let known) = self.action, key.wireType == .lengthDelimited {
        value = known
        self.action = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.action = .redirect(value)
      return true
    case 7:
      var value: DirectResponseAction?
      if case .directResponse(let known) = self.action, key.wireType == .lengthDelimited {
        value = known
        self.action = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.action = .directResponse(value)
      return true
    case 14: return try reader.single(ProtobufString.self, key, into: &self.name)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.match = try decoder.message(value)
    case 2:
      if self.action != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.action = .route(try decoder.message(value))
    case 3:
      if self.action != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.action = .redirect(try decoder.message(value))
    case 7:
      if self.action != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.action = .directResponse(try decoder.message(value))
    case 14: self.name = try ProtobufString.value(of: value)
    default: break
    }
  }
}

/// Which requests a route takes.
public struct RouteMatch: ProtobufMessage {

  /// What `path_specifier` can be.
  public enum PathSpecifier: Sendable, Hashable {
    /// `prefix` (1).
    case prefix(String)
    /// `path` (2).
    case path(String)
  }

  /// One of the cases, or none.
  public var pathSpecifier: PathSpecifier?

  /// `headers` (6).
  public var headers: [HeaderMatcher] = []

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.route.v3.RouteMatch"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "prefix", "prefix"),
    ProtobufFieldName(2, "path", "path"),
    ProtobufFieldName(6, "headers", "headers"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if case .prefix(let value) = self.pathSpecifier { visitor.single(ProtobufString.self, 1, value) }
    if case .path(let value) = self.pathSpecifier { visitor.single(ProtobufString.self, 2, value) }
    if !self.headers.isEmpty { try visitor.messages(6, self.headers) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1:
      var value = ProtobufString.defaultValue
      guard try reader.single(ProtobufString.self, key, into: &value) else { return false }
      self.pathSpecifier = .prefix(value)
      return true
    case 2:
      var value = ProtobufString.defaultValue
      guard try reader.single(ProtobufString.self, key, into: &value) else { return false }
      self.pathSpecifier = .path(value)
      return true
    case 6: return try reader.messages(key, into: &self.headers)
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
      if self.pathSpecifier != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.pathSpecifier = .prefix(try ProtobufString.value(of: value))
    case 2:
      if self.pathSpecifier != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.pathSpecifier = .path(try ProtobufString.value(of: value))
    case 6: self.headers = try decoder.messages(value)
    default: break
    }
  }
}

/// Where requests go.
public struct RouteAction: ProtobufMessage {

  /// What `cluster_specifier` can be.
  public enum ClusterSpecifier: Sendable, Hashable {
    /// `cluster` (1).
    case cluster(String)
  }

  /// One of the cases, or none.
  public var clusterSpecifier: ClusterSpecifier?

  /// `prefix_rewrite` (5).
  public var prefixRewrite: String = ""

  /// `timeout` (8).
  public var timeout: ProtobufDuration?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.route.v3.RouteAction"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "cluster", "cluster"),
    ProtobufFieldName(5, "prefix_rewrite", "prefixRewrite"),
    ProtobufFieldName(8, "timeout", "timeout"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if case .cluster(let value) = self.clusterSpecifier { visitor.single(ProtobufString.self, 1, value) }
    if !self.prefixRewrite.isEmpty { visitor.single(ProtobufString.self, 5, self.prefixRewrite) }
    if let value = self.timeout { try visitor.message(8, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1:
      var value = ProtobufString.defaultValue
      guard try reader.single(ProtobufString.self, key, into: &value) else { return false }
      self.clusterSpecifier = .cluster(value)
      return true
    case 5: return try reader.single(ProtobufString.self, key, into: &self.prefixRewrite)
    case 8: return try reader.message(key, into: &self.timeout)
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
      if self.clusterSpecifier != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.clusterSpecifier = .cluster(try ProtobufString.value(of: value))
    case 5: self.prefixRewrite = try ProtobufString.value(of: value)
    case 8: self.timeout = try decoder.message(value)
    default: break
    }
  }
}

/// An answer that points elsewhere.
public struct RedirectAction: ProtobufMessage {

  /// The status of such an answer.
  public struct RedirectResponseCode: ProtobufEnum {
    /// The number on the wire.
    public let rawValue: Int32
    /// The value with that number, known or not.
    public init(rawValue: Int32) { self.rawValue = rawValue }
    /// `MOVED_PERMANENTLY`.
    public static let movedPermanently = Self(rawValue: 0)
    /// `FOUND`.
    public static let found = Self(rawValue: 1)
    /// `SEE_OTHER`.
    public static let seeOther = Self(rawValue: 2)
    /// `TEMPORARY_REDIRECT`.
    public static let temporaryRedirect = Self(rawValue: 3)
    /// `PERMANENT_REDIRECT`.
    public static let permanentRedirect = Self(rawValue: 4)
    /// The names.
    public static let protobufNames: [(number: Int32, name: String)] = [
      (0, "MOVED_PERMANENTLY"),
      (1, "FOUND"),
      (2, "SEE_OTHER"),
      (3, "TEMPORARY_REDIRECT"),
      (4, "PERMANENT_REDIRECT"),
    ]
  }

  /// What `path_rewrite_specifier` can be.
  public enum PathRewriteSpecifier: Sendable, Hashable {
    /// `path_redirect` (2).
    case pathRedirect(String)
  }

  /// One of the cases, or none.
  public var pathRewriteSpecifier: PathRewriteSpecifier?

  /// `response_code` (3).
  public var responseCode: RedirectAction.RedirectResponseCode = RedirectAction.RedirectResponseCode(rawValue: 0)

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.route.v3.RedirectAction"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(2, "path_redirect", "pathRedirect"),
    ProtobufFieldName(3, "response_code", "responseCode"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if case .pathRedirect(let value) = self.pathRewriteSpecifier { visitor.single(ProtobufString.self, 2, value) }
    if self.responseCode.rawValue != 0 {
      visitor.single(ProtobufEnumField<RedirectAction.RedirectResponseCode>.self, 3, self.responseCode)
    }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 2:
      var value = ProtobufString.defaultValue
      guard try reader.single(ProtobufString.self, key, into: &value) else { return false }
      self.pathRewriteSpecifier = .pathRedirect(value)
      return true
    case 3:
      return try reader.single(
        ProtobufEnumField<RedirectAction.RedirectResponseCode>.self, key, into: &self.responseCode)
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
      if self.pathRewriteSpecifier != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.pathRewriteSpecifier = .pathRedirect(try ProtobufString.value(of: value))
    case 3: self.responseCode = try ProtobufEnumField<RedirectAction.RedirectResponseCode>.value(of: value)
    default: break
    }
  }
}

/// An answer that Envoy gives itself.
public struct DirectResponseAction: ProtobufMessage {

  /// `status` (1).
  public var status: UInt32 = 0

  /// `body` (2).
  public var body: DataSource?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.route.v3.DirectResponseAction"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "status", "status"),
    ProtobufFieldName(2, "body", "body"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.status != 0 { visitor.single(ProtobufUInt32.self, 1, self.status) }
    if let value = self.body { try visitor.message(2, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufUInt32.self, key, into: &self.status)
    case 2: return try reader.message(key, into: &self.body)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.status = try ProtobufUInt32.value(of: value)
    case 2: self.body = try decoder.message(value)
    default: break
    }
  }
}

/// How a header is compared.
public struct HeaderMatcher: ProtobufMessage {

  /// What `header_match_specifier` can be.
  public enum HeaderMatchSpecifier: Sendable, Hashable {
    /// `string_match` (13).
    case stringMatch(StringMatcher)
  }

  /// `name` (1).
  public var name: String = ""

  /// One of the cases, or none.
  public var headerMatchSpecifier: HeaderMatchSpecifier?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.route.v3.HeaderMatcher"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "name", "name"),
    ProtobufFieldName(13, "string_match", "stringMatch"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.name.isEmpty { visitor.single(ProtobufString.self, 1, self.name) }
    if case .stringMatch(let value) = self.headerMatchSpecifier { try visitor.message(13, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.name)
    case 13:
      var value: StringMatcher?
      if case .stringMatch(let known) = self.headerMatchSpecifier, key.wireType == .lengthDelimited {
        value = known
        self.headerMatchSpecifier = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.headerMatchSpecifier = .stringMatch(value)
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
    case 13:
      if self.headerMatchSpecifier != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.headerMatchSpecifier = .stringMatch(try decoder.message(value))
    default: break
    }
  }
}
