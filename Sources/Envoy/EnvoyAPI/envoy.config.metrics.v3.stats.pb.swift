// Generated from proto/envoy/config/metrics/v3/stats.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// Which figures are kept.
public struct StatsConfig: ProtobufMessage {

  /// `stats_matcher` (3).
  public var statsMatcher: StatsMatcher?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.metrics.v3.StatsConfig"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(3, "stats_matcher", "statsMatcher")
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if let value = self.statsMatcher { try visitor.message(3, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 3: return try reader.message(key, into: &self.statsMatcher)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 3: self.statsMatcher = try decoder.message(value)
    default: break
    }
  }
}

/// Which names are kept.
public struct StatsMatcher: ProtobufMessage {

  /// What `stats_matcher` can be.
  public enum StatsMatcherOneOf: Sendable, Hashable {
    /// `reject_all` (1).
    case rejectAll(Bool)
    /// `exclusion_list` (2).
    case exclusionList(ListStringMatcher)
    /// `inclusion_list` (3).
    case inclusionList(ListStringMatcher)
  }

  /// One of the cases, or none.
  public var statsMatcher: StatsMatcherOneOf?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.metrics.v3.StatsMatcher"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "reject_all", "rejectAll"),
    ProtobufFieldName(2, "exclusion_list", "exclusionList"),
    ProtobufFieldName(3, "inclusion_list", "inclusionList"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if case .rejectAll(let value) = self.statsMatcher { visitor.single(ProtobufBool.self, 1, value) }
    if case .exclusionList(let value) = self.statsMatcher { try visitor.message(2, value) }
    if case .inclusionList(let value) = self.statsMatcher { try visitor.message(3, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1:
      var value = ProtobufBool.defaultValue
      guard try reader.single(ProtobufBool.self, key, into: &value) else { return false }
      self.statsMatcher = .rejectAll(value)
      return true
    case 2:
      var value: ListStringMatcher?
      if case .exclusionList(let known) = self.statsMatcher, key.wireType == .lengthDelimited {
        value = known
        self.statsMatcher = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.statsMatcher = .exclusionList(value)
      return true
    case 3:
      var value: ListStringMatcher?
      if case .inclusionList(let known) = self.statsMatcher, key.wireType == .lengthDelimited {
        value = known
        self.statsMatcher = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.statsMatcher = .inclusionList(value)
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
      if self.statsMatcher != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.statsMatcher = .rejectAll(try ProtobufBool.value(of: value))
    case 2:
      if self.statsMatcher != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.statsMatcher = .exclusionList(try decoder.message(value))
    case 3:
      if self.statsMatcher != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.statsMatcher = .inclusionList(try decoder.message(value))
    default: break
    }
  }
}
