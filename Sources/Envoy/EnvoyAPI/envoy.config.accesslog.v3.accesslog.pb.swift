// Generated from proto/envoy/config/accesslog/v3/accesslog.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// A log of connections or requests.
public struct AccessLog: ProtobufMessage {

  /// What `config_type` can be.
  public enum ConfigType: Sendable, Hashable {
    /// `typed_config` (4).
    case typedConfig(ProtobufAny)
  }

  /// `name` (1).
  public var name: String = ""

  /// One of the cases, or none.
  public var configType: ConfigType?

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.accesslog.v3.AccessLog"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "name", "name"),
    ProtobufFieldName(4, "typed_config", "typedConfig"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.name.isEmpty { visitor.single(ProtobufString.self, 1, self.name) }
    if case .typedConfig(let value) = self.configType { try visitor.message(4, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.name)
    case 4:
      var value: ProtobufAny?
      if case .typedConfig(let known) = self.configType { value = known }
      guard try reader.message(key, into: &value), let value else { return false }
      self.configType = .typedConfig(value)
      return true
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.name = try ProtobufString.value(of: value)
    case 4:
      if self.configType != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.configType = .typedConfig(try decoder.message(value))
    default: break
    }
  }
}
