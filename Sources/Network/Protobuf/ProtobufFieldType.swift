public import JSON

/// How values of one of protobuf's types are written, read, and said in JSON.
public protocol ProtobufFieldType {
  /// The Swift type of a value.
  associatedtype Value: Sendable, Hashable
  /// How a value is laid out.
  static var wireType: ProtobufWireType { get }
  /// How many bytes a value takes, without its key.
  static func size(_ value: Value) -> Int
  /// Writes a value, without its key.
  static func write(_ value: Value, to writer: inout ProtobufWriter)
  /// Reads a value, without its key.
  static func read(from reader: inout ProtobufReader) throws(ProtobufError) -> Value
  /// Reads a value, without its key, where the field may have one already: wrappers, which are messages, are merged.
  static func merge(into value: inout Value, from reader: inout ProtobufReader) throws(ProtobufError)
  /// The value in JSON.
  static func json(_ value: Value) -> JSONValue
  /// The value of a field that is absent inside a map entry or a wrapper.
  static var defaultValue: Value { get }
  /// Reads the value that JSON has.
  static func value(of json: JSONValue) throws(ProtobufError) -> Value
}

extension ProtobufFieldType {
  /// Whether a list of such values is written as one field.
  static var isPacked: Bool { wireType != .lengthDelimited }

  /// Takes the new value in place of the old one.
  public static func merge(into value: inout Value, from reader: inout ProtobufReader) throws(ProtobufError) {
    value = try read(from: &reader)
  }
}

/// A type that a map may have as its key: integers, booleans and strings.
public protocol ProtobufMapKey: ProtobufFieldType {
  /// The order in which entries are written.
  static func precedes(_ left: Value, _ right: Value) -> Bool
  /// The key as the name of a JSON member.
  static func name(_ value: Value) -> String
  /// The key that a JSON member's name stands for.
  static func value(ofName name: String) throws(ProtobufError) -> Value
}

extension ProtobufMapKey where Value: Comparable {
  /// The natural order.
  public static func precedes(_ left: Value, _ right: Value) -> Bool { left < right }
}

extension ProtobufMapKey where Value: FixedWidthInteger {
  /// The decimal text.
  public static func name(_ value: Value) -> String { String(value) }
  /// The number that the text stands for.
  public static func value(ofName name: String) throws(ProtobufError) -> Value {
    guard let value = Value(name) else { throw ProtobufError(.json, "'\(name)' is no key of this map") }
    return value
  }
}

/// Common to the integer types: what JSON has for them.
protocol ProtobufIntegerType: ProtobufMapKey where Value: FixedWidthInteger & Sendable {}

extension ProtobufIntegerType {
  /// Zero.
  public static var defaultValue: Value { 0 }

  /// A number, or its text where it has 64 bits.
  public static func json(_ value: Value) -> JSONValue {
    if Value.bitWidth > 32 { return .string(String(value)) }
    return .number(JSONNumber(Int64(value)))
  }

  /// Reads a number, or the text of one.
  public static func value(of json: JSONValue) throws(ProtobufError) -> Value {
    let number: JSONNumber?
    switch json {
    case .number(let value): number = value
    case .string(let text): number = JSONNumber(text: text)
    default: number = nil
    }
    guard let number else {
      throw ProtobufError(.json, "an integer is expected, not \(json.kindDescription)")
    }
    if let value = number.intValue, let exact = Value(exactly: value) { return exact }
    if let value = number.uintValue, let exact = Value(exactly: value) { return exact }
    throw ProtobufError(.json, "\(number) is no integer between \(Value.min) and \(Value.max)")
  }
}

/// `int32`.
public enum ProtobufInt32: ProtobufIntegerType {
  /// Varint.
  public static var wireType: ProtobufWireType { .varint }
  /// One to ten bytes.
  public static func size(_ value: Int32) -> Int { ProtobufWriter.varintSize(UInt64(bitPattern: Int64(value))) }
  /// Writes a value.
  public static func write(_ value: Int32, to writer: inout ProtobufWriter) {
    writer.varint(UInt64(bitPattern: Int64(value)))
  }
  /// Reads a value.
  public static func read(from reader: inout ProtobufReader) throws(ProtobufError) -> Int32 {
    Int32(truncatingIfNeeded: try reader.varint())
  }
}

/// `int64`.
public enum ProtobufInt64: ProtobufIntegerType {
  /// Varint.
  public static var wireType: ProtobufWireType { .varint }
  /// One to ten bytes.
  public static func size(_ value: Int64) -> Int { ProtobufWriter.varintSize(UInt64(bitPattern: value)) }
  /// Writes a value.
  public static func write(_ value: Int64, to writer: inout ProtobufWriter) { writer.varint(UInt64(bitPattern: value)) }
  /// Reads a value.
  public static func read(from reader: inout ProtobufReader) throws(ProtobufError) -> Int64 {
    Int64(bitPattern: try reader.varint())
  }
}

/// `uint32`.
public enum ProtobufUInt32: ProtobufIntegerType {
  /// Varint.
  public static var wireType: ProtobufWireType { .varint }
  /// One to five bytes.
  public static func size(_ value: UInt32) -> Int { ProtobufWriter.varintSize(UInt64(value)) }
  /// Writes a value.
  public static func write(_ value: UInt32, to writer: inout ProtobufWriter) { writer.varint(UInt64(value)) }
  /// Reads a value.
  public static func read(from reader: inout ProtobufReader) throws(ProtobufError) -> UInt32 {
    UInt32(truncatingIfNeeded: try reader.varint())
  }
}

/// `uint64`.
public enum ProtobufUInt64: ProtobufIntegerType {
  /// Varint.
  public static var wireType: ProtobufWireType { .varint }
  /// One to ten bytes.
  public static func size(_ value: UInt64) -> Int { ProtobufWriter.varintSize(value) }
  /// Writes a value.
  public static func write(_ value: UInt64, to writer: inout ProtobufWriter) { writer.varint(value) }
  /// Reads a value.
  public static func read(from reader: inout ProtobufReader) throws(ProtobufError) -> UInt64 { try reader.varint() }
}

/// `sint32`: zigzag.
public enum ProtobufSInt32: ProtobufIntegerType {
  /// Varint.
  public static var wireType: ProtobufWireType { .varint }
  private static func zigzag(_ value: Int32) -> UInt64 { UInt64(UInt32(bitPattern: value << 1 ^ value >> 31)) }
  /// One to five bytes.
  public static func size(_ value: Int32) -> Int { ProtobufWriter.varintSize(zigzag(value)) }
  /// Writes a value.
  public static func write(_ value: Int32, to writer: inout ProtobufWriter) { writer.varint(zigzag(value)) }
  /// Reads a value.
  public static func read(from reader: inout ProtobufReader) throws(ProtobufError) -> Int32 {
    let raw = UInt32(truncatingIfNeeded: try reader.varint())
    return Int32(bitPattern: raw >> 1) ^ -Int32(bitPattern: raw & 1)
  }
}

/// `sint64`: zigzag.
public enum ProtobufSInt64: ProtobufIntegerType {
  /// Varint.
  public static var wireType: ProtobufWireType { .varint }
  private static func zigzag(_ value: Int64) -> UInt64 { UInt64(bitPattern: value << 1 ^ value >> 63) }
  /// One to ten bytes.
  public static func size(_ value: Int64) -> Int { ProtobufWriter.varintSize(zigzag(value)) }
  /// Writes a value.
  public static func write(_ value: Int64, to writer: inout ProtobufWriter) { writer.varint(zigzag(value)) }
  /// Reads a value.
  public static func read(from reader: inout ProtobufReader) throws(ProtobufError) -> Int64 {
    let raw = try reader.varint()
    return Int64(bitPattern: raw >> 1) ^ -Int64(bitPattern: raw & 1)
  }
}

/// `fixed32`.
public enum ProtobufFixed32: ProtobufIntegerType {
  /// Four bytes.
  public static var wireType: ProtobufWireType { .fixed32 }
  /// Four.
  public static func size(_ value: UInt32) -> Int { 4 }
  /// Writes a value.
  public static func write(_ value: UInt32, to writer: inout ProtobufWriter) { writer.fixed32(value) }
  /// Reads a value.
  public static func read(from reader: inout ProtobufReader) throws(ProtobufError) -> UInt32 { try reader.fixed32() }
}

/// `fixed64`.
public enum ProtobufFixed64: ProtobufIntegerType {
  /// Eight bytes.
  public static var wireType: ProtobufWireType { .fixed64 }
  /// Eight.
  public static func size(_ value: UInt64) -> Int { 8 }
  /// Writes a value.
  public static func write(_ value: UInt64, to writer: inout ProtobufWriter) { writer.fixed64(value) }
  /// Reads a value.
  public static func read(from reader: inout ProtobufReader) throws(ProtobufError) -> UInt64 { try reader.fixed64() }
}

/// `sfixed32`.
public enum ProtobufSFixed32: ProtobufIntegerType {
  /// Four bytes.
  public static var wireType: ProtobufWireType { .fixed32 }
  /// Four.
  public static func size(_ value: Int32) -> Int { 4 }
  /// Writes a value.
  public static func write(_ value: Int32, to writer: inout ProtobufWriter) {
    writer.fixed32(UInt32(bitPattern: value))
  }
  /// Reads a value.
  public static func read(from reader: inout ProtobufReader) throws(ProtobufError) -> Int32 {
    Int32(bitPattern: try reader.fixed32())
  }
}

/// `sfixed64`.
public enum ProtobufSFixed64: ProtobufIntegerType {
  /// Eight bytes.
  public static var wireType: ProtobufWireType { .fixed64 }
  /// Eight.
  public static func size(_ value: Int64) -> Int { 8 }
  /// Writes a value.
  public static func write(_ value: Int64, to writer: inout ProtobufWriter) {
    writer.fixed64(UInt64(bitPattern: value))
  }
  /// Reads a value.
  public static func read(from reader: inout ProtobufReader) throws(ProtobufError) -> Int64 {
    Int64(bitPattern: try reader.fixed64())
  }
}
