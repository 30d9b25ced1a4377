// Generated from proto/envoy/extensions/filters/network/local_ratelimit/v3/local_rate_limit.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// Bounds how fast connections come.
public struct LocalRateLimit: ProtobufMessage {

  /// `stat_prefix` (1).
  public var statPrefix: String = ""

  /// `token_bucket` (2).
  public var tokenBucket: TokenBucket?

  /// `share_key` (4).
  public var shareKey: String = ""

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.extensions.filters.network.local_ratelimit.v3.LocalRateLimit"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "stat_prefix", "statPrefix"),
    ProtobufFieldName(2, "token_bucket", "tokenBucket"),
    ProtobufFieldName(4, "share_key", "shareKey"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.statPrefix.isEmpty { visitor.single(ProtobufString.self, 1, self.statPrefix) }
    if let value = self.tokenBucket { try visitor.message(2, value) }
    if !self.shareKey.isEmpty { visitor.single(ProtobufString.self, 4, self.shareKey) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.statPrefix)
    case 2: return try reader.message(key, into: &self.tokenBucket)
    case 4: return try reader.single(ProtobufString.self, key, into: &self.shareKey)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.statPrefix = try ProtobufString.value(of: value)
    case 2: self.tokenBucket = try decoder.message(value)
    case 4: self.shareKey = try ProtobufString.value(of: value)
    default: break
    }
  }
}
