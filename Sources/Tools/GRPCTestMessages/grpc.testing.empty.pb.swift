// Generated from proto/grpc/testing/empty.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// Nothing.
public struct TestingEmpty: ProtobufMessage {

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "grpc.testing.Empty"

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
