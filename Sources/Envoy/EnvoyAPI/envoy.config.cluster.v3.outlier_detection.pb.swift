// Generated from proto/envoy/config/cluster/v3/outlier_detection.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// When an endpoint that fails is left out for a while.
public struct OutlierDetection: ProtobufMessage {

  /// `consecutive_5xx` (1).
  public var consecutive5xx: UInt32?

  /// `interval` (2).
  public var interval: ProtobufDuration?

  /// `base_ejection_time` (3).
  public var baseEjectionTime: ProtobufDuration?

  /// `max_ejection_percent` (4).
  public var maxEjectionPercent: UInt32?

  /// `enforcing_consecutive_5xx` (5).
  public var enforcingConsecutive5xx: UInt32?

  /// `enforcing_success_rate` (6).
  public var enforcingSuccessRate: UInt32?

  /// `consecutive_gateway_failure` (10).
  public var consecutiveGatewayFailure: UInt32?

  /// `enforcing_consecutive_gateway_failure` (11).
  public var enforcingConsecutiveGatewayFailure: UInt32?

  /// `split_external_local_origin_errors` (12).
  public var splitExternalLocalOriginErrors: Bool = false

  /// `consecutive_local_origin_failure` (13).
  public var consecutiveLocalOriginFailure: UInt32?

  /// `enforcing_consecutive_local_origin_failure` (14).
  public var enforcingConsecutiveLocalOriginFailure: UInt32?

  /// `enforcing_local_origin_success_rate` (15).
  public var enforcingLocalOriginSuccessRate: UInt32?

  /// `max_ejection_time` (21).
  public var maxEjectionTime: ProtobufDuration?

  /// `always_eject_one_host` (25).
  public var alwaysEjectOneHost: Bool?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.cluster.v3.OutlierDetection"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "consecutive_5xx", "consecutive5xx"),
    ProtobufFieldName(2, "interval", "interval"),
    ProtobufFieldName(3, "base_ejection_time", "baseEjectionTime"),
    ProtobufFieldName(4, "max_ejection_percent", "maxEjectionPercent"),
    ProtobufFieldName(5, "enforcing_consecutive_5xx", "enforcingConsecutive5xx"),
    ProtobufFieldName(6, "enforcing_success_rate", "enforcingSuccessRate"),
    ProtobufFieldName(10, "consecutive_gateway_failure", "consecutiveGatewayFailure"),
    ProtobufFieldName(11, "enforcing_consecutive_gateway_failure", "enforcingConsecutiveGatewayFailure"),
    ProtobufFieldName(12, "split_external_local_origin_errors", "splitExternalLocalOriginErrors"),
    ProtobufFieldName(13, "consecutive_local_origin_failure", "consecutiveLocalOriginFailure"),
    ProtobufFieldName(14, "enforcing_consecutive_local_origin_failure", "enforcingConsecutiveLocalOriginFailure"),
    ProtobufFieldName(15, "enforcing_local_origin_success_rate", "enforcingLocalOriginSuccessRate"),
    ProtobufFieldName(21, "max_ejection_time", "maxEjectionTime"),
    ProtobufFieldName(25, "always_eject_one_host", "alwaysEjectOneHost"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if let value = self.consecutive5xx { visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 1, value) }
    if let value = self.interval { try visitor.message(2, value) }
    if let value = self.baseEjectionTime { try visitor.message(3, value) }
    if let value = self.maxEjectionPercent { visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 4, value) }
    if let value = self.enforcingConsecutive5xx { visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 5, value) }
    if let value = self.enforcingSuccessRate { visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 6, value) }
    if let value = self.consecutiveGatewayFailure { visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 10, value) }
    if let value = self.enforcingConsecutiveGatewayFailure {
      visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 11, value)
    }
    if self.splitExternalLocalOriginErrors {
      visitor.single(ProtobufBool.self, 12, self.splitExternalLocalOriginErrors)
    }
    if let value = self.consecutiveLocalOriginFailure {
      visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 13, value)
    }
    if let value = self.enforcingConsecutiveLocalOriginFailure {
      visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 14, value)
    }
    if let value = self.enforcingLocalOriginSuccessRate {
      visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 15, value)
    }
    if let value = self.maxEjectionTime { try visitor.message(21, value) }
    if let value = self.alwaysEjectOneHost { visitor.single(ProtobufWrapper<ProtobufBool>.self, 25, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.optional(ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.consecutive5xx)
    case 2: return try reader.message(key, into: &self.interval)
    case 3: return try reader.message(key, into: &self.baseEjectionTime)
    case 4: return try reader.optional(ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.maxEjectionPercent)
    case 5: return try reader.optional(ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.enforcingConsecutive5xx)
    case 6: return try reader.optional(ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.enforcingSuccessRate)
    case 10:
      return try reader.optional(ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.consecutiveGatewayFailure)
    case 11:
      return try reader.optional(
        ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.enforcingConsecutiveGatewayFailure)
    case 12: return try reader.single(ProtobufBool.self, key, into: &self.splitExternalLocalOriginErrors)
    case 13:
      return try reader.optional(ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.consecutiveLocalOriginFailure)
    case 14:
      return try reader.optional(
        ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.enforcingConsecutiveLocalOriginFailure)
    case 15:
      return try reader.optional(ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.enforcingLocalOriginSuccessRate)
    case 21: return try reader.message(key, into: &self.maxEjectionTime)
    case 25: return try reader.optional(ProtobufWrapper<ProtobufBool>.self, key, into: &self.alwaysEjectOneHost)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.consecutive5xx = try ProtobufWrapper<ProtobufUInt32>.value(of: value)
    case 2: self.interval = try decoder.message(value)
    case 3: self.baseEjectionTime = try decoder.message(value)
    case 4: self.maxEjectionPercent = try ProtobufWrapper<ProtobufUInt32>.value(of: value)
    case 5: self.enforcingConsecutive5xx = try ProtobufWrapper<ProtobufUInt32>.value(of: value)
    case 6: self.enforcingSuccessRate = try ProtobufWrapper<ProtobufUInt32>.value(of: value)
    case 10: self.consecutiveGatewayFailure = try ProtobufWrapper<ProtobufUInt32>.value(of: value)
    case 11: self.enforcingConsecutiveGatewayFailure = try ProtobufWrapper<ProtobufUInt32>.value(of: value)
    case 12: self.splitExternalLocalOriginErrors = try ProtobufBool.value(of: value)
    case 13: self.consecutiveLocalOriginFailure = try ProtobufWrapper<ProtobufUInt32>.value(of: value)
    case 14: self.enforcingConsecutiveLocalOriginFailure = try ProtobufWrapper<ProtobufUInt32>.value(of: value)
    case 15: self.enforcingLocalOriginSuccessRate = try ProtobufWrapper<ProtobufUInt32>.value(of: value)
    case 21: self.maxEjectionTime = try decoder.message(value)
    case 25: self.alwaysEjectOneHost = try ProtobufWrapper<ProtobufBool>.value(of: value)
    default: break
    }
  }
}
