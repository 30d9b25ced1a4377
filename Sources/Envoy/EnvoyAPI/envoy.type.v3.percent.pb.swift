// Generated from proto/envoy/type/v3/percent.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// A share of a hundred.
public struct Percent: ProtobufMessage {

  /// `value` (1).
  public var value: Double = 0

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.type.v3.Percent"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "value", "value")
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.value.bitPattern != 0 { visitor.single(ProtobufDouble.self, 1, self.value) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufDouble.self, key, into: &self.value)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.value = try ProtobufDouble.value(of: value)
    default: break
    }
  }
}

/// A share with a denominator of its own.
public struct FractionalPercent: ProtobufMessage {

  /// Of how many.
  public struct DenominatorType: ProtobufEnum {
    /// The number on the wire.
    public let rawValue: Int32
    /// The value with that number, known or not.
    public init(rawValue: Int32) { self.rawValue = rawValue }
    /// `HUNDRED`.
    public static let hundred = Self(rawValue: 0)
    /// `TEN_THOUSAND`.
    public static let tenThousand = Self(rawValue: 1)
    /// `MILLION`.
    public static let million = Self(rawValue: 2)
    /// The names.
    public static let protobufNames: [(number: Int32, name: String)] = [
      (0, "HUNDRED"),
      (1, "TEN_THOUSAND"),
      (2, "MILLION"),
    ]
  }

  /// `numerator` (1).
  public var numerator: UInt32 = 0

  /// `denominator` (2).
  public var denominator: FractionalPercent.DenominatorType = FractionalPercent.DenominatorType(rawValue: 0)

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "envoy.type.v3.FractionalPercent"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "numerator", "numerator"),
    ProtobufFieldName(2, "denominator", "denominator"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.numerator != 0 { visitor.single(ProtobufUInt32.self, 1, self.numerator) }
    if self.denominator.rawValue != 0 {
      visitor.single(ProtobufEnumField<FractionalPercent.DenominatorType>.self, 2, self.denominator)
    }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufUInt32.self, key, into: &self.numerator)
    case 2:
      return try reader.single(ProtobufEnumField<FractionalPercent.DenominatorType>.self, key, into: &self.denominator)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.numerator = try ProtobufUInt32.value(of: value)
    case 2: self.denominator = try ProtobufEnumField<FractionalPercent.DenominatorType>.value(of: value)
    default: break
    }
  }
}
