/// How a field's value is laid out on the wire.
public enum ProtobufWireType: UInt8, Sendable, Hashable {
  /// A number of variable length.
  case varint = 0
  /// Eight bytes, little-endian.
  case fixed64 = 1
  /// A length and so many bytes: strings, bytes, messages, packed lists.
  case lengthDelimited = 2
  /// The start of a group, which only old messages have.
  case startGroup = 3
  /// The end of a group.
  case endGroup = 4
  /// Four bytes, little-endian.
  case fixed32 = 5
}

/// What stands before each value on the wire: the field's number and the wire type.
public struct ProtobufKey: Sendable, Hashable {
  /// The field's number, 1 to 536,870,911.
  public let number: Int
  /// How the value is laid out.
  public let wireType: ProtobufWireType

  /// A key.
  public init(number: Int, wireType: ProtobufWireType) {
    self.number = number
    self.wireType = wireType
  }

  var rawValue: UInt64 { UInt64(number) << 3 | UInt64(wireType.rawValue) }
}
