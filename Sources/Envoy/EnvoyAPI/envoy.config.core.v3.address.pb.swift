// Generated from proto/envoy/config/core/v3/address.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// A unix socket.
public struct Pipe: ProtobufMessage {

  /// `path` (1).
  public var path: String = ""

  /// `mode` (2).
  public var mode: UInt32 = 0

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.core.v3.Pipe"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "path", "path"),
    ProtobufFieldName(2, "mode", "mode"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.path.isEmpty { visitor.single(ProtobufString.self, 1, self.path) }
    if self.mode != 0 { visitor.single(ProtobufUInt32.self, 2, self.mode) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.path)
    case 2: return try reader.single(ProtobufUInt32.self, key, into: &self.mode)
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
    case 2: self.mode = try ProtobufUInt32.value(of: value)
    default: break
    }
  }
}

/// An address and a port.
public struct SocketAddress: ProtobufMessage {

  /// The transport.
  public struct ProtocolKind: ProtobufEnum {
    /// The number on the wire.
    public let rawValue: Int32
    /// The value with that number, known or not.
    public init(rawValue: Int32) { self.rawValue = rawValue }
    /// `TCP`.
    public static let tcp = Self(rawValue: 0)
    /// `UDP`.
    public static let udp = Self(rawValue: 1)
    /// The names.
    public static let protobufNames: [(number: Int32, name: String)] = [
      (0, "TCP"),
      (1, "UDP"),
    ]
  }

  /// What `port_specifier` can be.
  public enum PortSpecifier: Sendable, Hashable {
    /// `port_value` (3).
    case portValue(UInt32)
    /// `named_port` (4).
    case namedPort(String)
  }

  /// `protocol` (1).
  public var `protocol`: SocketAddress.ProtocolKind = SocketAddress.ProtocolKind(rawValue: 0)

  /// `address` (2).
  public var address: String = ""

  /// One of the cases, or none.
  public var portSpecifier: PortSpecifier?

  /// `resolver_name` (5).
  public var resolverName: String = ""

  /// `ipv4_compat` (6).
  public var ipv4Compat: Bool = false

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.core.v3.SocketAddress"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "protocol", "protocol"),
    ProtobufFieldName(2, "address", "address"),
    ProtobufFieldName(3, "port_value", "portValue"),
    ProtobufFieldName(4, "named_port", "namedPort"),
    ProtobufFieldName(5, "resolver_name", "resolverName"),
    ProtobufFieldName(6, "ipv4_compat", "ipv4Compat"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.`protocol`.rawValue != 0 {
      visitor.single(ProtobufEnumField<SocketAddress.ProtocolKind>.self, 1, self.`protocol`)
    }
    if !self.address.isEmpty { visitor.single(ProtobufString.self, 2, self.address) }
    if case .portValue(let value) = self.portSpecifier { visitor.single(ProtobufUInt32.self, 3, value) }
    if case .namedPort(let value) = self.portSpecifier { visitor.single(ProtobufString.self, 4, value) }
    if !self.resolverName.isEmpty { visitor.single(ProtobufString.self, 5, self.resolverName) }
    if self.ipv4Compat { visitor.single(ProtobufBool.self, 6, self.ipv4Compat) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufEnumField<SocketAddress.ProtocolKind>.self, key, into: &self.`protocol`)
    case 2: return try reader.single(ProtobufString.self, key, into: &self.address)
    case 3:
      var value = ProtobufUInt32.defaultValue
      guard try reader.single(ProtobufUInt32.self, key, into: &value) else { return false }
      self.portSpecifier = .portValue(value)
      return true
    case 4:
      var value = ProtobufString.defaultValue
      guard try reader.single(ProtobufString.self, key, into: &value) else { return false }
      self.portSpecifier = .namedPort(value)
      return true
    case 5: return try reader.single(ProtobufString.self, key, into: &self.resolverName)
    case 6: return try reader.single(ProtobufBool.self, key, into: &self.ipv4Compat)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.`protocol` = try ProtobufEnumField<SocketAddress.ProtocolKind>.value(of: value)
    case 2: self.address = try ProtobufString.value(of: value)
    case 3:
      if self.portSpecifier != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.portSpecifier = .portValue(try ProtobufUInt32.value(of: value))
    case 4:
      if self.portSpecifier != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.portSpecifier = .namedPort(try ProtobufString.value(of: value))
    case 5: self.resolverName = try ProtobufString.value(of: value)
    case 6: self.ipv4Compat = try ProtobufBool.value(of: value)
    default: break
    }
  }
}

/// When the kernel probes an idle connection, in probes and seconds.
public struct TcpKeepalive: ProtobufMessage {

  /// `keepalive_probes` (1).
  public var keepaliveProbes: UInt32?

  /// `keepalive_time` (2).
  public var keepaliveTime: UInt32?

  /// `keepalive_interval` (3).
  public var keepaliveInterval: UInt32?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.core.v3.TcpKeepalive"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "keepalive_probes", "keepaliveProbes"),
    ProtobufFieldName(2, "keepalive_time", "keepaliveTime"),
    ProtobufFieldName(3, "keepalive_interval", "keepaliveInterval"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if let value = self.keepaliveProbes { visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 1, value) }
    if let value = self.keepaliveTime { visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 2, value) }
    if let value = self.keepaliveInterval { visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 3, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.optional(ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.keepaliveProbes)
    case 2: return try reader.optional(ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.keepaliveTime)
    case 3: return try reader.optional(ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.keepaliveInterval)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.keepaliveProbes = try ProtobufWrapper<ProtobufUInt32>.value(of: value)
    case 2: self.keepaliveTime = try ProtobufWrapper<ProtobufUInt32>.value(of: value)
    case 3: self.keepaliveInterval = try ProtobufWrapper<ProtobufUInt32>.value(of: value)
    default: break
    }
  }
}

/// Where outgoing connections come from.
public struct BindConfig: ProtobufMessage {

  /// `source_address` (1).
  public var sourceAddress: SocketAddress?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.core.v3.BindConfig"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "source_address", "sourceAddress")
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if let value = self.sourceAddress { try visitor.message(1, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.message(key, into: &self.sourceAddress)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.sourceAddress = try decoder.message(value)
    default: break
    }
  }
}

/// Where something listens.
public struct Address: ProtobufMessage {

  /// What `address` can be.
  public enum AddressOneOf: Sendable, Hashable {
    /// `socket_address` (1).
    case socketAddress(SocketAddress)
    /// `pipe` (2).
    case pipe(Pipe)
  }

  /// One of the cases, or none.
  public var address: AddressOneOf?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.core.v3.Address"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "socket_address", "socketAddress"),
    ProtobufFieldName(2, "pipe", "pipe"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if case .socketAddress(let value) = self.address { try visitor.message(1, value) }
    if case .pipe(let value) = self.address { try visitor.message(2, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1:
      var value: SocketAddress?
      if case .socketAddress(let known) = self.address, key.wireType == .lengthDelimited {
        value = known
        self.address = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.address = .socketAddress(value)
      return true
    case 2:
      var value: Pipe?
      if case .pipe(let known) = self.address, key.wireType == .lengthDelimited {
        value = known
        self.address = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.address = .pipe(value)
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
      if self.address != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.address = .socketAddress(try decoder.message(value))
    case 2:
      if self.address != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.address = .pipe(try decoder.message(value))
    default: break
    }
  }
}

/// A range of addresses.
public struct CidrRange: ProtobufMessage {

  /// `address_prefix` (1).
  public var addressPrefix: String = ""

  /// `prefix_len` (2).
  public var prefixLen: UInt32?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.core.v3.CidrRange"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "address_prefix", "addressPrefix"),
    ProtobufFieldName(2, "prefix_len", "prefixLen"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.addressPrefix.isEmpty { visitor.single(ProtobufString.self, 1, self.addressPrefix) }
    if let value = self.prefixLen { visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 2, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.addressPrefix)
    case 2: return try reader.optional(ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.prefixLen)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.addressPrefix = try ProtobufString.value(of: value)
    case 2: self.prefixLen = try ProtobufWrapper<ProtobufUInt32>.value(of: value)
    default: break
    }
  }
}
