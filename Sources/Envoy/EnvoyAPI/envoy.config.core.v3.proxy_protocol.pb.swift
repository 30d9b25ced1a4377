// Generated from proto/envoy/config/core/v3/proxy_protocol.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// Which of the values that a PROXY header brought are passed on.
public struct ProxyProtocolPassThroughTLVs: ProtobufMessage {

  /// All, or those that are named.
  public struct PassTLVsMatchType: ProtobufEnum {
    /// The number on the wire.
    public let rawValue: Int32
    /// The value with that number, known or not.
    public init(rawValue: Int32) { self.rawValue = rawValue }
    /// `INCLUDE_ALL`.
    public static let includeAll = Self(rawValue: 0)
    /// `INCLUDE`.
    public static let include = Self(rawValue: 1)
    /// The names.
    public static let protobufNames: [(number: Int32, name: String)] = [
      (0, "INCLUDE_ALL"),
      (1, "INCLUDE"),
    ]
  }

  /// `match_type` (1).
  public var matchType: ProxyProtocolPassThroughTLVs.PassTLVsMatchType = ProxyProtocolPassThroughTLVs.PassTLVsMatchType(
    rawValue: 0)

  /// `tlv_type` (2).
  public var tlvType: [UInt32] = []

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.core.v3.ProxyProtocolPassThroughTLVs"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "match_type", "matchType"),
    ProtobufFieldName(2, "tlv_type", "tlvType"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.matchType.rawValue != 0 {
      visitor.single(ProtobufEnumField<ProxyProtocolPassThroughTLVs.PassTLVsMatchType>.self, 1, self.matchType)
    }
    if !self.tlvType.isEmpty { visitor.list(ProtobufUInt32.self, 2, self.tlvType) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1:
      return try reader.single(
        ProtobufEnumField<ProxyProtocolPassThroughTLVs.PassTLVsMatchType>.self, key, into: &self.matchType)
    case 2: return try reader.list(ProtobufUInt32.self, key, into: &self.tlvType)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.matchType = try ProtobufEnumField<ProxyProtocolPassThroughTLVs.PassTLVsMatchType>.value(of: value)
    case 2: self.tlvType = try decoder.list(ProtobufUInt32.self, value)
    default: break
    }
  }
}

/// A value in a PROXY header.
public struct TlvEntry: ProtobufMessage {

  /// `type` (1).
  public var type: UInt32 = 0

  /// `value` (2).
  public var value: [UInt8] = []

  /// `format_string` (3).
  public var formatString: SubstitutionFormatString?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.core.v3.TlvEntry"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "type", "type"),
    ProtobufFieldName(2, "value", "value"),
    ProtobufFieldName(3, "format_string", "formatString"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.type != 0 { visitor.single(ProtobufUInt32.self, 1, self.type) }
    if !self.value.isEmpty { visitor.single(ProtobufBytes.self, 2, self.value) }
    if let value = self.formatString { try visitor.message(3, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufUInt32.self, key, into: &self.type)
    case 2: return try reader.single(ProtobufBytes.self, key, into: &self.value)
    case 3: return try reader.message(key, into: &self.formatString)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.type = try ProtobufUInt32.value(of: value)
    case 2: self.value = try ProtobufBytes.value(of: value)
    case 3: self.formatString = try decoder.message(value)
    default: break
    }
  }
}

/// Which PROXY header is written.
public struct ProxyProtocolConfig: ProtobufMessage {

  /// The version of the header.
  public struct Version: ProtobufEnum {
    /// The number on the wire.
    public let rawValue: Int32
    /// The value with that number, known or not.
    public init(rawValue: Int32) { self.rawValue = rawValue }
    /// `V1`.
    public static let v1 = Self(rawValue: 0)
    /// `V2`.
    public static let v2 = Self(rawValue: 1)
    /// The names.
    public static let protobufNames: [(number: Int32, name: String)] = [
      (0, "V1"),
      (1, "V2"),
    ]
  }

  /// `version` (1).
  public var version: ProxyProtocolConfig.Version = ProxyProtocolConfig.Version(rawValue: 0)

  /// `pass_through_tlvs` (2).
  public var passThroughTlvs: ProxyProtocolPassThroughTLVs?

  /// `added_tlvs` (3).
  public var addedTlvs: [TlvEntry] = []

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.core.v3.ProxyProtocolConfig"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "version", "version"),
    ProtobufFieldName(2, "pass_through_tlvs", "passThroughTlvs"),
    ProtobufFieldName(3, "added_tlvs", "addedTlvs"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.version.rawValue != 0 {
      visitor.single(ProtobufEnumField<ProxyProtocolConfig.Version>.self, 1, self.version)
    }
    if let value = self.passThroughTlvs { try visitor.message(2, value) }
    if !self.addedTlvs.isEmpty { try visitor.messages(3, self.addedTlvs) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufEnumField<ProxyProtocolConfig.Version>.self, key, into: &self.version)
    case 2: return try reader.message(key, into: &self.passThroughTlvs)
    case 3: return try reader.messages(key, into: &self.addedTlvs)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.version = try ProtobufEnumField<ProxyProtocolConfig.Version>.value(of: value)
    case 2: self.passThroughTlvs = try decoder.message(value)
    case 3: self.addedTlvs = try decoder.messages(value)
    default: break
    }
  }
}
