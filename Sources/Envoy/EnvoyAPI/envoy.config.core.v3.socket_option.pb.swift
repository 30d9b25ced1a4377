// Generated from proto/envoy/config/core/v3/socket_option.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// A socket option by its numbers.
public struct SocketOption: ProtobufMessage {

  /// When the option is set.
  public struct SocketState: ProtobufEnum {
    /// The number on the wire.
    public let rawValue: Int32
    /// The value with that number, known or not.
    public init(rawValue: Int32) { self.rawValue = rawValue }
    /// `STATE_PREBIND`.
    public static let statePrebind = Self(rawValue: 0)
    /// `STATE_BOUND`.
    public static let stateBound = Self(rawValue: 1)
    /// `STATE_LISTENING`.
    public static let stateListening = Self(rawValue: 2)
    /// The names.
    public static let protobufNames: [(number: Int32, name: String)] = [
      (0, "STATE_PREBIND"),
      (1, "STATE_BOUND"),
      (2, "STATE_LISTENING"),
    ]
  }

  /// What `value` can be.
  public enum Value: Sendable, Hashable {
    /// `int_value` (4).
    case intValue(Int64)
    /// `buf_value` (5).
    case bufValue([UInt8])
  }

  /// `description` (1).
  public var description: String = ""

  /// `level` (2).
  public var level: Int64 = 0

  /// `name` (3).
  public var name: Int64 = 0

  /// One of the cases, or none.
  public var value: Value?

  /// `state` (6).
  public var state: SocketOption.SocketState = SocketOption.SocketState(rawValue: 0)

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.config.core.v3.SocketOption"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "description", "description"),
    ProtobufFieldName(2, "level", "level"),
    ProtobufFieldName(3, "name", "name"),
    ProtobufFieldName(4, "int_value", "intValue"),
    ProtobufFieldName(5, "buf_value", "bufValue"),
    ProtobufFieldName(6, "state", "state"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.description.isEmpty { visitor.single(ProtobufString.self, 1, self.description) }
    if self.level != 0 { visitor.single(ProtobufInt64.self, 2, self.level) }
    if self.name != 0 { visitor.single(ProtobufInt64.self, 3, self.name) }
    if case .intValue(let value) = self.value { visitor.single(ProtobufInt64.self, 4, value) }
    if case .bufValue(let value) = self.value { visitor.single(ProtobufBytes.self, 5, value) }
    if self.state.rawValue != 0 { visitor.single(ProtobufEnumField<SocketOption.SocketState>.self, 6, self.state) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.description)
    case 2: return try reader.single(ProtobufInt64.self, key, into: &self.level)
    case 3: return try reader.single(ProtobufInt64.self, key, into: &self.name)
    case 4:
      var value = ProtobufInt64.defaultValue
      guard try reader.single(ProtobufInt64.self, key, into: &value) else { return false }
      self.value = .intValue(value)
      return true
    case 5:
      var value = ProtobufBytes.defaultValue
      guard try reader.single(ProtobufBytes.self, key, into: &value) else { return false }
      self.value = .bufValue(value)
      return true
    case 6: return try reader.single(ProtobufEnumField<SocketOption.SocketState>.self, key, into: &self.state)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.description = try ProtobufString.value(of: value)
    case 2: self.level = try ProtobufInt64.value(of: value)
    case 3: self.name = try ProtobufInt64.value(of: value)
    case 4:
      if self.value != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.value = .intValue(try ProtobufInt64.value(of: value))
    case 5:
      if self.value != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.value = .bufValue(try ProtobufBytes.value(of: value))
    case 6: self.state = try ProtobufEnumField<SocketOption.SocketState>.value(of: value)
    default: break
    }
  }
}
