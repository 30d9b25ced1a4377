// Generated from proto/envoy/config/core/v3/substitution_format_string.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// The form of a log line.
public struct SubstitutionFormatString: ProtobufMessage {

  /// What `format` can be.
  public enum Format: Sendable, Hashable {
    /// `json_format` (2).
    case jsonFormat(ProtobufStruct)
    /// `text_format_source` (5).
    case textFormatSource(DataSource)
  }

  /// One of the cases, or none.
  public var format: Format?

  /// `omit_empty_values` (3).
  public var omitEmptyValues: Bool = false

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.core.v3.SubstitutionFormatString"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(2, "json_format", "jsonFormat"),
    ProtobufFieldName(3, "omit_empty_values", "omitEmptyValues"),
    ProtobufFieldName(5, "text_format_source", "textFormatSource"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if case .jsonFormat(let value) = self.format { try visitor.message(2, value) }
    if self.omitEmptyValues { visitor.single(ProtobufBool.self, 3, self.omitEmptyValues) }
    if case .textFormatSource(let value) = self.format { try visitor.message(5, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 2:
      var value: ProtobufStruct?
      if case .jsonFormat(let known) = self.format, key.wireType == .lengthDelimited {
        value = known
        self.format = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.format = .jsonFormat(value)
      return true
    case 3: return try reader.single(ProtobufBool.self, key, into: &self.omitEmptyValues)
    case 5:
      var value: DataSource?
      if case .textFormatSource(let known) = self.format, key.wireType == .lengthDelimited {
        value = known
        self.format = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.format = .textFormatSource(value)
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
      if self.format != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.format = .jsonFormat(try decoder.message(value))
    case 3: self.omitEmptyValues = try ProtobufBool.value(of: value)
    case 5:
      if self.format != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.format = .textFormatSource(try decoder.message(value))
    default: break
    }
  }
}
