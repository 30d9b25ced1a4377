// Generated from proto/envoy/config/core/v3/grpc_service.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// Where a gRPC service is reached.
public struct GrpcService: ProtobufMessage {

  /// The cluster to call.
  public struct EnvoyGrpc: ProtobufMessage {

    /// `cluster_name` (1).
    public var clusterName: String = ""

    /// `authority` (2).
    public var authority: String = ""

    /// The message with every field at its default.
    public init() {}

    /// The full name.
    public static let protobufName = "envoy.config.core.v3.GrpcService.EnvoyGrpc"

    /// The fields.
    public static let protobufFields: [ProtobufFieldName] = [
      ProtobufFieldName(1, "cluster_name", "clusterName"),
      ProtobufFieldName(2, "authority", "authority"),
    ]

    /// Shows the fields that are set.
    public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
      if !self.clusterName.isEmpty { visitor.single(ProtobufString.self, 1, self.clusterName) }
      if !self.authority.isEmpty { visitor.single(ProtobufString.self, 2, self.authority) }
    }

    /// Reads a field.
    public mutating func decodeField(
      _ key: ProtobufKey, from reader: inout ProtobufReader
    ) throws(ProtobufError) -> Bool {
      switch key.number {
      case 1: return try reader.single(ProtobufString.self, key, into: &self.clusterName)
      case 2: return try reader.single(ProtobufString.self, key, into: &self.authority)
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
      case 2: self.authority = try ProtobufString.value(of: value)
      default: break
      }
    }
  }

  /// What `target_specifier` can be.
  public enum TargetSpecifier: Sendable, Hashable {
    /// `envoy_grpc` (1).
    case envoyGrpc(GrpcService.EnvoyGrpc)
  }

  /// One of the cases, or none.
  public var targetSpecifier: TargetSpecifier?

  /// `timeout` (3).
  public var timeout: ProtobufDuration?

  /// `initial_metadata` (5).
  public var initialMetadata: [HeaderValue] = []

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.core.v3.GrpcService"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "envoy_grpc", "envoyGrpc"),
    ProtobufFieldName(3, "timeout", "timeout"),
    ProtobufFieldName(5, "initial_metadata", "initialMetadata"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if case .envoyGrpc(let value) = self.targetSpecifier { try visitor.message(1, value) }
    if let value = self.timeout { try visitor.message(3, value) }
    if !self.initialMetadata.isEmpty { try visitor.messages(5, self.initialMetadata) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1:
      var value: GrpcService.EnvoyGrpc?
      if case .envoyGrpc(let known) = self.targetSpecifier, key.wireType == .lengthDelimited {
        value = known
        self.targetSpecifier = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.targetSpecifier = .envoyGrpc(value)
      return true
    case 3: return try reader.message(key, into: &self.timeout)
    case 5: return try reader.messages(key, into: &self.initialMetadata)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1:
      if self.targetSpecifier != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.targetSpecifier = .envoyGrpc(try decoder.message(value))
    case 3: self.timeout = try decoder.message(value)
    case 5: self.initialMetadata = try decoder.messages(value)
    default: break
    }
  }
}
