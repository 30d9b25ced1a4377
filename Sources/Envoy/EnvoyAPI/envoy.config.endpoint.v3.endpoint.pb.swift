// Generated from proto/envoy/config/endpoint/v3/endpoint.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// The endpoints of a cluster.
public struct ClusterLoadAssignment: ProtobufMessage {

  /// How the endpoints are used.
  public struct Policy: ProtobufMessage {

    /// `overprovisioning_factor` (3).
    public var overprovisioningFactor: UInt32?

    /// `endpoint_stale_after` (4).
    public var endpointStaleAfter: ProtobufDuration?

    /// The message with every field at its default.
    public init() {}

    /// The full name.
    public static let protobufName = "envoy.config.endpoint.v3.ClusterLoadAssignment.Policy"

    /// The fields.
    public static let protobufFields: [ProtobufFieldName] = [
      ProtobufFieldName(3, "overprovisioning_factor", "overprovisioningFactor"),
      ProtobufFieldName(4, "endpoint_stale_after", "endpointStaleAfter"),
    ]

    /// Shows the fields that are set.
    public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
      if let value = self.overprovisioningFactor { visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 3, value) }
      if let value = self.endpointStaleAfter { try visitor.message(4, value) }
    }

    /// Reads a field.
    public mutating func decodeField(
      _ key: ProtobufKey, from reader: inout ProtobufReader
    ) throws(ProtobufError) -> Bool {
      switch key.number {
      case 3: return try reader.optional(ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.overprovisioningFactor)
      case 4: return try reader.message(key, into: &self.endpointStaleAfter)
      default:
        return false
      }
    }

    /// Sets a field from its JSON value.
    public mutating func decodeJSON(
      field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
    ) throws(ProtobufError) {
      switch number {
      case 3: self.overprovisioningFactor = try ProtobufWrapper<ProtobufUInt32>.value(of: value)
      case 4: self.endpointStaleAfter = try decoder.message(value)
      default: break
      }
    }
  }

  /// `cluster_name` (1).
  public var clusterName: String = ""

  /// `endpoints` (2).
  public var endpoints: [LocalityLbEndpoints] = []

  /// `policy` (4).
  public var policy: ClusterLoadAssignment.Policy?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.endpoint.v3.ClusterLoadAssignment"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "cluster_name", "clusterName"),
    ProtobufFieldName(2, "endpoints", "endpoints"),
    ProtobufFieldName(4, "policy", "policy"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.clusterName.isEmpty { visitor.single(ProtobufString.self, 1, self.clusterName) }
    if !self.endpoints.isEmpty { try visitor.messages(2, self.endpoints) }
    if let value = self.policy { try visitor.message(4, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.clusterName)
    case 2: return try reader.messages(key, into: &self.endpoints)
    case 4: return try reader.message(key, into: &self.policy)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.clusterName = try ProtobufString.value(of: value)
    case 2: self.endpoints = try decoder.messages(value)
    case 4: self.policy = try decoder.message(value)
    default: break
    }
  }
}
