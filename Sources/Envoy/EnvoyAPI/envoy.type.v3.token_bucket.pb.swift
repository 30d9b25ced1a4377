// Generated from proto/envoy/type/v3/token_bucket.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// So many at a time, and so many more a while.
public struct TokenBucket: ProtobufMessage {

  /// `max_tokens` (1).
  public var maxTokens: UInt32 = 0

  /// `tokens_per_fill` (2).
  public var tokensPerFill: UInt32?

  /// `fill_interval` (3).
  public var fillInterval: ProtobufDuration?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.type.v3.TokenBucket"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "max_tokens", "maxTokens"),
    ProtobufFieldName(2, "tokens_per_fill", "tokensPerFill"),
    ProtobufFieldName(3, "fill_interval", "fillInterval"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.maxTokens != 0 { visitor.single(ProtobufUInt32.self, 1, self.maxTokens) }
    if let value = self.tokensPerFill { visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 2, value) }
    if let value = self.fillInterval { try visitor.message(3, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufUInt32.self, key, into: &self.maxTokens)
    case 2: return try reader.optional(ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.tokensPerFill)
    case 3: return try reader.message(key, into: &self.fillInterval)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.maxTokens = try ProtobufUInt32.value(of: value)
    case 2: self.tokensPerFill = try ProtobufWrapper<ProtobufUInt32>.value(of: value)
    case 3: self.fillInterval = try decoder.message(value)
    default: break
    }
  }
}
