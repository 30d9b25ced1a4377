// Generated from proto/envoy/type/matcher/v3/string.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// How a text is compared.
public struct StringMatcher: ProtobufMessage {

  /// What `match_pattern` can be.
  public enum MatchPattern: Sendable, Hashable {
    /// `exact` (1).
    case exact(String)
    /// `prefix` (2).
    case prefix(String)
    /// `suffix` (3).
    case suffix(String)
    /// `contains` (7).
    case contains(String)
  }

  /// One of the cases, or none.
  public var matchPattern: MatchPattern?

  /// `ignore_case` (6).
  public var ignoreCase: Bool = false

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.type.matcher.v3.StringMatcher"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "exact", "exact"),
    ProtobufFieldName(2, "prefix", "prefix"),
    ProtobufFieldName(3, "suffix", "suffix"),
    ProtobufFieldName(6, "ignore_case", "ignoreCase"),
    ProtobufFieldName(7, "contains", "contains"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if case .exact(let value) = self.matchPattern { visitor.single(ProtobufString.self, 1, value) }
    if case .prefix(let value) = self.matchPattern { visitor.single(ProtobufString.self, 2, value) }
    if case .suffix(let value) = self.matchPattern { visitor.single(ProtobufString.self, 3, value) }
    if self.ignoreCase { visitor.single(ProtobufBool.self, 6, self.ignoreCase) }
    if case .contains(let value) = self.matchPattern { visitor.single(ProtobufString.self, 7, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1:
      var value = ProtobufString.defaultValue
      guard try reader.single(ProtobufString.self, key, into: &value) else { return false }
      self.matchPattern = .exact(value)
      return true
    case 2:
      var value = ProtobufString.defaultValue
      guard try reader.single(ProtobufString.self, key, into: &value) else { return false }
      self.matchPattern = .prefix(value)
      return true
    case 3:
      var value = ProtobufString.defaultValue
      guard try reader.single(ProtobufString.self, key, into: &value) else { return false }
      self.matchPattern = .suffix(value)
      return true
    case 6: return try reader.single(ProtobufBool.self, key, into: &self.ignoreCase)
    case 7:
      var value = ProtobufString.defaultValue
      guard try reader.single(ProtobufString.self, key, into: &value) else { return false }
      self.matchPattern = .contains(value)
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
      if self.matchPattern != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.matchPattern = .exact(try ProtobufString.value(of: value))
    case 2:
      if self.matchPattern != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.matchPattern = .prefix(try ProtobufString.value(of: value))
    case 3:
      if self.matchPattern != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.matchPattern = .suffix(try ProtobufString.value(of: value))
    case 6: self.ignoreCase = try ProtobufBool.value(of: value)
    case 7:
      if self.matchPattern != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.matchPattern = .contains(try ProtobufString.value(of: value))
    default: break
    }
  }
}

/// Any of several comparisons.
public struct ListStringMatcher: ProtobufMessage {

  /// `patterns` (1).
  public var patterns: [StringMatcher] = []

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.type.matcher.v3.ListStringMatcher"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "patterns", "patterns")
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.patterns.isEmpty { try visitor.messages(1, self.patterns) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.messages(key, into: &self.patterns)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.patterns = try decoder.messages(value)
    default: break
    }
  }
}
