// Generated from proto/envoy/config/core/v3/backoff.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// How waiting grows between attempts.
public struct BackoffStrategy: ProtobufMessage {

  /// `base_interval` (1).
  public var baseInterval: ProtobufDuration?

  /// `max_interval` (2).
  public var maxInterval: ProtobufDuration?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.core.v3.BackoffStrategy"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "base_interval", "baseInterval"),
    ProtobufFieldName(2, "max_interval", "maxInterval"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if let value = self.baseInterval { try visitor.message(1, value) }
    if let value = self.maxInterval { try visitor.message(2, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.message(key, into: &self.baseInterval)
    case 2: return try reader.message(key, into: &self.maxInterval)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.baseInterval = try decoder.message(value)
    case 2: self.maxInterval = try decoder.message(value)
    default: break
    }
  }
}
