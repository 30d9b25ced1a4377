public import JSON

/// A type of field that `google/protobuf/wrappers.proto` has a wrapper for.
public protocol ProtobufWrappable: ProtobufFieldType {
  /// The wrapper's full name.
  static var wrapperName: String { get }
}

/// One of the wrapper types as a message of its own, such as stands inside an `Any`. As a field it is an optional of its
/// value (`ProtobufWrapper`).
public struct ProtobufWrapperMessage<Field: ProtobufWrappable>: ProtobufMessage {
  /// What is wrapped.
  public var value: Field.Value = Field.defaultValue

  /// A wrapper of the default.
  public init() {}

  /// A wrapper of a value.
  public init(_ value: Field.Value) { self.value = value }

  /// The full name.
  public static var protobufName: String { Field.wrapperName }
  /// The fields.
  public static var protobufFields: [ProtobufFieldName] { [ProtobufFieldName(1, "value", "value")] }

  /// Shows the value, where it is not the default.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !ProtobufWriter.isDefault(Field.self, value) { visitor.single(Field.self, 1, value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    key.number == 1 ? try reader.single(Field.self, key, into: &value) : false
  }

  /// Not used: a wrapper is read whole.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {}

  /// The value itself.
  public func jsonValue(registry: ProtobufTypeRegistry) throws(ProtobufError) -> JSONValue { Field.json(value) }

  /// Reads the value itself.
  public init(json: JSONValue, decoder: ProtobufJSONDecoder) throws(ProtobufError) {
    do { value = try Field.value(of: json) } catch { throw error.within(Self.protobufName) }
  }
}

extension ProtobufDouble: ProtobufWrappable {
  /// The wrapper's full name.
  public static var wrapperName: String { "google.protobuf.DoubleValue" }
}

extension ProtobufFloat: ProtobufWrappable {
  /// The wrapper's full name.
  public static var wrapperName: String { "google.protobuf.FloatValue" }
}

extension ProtobufInt64: ProtobufWrappable {
  /// The wrapper's full name.
  public static var wrapperName: String { "google.protobuf.Int64Value" }
}

extension ProtobufUInt64: ProtobufWrappable {
  /// The wrapper's full name.
  public static var wrapperName: String { "google.protobuf.UInt64Value" }
}

extension ProtobufInt32: ProtobufWrappable {
  /// The wrapper's full name.
  public static var wrapperName: String { "google.protobuf.Int32Value" }
}

extension ProtobufUInt32: ProtobufWrappable {
  /// The wrapper's full name.
  public static var wrapperName: String { "google.protobuf.UInt32Value" }
}

extension ProtobufBool: ProtobufWrappable {
  /// The wrapper's full name.
  public static var wrapperName: String { "google.protobuf.BoolValue" }
}

extension ProtobufString: ProtobufWrappable {
  /// The wrapper's full name.
  public static var wrapperName: String { "google.protobuf.StringValue" }
}

extension ProtobufBytes: ProtobufWrappable {
  /// The wrapper's full name.
  public static var wrapperName: String { "google.protobuf.BytesValue" }
}
