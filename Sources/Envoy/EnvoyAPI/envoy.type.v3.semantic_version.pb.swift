// Generated from proto/envoy/type/v3/semantic_version.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// A version of three numbers.
public struct SemanticVersion: ProtobufMessage {

  /// `major_number` (1).
  public var majorNumber: UInt32 = 0

  /// `minor_number` (2).
  public var minorNumber: UInt32 = 0

  /// `patch` (3).
  public var patch: UInt32 = 0

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.type.v3.SemanticVersion"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "major_number", "majorNumber"),
    ProtobufFieldName(2, "minor_number", "minorNumber"),
    ProtobufFieldName(3, "patch", "patch"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.majorNumber != 0 { visitor.single(ProtobufUInt32.self, 1, self.majorNumber) }
    if self.minorNumber != 0 { visitor.single(ProtobufUInt32.self, 2, self.minorNumber) }
    if self.patch != 0 { visitor.single(ProtobufUInt32.self, 3, self.patch) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufUInt32.self, key, into: &self.majorNumber)
    case 2: return try reader.single(ProtobufUInt32.self, key, into: &self.minorNumber)
    case 3: return try reader.single(ProtobufUInt32.self, key, into: &self.patch)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.majorNumber = try ProtobufUInt32.value(of: value)
    case 2: self.minorNumber = try ProtobufUInt32.value(of: value)
    case 3: self.patch = try ProtobufUInt32.value(of: value)
    default: break
    }
  }
}
