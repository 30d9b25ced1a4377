// Generated from proto/envoy/extensions/filters/http/health_check/v3/health_check.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// Answers requests for Envoy's own health.
public struct HTTPHealthCheck: ProtobufMessage {

  /// `pass_through_mode` (1).
  public var passThroughMode: Bool?

  /// `cluster_min_healthy_percentages` (4).
  public var clusterMinHealthyPercentages: [String: Percent] = [:]

  /// `headers` (5).
  public var headers: [HeaderMatcher] = []

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.extensions.filters.http.health_check.v3.HealthCheck"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "pass_through_mode", "passThroughMode"),
    ProtobufFieldName(4, "cluster_min_healthy_percentages", "clusterMinHealthyPercentages"),
    ProtobufFieldName(5, "headers", "headers"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if let value = self.passThroughMode { visitor.single(ProtobufWrapper<ProtobufBool>.self, 1, value) }
    if !self.clusterMinHealthyPercentages.isEmpty {
      try visitor.messageMap(ProtobufString.self, 4, self.clusterMinHealthyPercentages)
    }
    if !self.headers.isEmpty { try visitor.messages(5, self.headers) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.optional(ProtobufWrapper<ProtobufBool>.self, key, into: &self.passThroughMode)
    case 4: return try reader.messageMap(ProtobufString.self, key, into: &self.clusterMinHealthyPercentages)
    case 5: return try reader.messages(key, into: &self.headers)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.passThroughMode = try ProtobufWrapper<ProtobufBool>.value(of: value)
    case 4: self.clusterMinHealthyPercentages = try decoder.messageMap(ProtobufString.self, value)
    case 5: self.headers = try decoder.messages(value)
    default: break
    }
  }
}
