public import JSON

/// `bool`.
public enum ProtobufBool: ProtobufMapKey {
  /// Varint.
  public static var wireType: ProtobufWireType { .varint }
  /// False.
  public static var defaultValue: Bool { false }
  /// One byte.
  public static func size(_ value: Bool) -> Int { 1 }
  /// Writes a value.
  public static func write(_ value: Bool, to writer: inout ProtobufWriter) { writer.varint(value ? 1 : 0) }
  /// Reads a value.
  public static func read(from reader: inout ProtobufReader) throws(ProtobufError) -> Bool { try reader.varint() != 0 }
  /// True or false.
  public static func json(_ value: Bool) -> JSONValue { .bool(value) }
  /// Reads true or false.
  public static func value(of json: JSONValue) throws(ProtobufError) -> Bool {
    guard let value = json.boolValue else {
      throw ProtobufError(.json, "true or false is expected, not \(json.kindDescription)")
    }
    return value
  }
  /// False first.
  public static func precedes(_ left: Bool, _ right: Bool) -> Bool { !left && right }
  /// `true` or `false`.
  public static func name(_ value: Bool) -> String { value ? "true" : "false" }
  /// Reads `true` or `false`.
  public static func value(ofName name: String) throws(ProtobufError) -> Bool {
    switch name {
    case "true": return true
    case "false": return false
    default: throw ProtobufError(.json, "'\(name)' is no key of this map")
    }
  }
}

/// `float`.
public enum ProtobufFloat: ProtobufFieldType {
  /// Four bytes.
  public static var wireType: ProtobufWireType { .fixed32 }
  /// Zero.
  public static var defaultValue: Float { 0 }
  /// Four.
  public static func size(_ value: Float) -> Int { 4 }
  /// Writes a value.
  public static func write(_ value: Float, to writer: inout ProtobufWriter) { writer.fixed32(value.bitPattern) }
  /// Reads a value.
  public static func read(from reader: inout ProtobufReader) throws(ProtobufError) -> Float {
    Float(bitPattern: try reader.fixed32())
  }
  /// A number, or `NaN`, `Infinity`, `-Infinity` as text.
  public static func json(_ value: Float) -> JSONValue {
    guard value.isFinite else { return ProtobufDouble.json(Double(value)) }
    if value == value.rounded(), value.magnitude < 1e7 { return .number(JSONNumber(Double(value))) }
    return .number(JSONNumber(text: value.description) ?? JSONNumber(Double(value)))
  }
  /// Reads a number or one of the words.
  public static func value(of json: JSONValue) throws(ProtobufError) -> Float {
    let value = try ProtobufDouble.value(of: json)
    let narrow = Float(value)
    if value.isFinite, !narrow.isFinite { throw ProtobufError(.json, "\(json) is beyond the range of a float") }
    return narrow
  }
}

/// `double`.
public enum ProtobufDouble: ProtobufFieldType {
  /// Eight bytes.
  public static var wireType: ProtobufWireType { .fixed64 }
  /// Zero.
  public static var defaultValue: Double { 0 }
  /// Eight.
  public static func size(_ value: Double) -> Int { 8 }
  /// Writes a value.
  public static func write(_ value: Double, to writer: inout ProtobufWriter) { writer.fixed64(value.bitPattern) }
  /// Reads a value.
  public static func read(from reader: inout ProtobufReader) throws(ProtobufError) -> Double {
    Double(bitPattern: try reader.fixed64())
  }
  /// A number, or `NaN`, `Infinity`, `-Infinity` as text.
  public static func json(_ value: Double) -> JSONValue {
    if value.isNaN { return .string("NaN") }
    if value.isInfinite { return .string(value < 0 ? "-Infinity" : "Infinity") }
    if value == 0, value.sign == .minus, let zero = JSONNumber(text: "-0.0") { return .number(zero) }
    return .number(JSONNumber(value))
  }
  /// Reads a number or one of the words.
  public static func value(of json: JSONValue) throws(ProtobufError) -> Double {
    switch json {
    case .number(let number):
      guard let value = number.doubleValue else {
        throw ProtobufError(.json, "\(number) is beyond the range of a double")
      }
      return value
    case .string("NaN"): return .nan
    case .string("Infinity"): return .infinity
    case .string("-Infinity"): return -.infinity
    case .string(let text):
      guard let value = JSONNumber(text: text)?.doubleValue else {
        throw ProtobufError(.json, "'\(text)' is no number")
      }
      return value
    default: throw ProtobufError(.json, "a number is expected, not \(json.kindDescription)")
    }
  }
}

/// `string`.
public enum ProtobufString: ProtobufMapKey {
  /// A length and UTF-8.
  public static var wireType: ProtobufWireType { .lengthDelimited }
  /// The empty string.
  public static var defaultValue: String { "" }
  /// The length and the bytes.
  public static func size(_ value: String) -> Int { ProtobufWriter.delimitedSize(value.utf8.count) }
  /// Writes a value.
  public static func write(_ value: String, to writer: inout ProtobufWriter) { writer.string(value) }
  /// Reads a value.
  public static func read(from reader: inout ProtobufReader) throws(ProtobufError) -> String { try reader.string() }
  /// The text.
  public static func json(_ value: String) -> JSONValue { .string(value) }
  /// Reads a text.
  public static func value(of json: JSONValue) throws(ProtobufError) -> String {
    guard let text = json.stringValue else {
      throw ProtobufError(.json, "a string is expected, not \(json.kindDescription)")
    }
    return text
  }
  /// The order of the bytes.
  public static func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
  /// The text.
  public static func name(_ value: String) -> String { value }
  /// The text.
  public static func value(ofName name: String) throws(ProtobufError) -> String { name }
}

/// `bytes`.
public enum ProtobufBytes: ProtobufFieldType {
  /// A length and the bytes.
  public static var wireType: ProtobufWireType { .lengthDelimited }
  /// No bytes.
  public static var defaultValue: [UInt8] { [] }
  /// The length and the bytes.
  public static func size(_ value: [UInt8]) -> Int { ProtobufWriter.delimitedSize(value.count) }
  /// Writes a value.
  public static func write(_ value: [UInt8], to writer: inout ProtobufWriter) { writer.bytes(value) }
  /// Reads a value.
  public static func read(from reader: inout ProtobufReader) throws(ProtobufError) -> [UInt8] {
    try reader.lengthDelimited()
  }
  /// Base64.
  public static func json(_ value: [UInt8]) -> JSONValue { .string(Base64.encode(value)) }
  /// Reads base64, also its URL alphabet, with or without padding.
  public static func value(of json: JSONValue) throws(ProtobufError) -> [UInt8] {
    guard let text = json.stringValue, let bytes = Base64.decode(text) else {
      throw ProtobufError(.json, "bytes in base64 are expected")
    }
    return bytes
  }
}

/// An enum of protobuf: any number is a value, those of `names` have one.
public protocol ProtobufEnum: RawRepresentable, Sendable, Hashable where RawValue == Int32 {
  /// The value with that number.
  init(rawValue: Int32)
  /// The names in `proto/`, by number; the first of a number is the one that JSON is written with.
  static var protobufNames: [(number: Int32, name: String)] { get }
}

/// A field of an enum type.
public enum ProtobufEnumField<Enum: ProtobufEnum>: ProtobufFieldType {
  /// Varint.
  public static var wireType: ProtobufWireType { .varint }
  /// The value with the number 0.
  public static var defaultValue: Enum { Enum(rawValue: 0) }
  /// One to ten bytes.
  public static func size(_ value: Enum) -> Int { ProtobufInt32.size(value.rawValue) }
  /// Writes a value.
  public static func write(_ value: Enum, to writer: inout ProtobufWriter) {
    ProtobufInt32.write(value.rawValue, to: &writer)
  }
  /// Reads a value.
  public static func read(from reader: inout ProtobufReader) throws(ProtobufError) -> Enum {
    Enum(rawValue: try ProtobufInt32.read(from: &reader))
  }
  /// The name, or the number where it has none.
  public static func json(_ value: Enum) -> JSONValue {
    for (number, name) in Enum.protobufNames where number == value.rawValue { return .string(name) }
    return ProtobufInt32.json(value.rawValue)
  }
  /// Reads a name or a number.
  public static func value(of json: JSONValue) throws(ProtobufError) -> Enum {
    guard case .string(let text) = json else { return Enum(rawValue: try ProtobufInt32.value(of: json)) }
    for (number, name) in Enum.protobufNames where name == text { return Enum(rawValue: number) }
    throw ProtobufError(.json, "'\(text)' is no value of this enum")
  }
}

/// A field of one of the wrapper types (`google.protobuf.UInt32Value` and its like), whose value stands alone in Swift.
public enum ProtobufWrapper<Field: ProtobufFieldType>: ProtobufFieldType {
  /// A message.
  public static var wireType: ProtobufWireType { .lengthDelimited }
  /// The value's default.
  public static var defaultValue: Field.Value { Field.defaultValue }
  private static func innerSize(_ value: Field.Value) -> Int {
    ProtobufWriter.isDefault(Field.self, value) ? 0 : 1 + Field.size(value)
  }
  /// The length and the message with field 1.
  public static func size(_ value: Field.Value) -> Int { ProtobufWriter.delimitedSize(innerSize(value)) }
  /// Writes a value.
  public static func write(_ value: Field.Value, to writer: inout ProtobufWriter) {
    let size = innerSize(value)
    writer.varint(UInt64(size))
    guard size > 0 else { return }
    writer.key(1, Field.wireType)
    Field.write(value, to: &writer)
  }
  /// Reads a value.
  public static func read(from reader: inout ProtobufReader) throws(ProtobufError) -> Field.Value {
    var value = Field.defaultValue
    try merge(into: &value, from: &reader)
    return value
  }
  /// Reads a message over the value that was there: without field 1 it leaves that as it is.
  public static func merge(
    into value: inout Field.Value, from reader: inout ProtobufReader
  ) throws(ProtobufError) {
    var merged = value
    try reader.fields { (key, inner) throws(ProtobufError) in
      guard key.number == 1, key.wireType == Field.wireType else { return false }
      merged = try Field.read(from: &inner)
      return true
    }
    value = merged
  }
  /// The value itself.
  public static func json(_ value: Field.Value) -> JSONValue { Field.json(value) }
  /// Reads the value itself.
  public static func value(of json: JSONValue) throws(ProtobufError) -> Field.Value { try Field.value(of: json) }
}
