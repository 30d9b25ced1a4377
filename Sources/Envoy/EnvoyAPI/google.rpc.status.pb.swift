// Generated from proto/google/rpc/status.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// Why a call, or a resource, was refused.
public struct RPCStatus: ProtobufMessage {

  /// `code` (1).
  public var code: Int32 = 0

  /// `message` (2).
  public var message: String = ""

  /// `details` (3).
  public var details: [ProtobufAny] = []

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "google.rpc.Status"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "code", "code"),
    ProtobufFieldName(2, "message", "message"),
    ProtobufFieldName(3, "details", "details"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.code != 0 { visitor.single(ProtobufInt32.self, 1, self.code) }
    if !self.message.isEmpty { visitor.single(ProtobufString.self, 2, self.message) }
    if !self.details.isEmpty { try visitor.messages(3, self.details) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufInt32.self, key, into: &self.code)
    case 2: return try reader.single(ProtobufString.self, key, into: &self.message)
    case 3: return try reader.messages(key, into: &self.details)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.code = try ProtobufInt32.value(of: value)
    case 2: self.message = try ProtobufString.value(of: value)
    case 3: self.details = try decoder.messages(value)
    default: break
    }
  }
}
