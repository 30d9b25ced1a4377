// Generated from proto/koperator/test/v1/kinds.proto by protoc-gen-koperator. Do not edit: change the definition.

public import JSON
public import Protobuf

/// Every kind of field that the wire format has, for tests.
public struct Kinds: ProtobufMessage {

  /// A choice.
  public struct Choice: ProtobufEnum {
    /// The number on the wire.
    public let rawValue: Int32
    /// The value with that number, known or not.
    public init(rawValue: Int32) { self.rawValue = rawValue }
    /// `CHOICE_NONE`.
    public static let choiceNone = Self(rawValue: 0)
    /// `CHOICE_ONE`.
    public static let choiceOne = Self(rawValue: 1)
    /// `CHOICE_NEGATIVE`.
    public static let choiceNegative = Self(rawValue: -1)
    /// The names.
    public static let protobufNames: [(number: Int32, name: String)] = [
      (0, "CHOICE_NONE"),
      (1, "CHOICE_ONE"),
      (-1, "CHOICE_NEGATIVE"),
    ]
  }

  /// A message inside.
  public struct Inner: ProtobufMessage {

    /// `number` (1).
    public var number: Int32 = 0

    /// `text` (2).
    public var text: String = ""

    /// `children` (3).
    public var children: [Kinds.Inner] = []

    /// The message with every field at its default.
    public init() {}

    /// The full name.
    public static let protobufName = "koperator.test.v1.Kinds.Inner"

    /// The fields.
    public static let protobufFields: [ProtobufFieldName] = [
      ProtobufFieldName(1, "number", "number"),
      ProtobufFieldName(2, "text", "text"),
      ProtobufFieldName(3, "children", "children"),
    ]

    /// Shows the fields that are set.
    public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
      if self.number != 0 { visitor.single(ProtobufInt32.self, 1, self.number) }
      if !self.text.isEmpty { visitor.single(ProtobufString.self, 2, self.text) }
      if !self.children.isEmpty { try visitor.messages(3, self.children) }
    }

    /// Reads a field.
    public mutating func decodeField(
      _ key: ProtobufKey, from reader: inout ProtobufReader
    ) throws(ProtobufError) -> Bool {
      switch key.number {
      case 1: return try reader.single(ProtobufInt32.self, key, into: &self.number)
      case 2: return try reader.single(ProtobufString.self, key, into: &self.text)
      case 3: return try reader.messages(key, into: &self.children)
      default:
        return false
      }
    }

    /// Sets a field from its JSON value.
    public mutating func decodeJSON(
      field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
    ) throws(ProtobufError) {
      switch number {
      case 1: self.number = try ProtobufInt32.value(of: value)
      case 2: self.text = try ProtobufString.value(of: value)
      case 3: self.children = try decoder.messages(value)
      default: break
      }
    }
  }

  /// What `either` can be.
  public enum Either: Sendable, Hashable {
    /// `either_text` (51).
    case eitherText(String)
    /// `either_inner` (52).
    case eitherInner(Kinds.Inner)
    /// `either_number` (53).
    case eitherNumber(UInt32)
    /// `either_choice` (54).
    case eitherChoice(Kinds.Choice)
    /// `either_wrapper` (55).
    case eitherWrapper([UInt8])
    /// `either_structure` (56).
    case eitherStructure(ProtobufStruct)
    /// `either_bool` (57).
    case eitherBool(Bool)
    /// `either_bytes` (58).
    case eitherBytes([UInt8])
  }

  /// `double_value` (1).
  public var doubleValue: Double = 0

  /// `float_value` (2).
  public var floatValue: Float = 0

  /// `int64_value` (3).
  public var int64Value: Int64 = 0

  /// `uint64_value` (4).
  public var uint64Value: UInt64 = 0

  /// `int32_value` (5).
  public var int32Value: Int32 = 0

  /// `fixed64_value` (6).
  public var fixed64Value: UInt64 = 0

  /// `fixed32_value` (7).
  public var fixed32Value: UInt32 = 0

  /// `bool_value` (8).
  public var boolValue: Bool = false

  /// `string_value` (9).
  public var stringValue: String = ""

  /// `bytes_value` (10).
  public var bytesValue: [UInt8] = []

  /// `uint32_value` (11).
  public var uint32Value: UInt32 = 0

  /// `sfixed32_value` (12).
  public var sfixed32Value: Int32 = 0

  /// `sfixed64_value` (13).
  public var sfixed64Value: Int64 = 0

  /// `sint32_value` (14).
  public var sint32Value: Int32 = 0

  /// `sint64_value` (15).
  public var sint64Value: Int64 = 0

  /// `choice` (16).
  public var choice: Kinds.Choice = Kinds.Choice(rawValue: 0)

  /// `inner` (17).
  public var inner: Kinds.Inner?

  /// `doubles` (21).
  public var doubles: [Double] = []

  /// `floats` (22).
  public var floats: [Float] = []

  /// `int64s` (23).
  public var int64s: [Int64] = []

  /// `uint64s` (24).
  public var uint64s: [UInt64] = []

  /// `int32s` (25).
  public var int32s: [Int32] = []

  /// `fixed64s` (26).
  public var fixed64s: [UInt64] = []

  /// `fixed32s` (27).
  public var fixed32s: [UInt32] = []

  /// `bools` (28).
  public var bools: [Bool] = []

  /// `strings` (29).
  public var strings: [String] = []

  /// `byte_strings` (30).
  public var byteStrings: [[UInt8]] = []

  /// `uint32s` (31).
  public var uint32s: [UInt32] = []

  /// `sfixed32s` (32).
  public var sfixed32s: [Int32] = []

  /// `sfixed64s` (33).
  public var sfixed64s: [Int64] = []

  /// `sint32s` (34).
  public var sint32s: [Int32] = []

  /// `sint64s` (35).
  public var sint64s: [Int64] = []

  /// `choices` (36).
  public var choices: [Kinds.Choice] = []

  /// `inners` (37).
  public var inners: [Kinds.Inner] = []

  /// `strings_by_string` (41).
  public var stringsByString: [String: String] = [:]

  /// `inners_by_int32` (42).
  public var innersByInt32: [Int32: Kinds.Inner] = [:]

  /// `choices_by_bool` (43).
  public var choicesByBool: [Bool: Kinds.Choice] = [:]

  /// `doubles_by_uint64` (44).
  public var doublesByUint64: [UInt64: Double] = [:]

  /// `bytes_by_sint64` (45).
  public var bytesBySint64: [Int64: [UInt8]] = [:]

  /// `floats_by_fixed32` (46).
  public var floatsByFixed32: [UInt32: Float] = [:]

  /// `wrappers_by_sfixed64` (47).
  public var wrappersBySfixed64: [Int64: UInt32] = [:]

  /// `durations_by_string` (48).
  public var durationsByString: [String: ProtobufDuration] = [:]

  /// One of the cases, or none.
  public var either: Either?

  /// `any` (61).
  public var any: ProtobufAny?

  /// `duration` (62).
  public var duration: ProtobufDuration?

  /// `timestamp` (63).
  public var timestamp: ProtobufTimestamp?

  /// `structure` (64).
  public var structure: ProtobufStruct?

  /// `uint32_wrapper` (65).
  public var uint32Wrapper: UInt32?

  /// `bool_wrapper` (66).
  public var boolWrapper: Bool?

  /// `string_wrapper` (67).
  public var stringWrapper: String?

  /// `double_wrapper` (68).
  public var doubleWrapper: Double?

  /// `int64_wrappers` (69).
  public var int64Wrappers: [Int64] = []

  /// `uint64_wrapper` (70).
  public var uint64Wrapper: UInt64?

  /// `int32_wrapper` (71).
  public var int32Wrapper: Int32?

  /// `float_wrapper` (72).
  public var floatWrapper: Float?

  /// `bytes_wrapper` (73).
  public var bytesWrapper: [UInt8]?

  /// `empty` (74).
  public var empty: ProtobufEmpty?

  /// `list` (75).
  public var list: ProtobufListValue?

  /// `timestamps` (76).
  public var timestamps: [ProtobufTimestamp] = []

  /// `anys` (77).
  public var anys: [ProtobufAny] = []

  /// `any_json` (78).
  public var anyJson: ProtobufValue?

  /// `json_values` (79).
  public var jsonValues: [ProtobufValue] = []

  /// `self` (81).
  public var selfValue: String = ""

  /// `type` (82).
  public var type: String = ""

  /// `default` (83).
  public var `default`: String = ""

  /// `in` (84).
  public var `in`: String = ""

  /// `last` (536870911).
  public var last: UInt32 = 0

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "koperator.test.v1.Kinds"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "double_value", "doubleValue"),
    ProtobufFieldName(2, "float_value", "floatValue"),
    ProtobufFieldName(3, "int64_value", "int64Value"),
    ProtobufFieldName(4, "uint64_value", "uint64Value"),
    ProtobufFieldName(5, "int32_value", "int32Value"),
    ProtobufFieldName(6, "fixed64_value", "fixed64Value"),
    ProtobufFieldName(7, "fixed32_value", "fixed32Value"),
    ProtobufFieldName(8, "bool_value", "boolValue"),
    ProtobufFieldName(9, "string_value", "stringValue"),
    ProtobufFieldName(10, "bytes_value", "bytesValue"),
    ProtobufFieldName(11, "uint32_value", "uint32Value"),
    ProtobufFieldName(12, "sfixed32_value", "sfixed32Value"),
    ProtobufFieldName(13, "sfixed64_value", "sfixed64Value"),
    ProtobufFieldName(14, "sint32_value", "sint32Value"),
    ProtobufFieldName(15, "sint64_value", "sint64Value"),
    ProtobufFieldName(16, "choice", "choice"),
    ProtobufFieldName(17, "inner", "inner"),
    ProtobufFieldName(21, "doubles", "doubles"),
    ProtobufFieldName(22, "floats", "floats"),
    ProtobufFieldName(23, "int64s", "int64s"),
    ProtobufFieldName(24, "uint64s", "uint64s"),
    ProtobufFieldName(25, "int32s", "int32s"),
    ProtobufFieldName(26, "fixed64s", "fixed64s"),
    ProtobufFieldName(27, "fixed32s", "fixed32s"),
    ProtobufFieldName(28, "bools", "bools"),
    ProtobufFieldName(29, "strings", "strings"),
    ProtobufFieldName(30, "byte_strings", "byteStrings"),
    ProtobufFieldName(31, "uint32s", "uint32s"),
    ProtobufFieldName(32, "sfixed32s", "sfixed32s"),
    ProtobufFieldName(33, "sfixed64s", "sfixed64s"),
    ProtobufFieldName(34, "sint32s", "sint32s"),
    ProtobufFieldName(35, "sint64s", "sint64s"),
    ProtobufFieldName(36, "choices", "choices"),
    ProtobufFieldName(37, "inners", "inners"),
    ProtobufFieldName(41, "strings_by_string", "stringsByString"),
    ProtobufFieldName(42, "inners_by_int32", "innersByInt32"),
    ProtobufFieldName(43, "choices_by_bool", "choicesByBool"),
    ProtobufFieldName(44, "doubles_by_uint64", "doublesByUint64"),
    ProtobufFieldName(45, "bytes_by_sint64", "bytesBySint64"),
    ProtobufFieldName(46, "floats_by_fixed32", "floatsByFixed32"),
    ProtobufFieldName(47, "wrappers_by_sfixed64", "wrappersBySfixed64"),
    ProtobufFieldName(48, "durations_by_string", "durationsByString"),
    ProtobufFieldName(51, "either_text", "eitherText"),
    ProtobufFieldName(52, "either_inner", "eitherInner"),
    ProtobufFieldName(53, "either_number", "eitherNumber"),
    ProtobufFieldName(54, "either_choice", "eitherChoice"),
    ProtobufFieldName(55, "either_wrapper", "eitherWrapper"),
    ProtobufFieldName(56, "either_structure", "eitherStructure"),
    ProtobufFieldName(57, "either_bool", "eitherBool"),
    ProtobufFieldName(58, "either_bytes", "eitherBytes"),
    ProtobufFieldName(61, "any", "any"),
    ProtobufFieldName(62, "duration", "duration"),
    ProtobufFieldName(63, "timestamp", "timestamp"),
    ProtobufFieldName(64, "structure", "structure"),
    ProtobufFieldName(65, "uint32_wrapper", "uint32Wrapper"),
    ProtobufFieldName(66, "bool_wrapper", "boolWrapper"),
    ProtobufFieldName(67, "string_wrapper", "stringWrapper"),
    ProtobufFieldName(68, "double_wrapper", "doubleWrapper"),
    ProtobufFieldName(69, "int64_wrappers", "int64Wrappers"),
    ProtobufFieldName(70, "uint64_wrapper", "uint64Wrapper"),
    ProtobufFieldName(71, "int32_wrapper", "int32Wrapper"),
    ProtobufFieldName(72, "float_wrapper", "floatWrapper"),
    ProtobufFieldName(73, "bytes_wrapper", "bytesWrapper"),
    ProtobufFieldName(74, "empty", "empty"),
    ProtobufFieldName(75, "list", "list"),
    ProtobufFieldName(76, "timestamps", "timestamps"),
    ProtobufFieldName(77, "anys", "anys"),
    ProtobufFieldName(78, "any_json", "anyJson", acceptsNull: true),
    ProtobufFieldName(79, "json_values", "jsonValues"),
    ProtobufFieldName(81, "self", "self"),
    ProtobufFieldName(82, "type", "type"),
    ProtobufFieldName(83, "default", "default"),
    ProtobufFieldName(84, "in", "in"),
    ProtobufFieldName(536870911, "last", "last"),
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if self.doubleValue.bitPattern != 0 { visitor.single(ProtobufDouble.self, 1, self.doubleValue) }
    if self.floatValue.bitPattern != 0 { visitor.single(ProtobufFloat.self, 2, self.floatValue) }
    if self.int64Value != 0 { visitor.single(ProtobufInt64.self, 3, self.int64Value) }
    if self.uint64Value != 0 { visitor.single(ProtobufUInt64.self, 4, self.uint64Value) }
    if self.int32Value != 0 { visitor.single(ProtobufInt32.self, 5, self.int32Value) }
    if self.fixed64Value != 0 { visitor.single(ProtobufFixed64.self, 6, self.fixed64Value) }
    if self.fixed32Value != 0 { visitor.single(ProtobufFixed32.self, 7, self.fixed32Value) }
    if self.boolValue { visitor.single(ProtobufBool.self, 8, self.boolValue) }
    if !self.stringValue.isEmpty { visitor.single(ProtobufString.self, 9, self.stringValue) }
    if !self.bytesValue.isEmpty { visitor.single(ProtobufBytes.self, 10, self.bytesValue) }
    if self.uint32Value != 0 { visitor.single(ProtobufUInt32.self, 11, self.uint32Value) }
    if self.sfixed32Value != 0 { visitor.single(ProtobufSFixed32.self, 12, self.sfixed32Value) }
    if self.sfixed64Value != 0 { visitor.single(ProtobufSFixed64.self, 13, self.sfixed64Value) }
    if self.sint32Value != 0 { visitor.single(ProtobufSInt32.self, 14, self.sint32Value) }
    if self.sint64Value != 0 { visitor.single(ProtobufSInt64.self, 15, self.sint64Value) }
    if self.choice.rawValue != 0 { visitor.single(ProtobufEnumField<Kinds.Choice>.self, 16, self.choice) }
    if let value = self.inner { try visitor.message(17, value) }
    if !self.doubles.isEmpty { visitor.list(ProtobufDouble.self, 21, self.doubles) }
    if !self.floats.isEmpty { visitor.list(ProtobufFloat.self, 22, self.floats) }
    if !self.int64s.isEmpty { visitor.list(ProtobufInt64.self, 23, self.int64s) }
    if !self.uint64s.isEmpty { visitor.list(ProtobufUInt64.self, 24, self.uint64s) }
    if !self.int32s.isEmpty { visitor.list(ProtobufInt32.self, 25, self.int32s) }
    if !self.fixed64s.isEmpty { visitor.list(ProtobufFixed64.self, 26, self.fixed64s) }
    if !self.fixed32s.isEmpty { visitor.list(ProtobufFixed32.self, 27, self.fixed32s) }
    if !self.bools.isEmpty { visitor.list(ProtobufBool.self, 28, self.bools) }
    if !self.strings.isEmpty { visitor.list(ProtobufString.self, 29, self.strings) }
    if !self.byteStrings.isEmpty { visitor.list(ProtobufBytes.self, 30, self.byteStrings) }
    if !self.uint32s.isEmpty { visitor.list(ProtobufUInt32.self, 31, self.uint32s) }
    if !self.sfixed32s.isEmpty { visitor.list(ProtobufSFixed32.self, 32, self.sfixed32s) }
    if !self.sfixed64s.isEmpty { visitor.list(ProtobufSFixed64.self, 33, self.sfixed64s) }
    if !self.sint32s.isEmpty { visitor.list(ProtobufSInt32.self, 34, self.sint32s) }
    if !self.sint64s.isEmpty { visitor.list(ProtobufSInt64.self, 35, self.sint64s) }
    if !self.choices.isEmpty { visitor.list(ProtobufEnumField<Kinds.Choice>.self, 36, self.choices) }
    if !self.inners.isEmpty { try visitor.messages(37, self.inners) }
    if !self.stringsByString.isEmpty { visitor.map(ProtobufString.self, ProtobufString.self, 41, self.stringsByString) }
    if !self.innersByInt32.isEmpty { try visitor.messageMap(ProtobufInt32.self, 42, self.innersByInt32) }
    if !self.choicesByBool.isEmpty {
      visitor.map(ProtobufBool.self, ProtobufEnumField<Kinds.Choice>.self, 43, self.choicesByBool)
    }
    if !self.doublesByUint64.isEmpty { visitor.map(ProtobufUInt64.self, ProtobufDouble.self, 44, self.doublesByUint64) }
    if !self.bytesBySint64.isEmpty { visitor.map(ProtobufSInt64.self, ProtobufBytes.self, 45, self.bytesBySint64) }
    if !self.floatsByFixed32.isEmpty { visitor.map(ProtobufFixed32.self, ProtobufFloat.self, 46, self.floatsByFixed32) }
    if !self.wrappersBySfixed64.isEmpty {
      visitor.map(ProtobufSFixed64.self, ProtobufWrapper<ProtobufUInt32>.self, 47, self.wrappersBySfixed64)
    }
    if !self.durationsByString.isEmpty { try visitor.messageMap(ProtobufString.self, 48, self.durationsByString) }
    if case .eitherText(let value) = self.either { visitor.single(ProtobufString.self, 51, value) }
    if case .eitherInner(let value) = self.either { try visitor.message(52, value) }
    if case .eitherNumber(let value) = self.either { visitor.single(ProtobufUInt32.self, 53, value) }
    if case .eitherChoice(let value) = self.either { visitor.single(ProtobufEnumField<Kinds.Choice>.self, 54, value) }
    if case .eitherWrapper(let value) = self.either { visitor.single(ProtobufWrapper<ProtobufBytes>.self, 55, value) }
    if case .eitherStructure(let value) = self.either { try visitor.message(56, value) }
    if case .eitherBool(let value) = self.either { visitor.single(ProtobufBool.self, 57, value) }
    if case .eitherBytes(let value) = self.either { visitor.single(ProtobufBytes.self, 58, value) }
    if let value = self.any { try visitor.message(61, value) }
    if let value = self.duration { try visitor.message(62, value) }
    if let value = self.timestamp { try visitor.message(63, value) }
    if let value = self.structure { try visitor.message(64, value) }
    if let value = self.uint32Wrapper { visitor.single(ProtobufWrapper<ProtobufUInt32>.self, 65, value) }
    if let value = self.boolWrapper { visitor.single(ProtobufWrapper<ProtobufBool>.self, 66, value) }
    if let value = self.stringWrapper { visitor.single(ProtobufWrapper<ProtobufString>.self, 67, value) }
    if let value = self.doubleWrapper { visitor.single(ProtobufWrapper<ProtobufDouble>.self, 68, value) }
    if !self.int64Wrappers.isEmpty { visitor.list(ProtobufWrapper<ProtobufInt64>.self, 69, self.int64Wrappers) }
    if let value = self.uint64Wrapper { visitor.single(ProtobufWrapper<ProtobufUInt64>.self, 70, value) }
    if let value = self.int32Wrapper { visitor.single(ProtobufWrapper<ProtobufInt32>.self, 71, value) }
    if let value = self.floatWrapper { visitor.single(ProtobufWrapper<ProtobufFloat>.self, 72, value) }
    if let value = self.bytesWrapper { visitor.single(ProtobufWrapper<ProtobufBytes>.self, 73, value) }
    if let value = self.empty { try visitor.message(74, value) }
    if let value = self.list { try visitor.message(75, value) }
    if !self.timestamps.isEmpty { try visitor.messages(76, self.timestamps) }
    if !self.anys.isEmpty { try visitor.messages(77, self.anys) }
    if let value = self.anyJson { try visitor.message(78, value) }
    if !self.jsonValues.isEmpty { try visitor.messages(79, self.jsonValues) }
    if !self.selfValue.isEmpty { visitor.single(ProtobufString.self, 81, self.selfValue) }
    if !self.type.isEmpty { visitor.single(ProtobufString.self, 82, self.type) }
    if !self.`default`.isEmpty { visitor.single(ProtobufString.self, 83, self.`default`) }
    if !self.`in`.isEmpty { visitor.single(ProtobufString.self, 84, self.`in`) }
    if self.last != 0 { visitor.single(ProtobufUInt32.self, 536870911, self.last) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufDouble.self, key, into: &self.doubleValue)
    case 2: return try reader.single(ProtobufFloat.self, key, into: &self.floatValue)
    case 3: return try reader.single(ProtobufInt64.self, key, into: &self.int64Value)
    case 4: return try reader.single(ProtobufUInt64.self, key, into: &self.uint64Value)
    case 5: return try reader.single(ProtobufInt32.self, key, into: &self.int32Value)
    case 6: return try reader.single(ProtobufFixed64.self, key, into: &self.fixed64Value)
    case 7: return try reader.single(ProtobufFixed32.self, key, into: &self.fixed32Value)
    case 8: return try reader.single(ProtobufBool.self, key, into: &self.boolValue)
    case 9: return try reader.single(ProtobufString.self, key, into: &self.stringValue)
    case 10: return try reader.single(ProtobufBytes.self, key, into: &self.bytesValue)
    case 11: return try reader.single(ProtobufUInt32.self, key, into: &self.uint32Value)
    case 12: return try reader.single(ProtobufSFixed32.self, key, into: &self.sfixed32Value)
    case 13: return try reader.single(ProtobufSFixed64.self, key, into: &self.sfixed64Value)
    case 14: return try reader.single(ProtobufSInt32.self, key, into: &self.sint32Value)
    case 15: return try reader.single(ProtobufSInt64.self, key, into: &self.sint64Value)
    case 16: return try reader.single(ProtobufEnumField<Kinds.Choice>.self, key, into: &self.choice)
    case 17: return try reader.message(key, into: &self.inner)
    case 21: return try reader.list(ProtobufDouble.self, key, into: &self.doubles)
    case 22: return try reader.list(ProtobufFloat.self, key, into: &self.floats)
    case 23: return try reader.list(ProtobufInt64.self, key, into: &self.int64s)
    case 24: return try reader.list(ProtobufUInt64.self, key, into: &self.uint64s)
    case 25: return try reader.list(ProtobufInt32.self, key, into: &self.int32s)
    case 26: return try reader.list(ProtobufFixed64.self, key, into: &self.fixed64s)
    case 27: return try reader.list(ProtobufFixed32.self, key, into: &self.fixed32s)
    case 28: return try reader.list(ProtobufBool.self, key, into: &self.bools)
    case 29: return try reader.list(ProtobufString.self, key, into: &self.strings)
    case 30: return try reader.list(ProtobufBytes.self, key, into: &self.byteStrings)
    case 31: return try reader.list(ProtobufUInt32.self, key, into: &self.uint32s)
    case 32: return try reader.list(ProtobufSFixed32.self, key, into: &self.sfixed32s)
    case 33: return try reader.list(ProtobufSFixed64.self, key, into: &self.sfixed64s)
    case 34: return try reader.list(ProtobufSInt32.self, key, into: &self.sint32s)
    case 35: return try reader.list(ProtobufSInt64.self, key, into: &self.sint64s)
    case 36: return try reader.list(ProtobufEnumField<Kinds.Choice>.self, key, into: &self.choices)
    case 37: return try reader.messages(key, into: &self.inners)
    case 41: return try reader.map(ProtobufString.self, ProtobufString.self, key, into: &self.stringsByString)
    case 42: return try reader.messageMap(ProtobufInt32.self, key, into: &self.innersByInt32)
    case 43:
      return try reader.map(ProtobufBool.self, ProtobufEnumField<Kinds.Choice>.self, key, into: &self.choicesByBool)
    case 44: return try reader.map(ProtobufUInt64.self, ProtobufDouble.self, key, into: &self.doublesByUint64)
    case 45: return try reader.map(ProtobufSInt64.self, ProtobufBytes.self, key, into: &self.bytesBySint64)
    case 46: return try reader.map(ProtobufFixed32.self, ProtobufFloat.self, key, into: &self.floatsByFixed32)
    case 47:
      return try reader.map(
        ProtobufSFixed64.self, ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.wrappersBySfixed64)
    case 48: return try reader.messageMap(ProtobufString.self, key, into: &self.durationsByString)
    case 51:
      var value = ProtobufString.defaultValue
      guard try reader.single(ProtobufString.self, key, into: &value) else { return false }
      self.either = .eitherText(value)
      return true
    case 52:
      var value: Kinds.Inner?
      if case .eitherInner(let known) = self.either, key.wireType == .lengthDelimited {
        value = known
        self.either = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.either = .eitherInner(value)
      return true
    case 53:
      var value = ProtobufUInt32.defaultValue
      guard try reader.single(ProtobufUInt32.self, key, into: &value) else { return false }
      self.either = .eitherNumber(value)
      return true
    case 54:
      var value = ProtobufEnumField<Kinds.Choice>.defaultValue
      guard try reader.single(ProtobufEnumField<Kinds.Choice>.self, key, into: &value) else { return false }
      self.either = .eitherChoice(value)
      return true
    case 55:
      var value = ProtobufWrapper<ProtobufBytes>.defaultValue
      if case .eitherWrapper(let known) = self.either { value = known }
      guard try reader.single(ProtobufWrapper<ProtobufBytes>.self, key, into: &value) else { return false }
      self.either = .eitherWrapper(value)
      return true
    case 56:
      var value: ProtobufStruct?
      if case .eitherStructure(let known) = self.either, key.wireType == .lengthDelimited {
        value = known
        self.either = nil
      }
      guard try reader.message(key, into: &value), let value else { return false }
      self.either = .eitherStructure(value)
      return true
    case 57:
      var value = ProtobufBool.defaultValue
      guard try reader.single(ProtobufBool.self, key, into: &value) else { return false }
      self.either = .eitherBool(value)
      return true
    case 58:
      var value = ProtobufBytes.defaultValue
      guard try reader.single(ProtobufBytes.self, key, into: &value) else { return false }
      self.either = .eitherBytes(value)
      return true
    case 61: return try reader.message(key, into: &self.any)
    case 62: return try reader.message(key, into: &self.duration)
    case 63: return try reader.message(key, into: &self.timestamp)
    case 64: return try reader.message(key, into: &self.structure)
    case 65: return try reader.optional(ProtobufWrapper<ProtobufUInt32>.self, key, into: &self.uint32Wrapper)
    case 66: return try reader.optional(ProtobufWrapper<ProtobufBool>.self, key, into: &self.boolWrapper)
    case 67: return try reader.optional(ProtobufWrapper<ProtobufString>.self, key, into: &self.stringWrapper)
    case 68: return try reader.optional(ProtobufWrapper<ProtobufDouble>.self, key, into: &self.doubleWrapper)
    case 69: return try reader.list(ProtobufWrapper<ProtobufInt64>.self, key, into: &self.int64Wrappers)
    case 70: return try reader.optional(ProtobufWrapper<ProtobufUInt64>.self, key, into: &self.uint64Wrapper)
    case 71: return try reader.optional(ProtobufWrapper<ProtobufInt32>.self, key, into: &self.int32Wrapper)
    case 72: return try reader.optional(ProtobufWrapper<ProtobufFloat>.self, key, into: &self.floatWrapper)
    case 73: return try reader.optional(ProtobufWrapper<ProtobufBytes>.self, key, into: &self.bytesWrapper)
    case 74: return try reader.message(key, into: &self.empty)
    case 75: return try reader.message(key, into: &self.list)
    case 76: return try reader.messages(key, into: &self.timestamps)
    case 77: return try reader.messages(key, into: &self.anys)
    case 78: return try reader.message(key, into: &self.anyJson)
    case 79: return try reader.messages(key, into: &self.jsonValues)
    case 81: return try reader.single(ProtobufString.self, key, into: &self.selfValue)
    case 82: return try reader.single(ProtobufString.self, key, into: &self.type)
    case 83: return try reader.single(ProtobufString.self, key, into: &self.`default`)
    case 84: return try reader.single(ProtobufString.self, key, into: &self.`in`)
    case 536870911: return try reader.single(ProtobufUInt32.self, key, into: &self.last)
    default:
      return false
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.doubleValue = try ProtobufDouble.value(of: value)
    case 2: self.floatValue = try ProtobufFloat.value(of: value)
    case 3: self.int64Value = try ProtobufInt64.value(of: value)
    case 4: self.uint64Value = try ProtobufUInt64.value(of: value)
    case 5: self.int32Value = try ProtobufInt32.value(of: value)
    case 6: self.fixed64Value = try ProtobufFixed64.value(of: value)
    case 7: self.fixed32Value = try ProtobufFixed32.value(of: value)
    case 8: self.boolValue = try ProtobufBool.value(of: value)
    case 9: self.stringValue = try ProtobufString.value(of: value)
    case 10: self.bytesValue = try ProtobufBytes.value(of: value)
    case 11: self.uint32Value = try ProtobufUInt32.value(of: value)
    case 12: self.sfixed32Value = try ProtobufSFixed32.value(of: value)
    case 13: self.sfixed64Value = try ProtobufSFixed64.value(of: value)
    case 14: self.sint32Value = try ProtobufSInt32.value(of: value)
    case 15: self.sint64Value = try ProtobufSInt64.value(of: value)
    case 16: self.choice = try ProtobufEnumField<Kinds.Choice>.value(of: value)
    case 17: self.inner = try decoder.message(value)
    case 21: self.doubles = try decoder.list(ProtobufDouble.self, value)
    case 22: self.floats = try decoder.list(ProtobufFloat.self, value)
    case 23: self.int64s = try decoder.list(ProtobufInt64.self, value)
    case 24: self.uint64s = try decoder.list(ProtobufUInt64.self, value)
    case 25: self.int32s = try decoder.list(ProtobufInt32.self, value)
    case 26: self.fixed64s = try decoder.list(ProtobufFixed64.self, value)
    case 27: self.fixed32s = try decoder.list(ProtobufFixed32.self, value)
    case 28: self.bools = try decoder.list(ProtobufBool.self, value)
    case 29: self.strings = try decoder.list(ProtobufString.self, value)
    case 30: self.byteStrings = try decoder.list(ProtobufBytes.self, value)
    case 31: self.uint32s = try decoder.list(ProtobufUInt32.self, value)
    case 32: self.sfixed32s = try decoder.list(ProtobufSFixed32.self, value)
    case 33: self.sfixed64s = try decoder.list(ProtobufSFixed64.self, value)
    case 34: self.sint32s = try decoder.list(ProtobufSInt32.self, value)
    case 35: self.sint64s = try decoder.list(ProtobufSInt64.self, value)
    case 36: self.choices = try decoder.list(ProtobufEnumField<Kinds.Choice>.self, value)
    case 37: self.inners = try decoder.messages(value)
    case 41: self.stringsByString = try decoder.map(ProtobufString.self, ProtobufString.self, value)
    case 42: self.innersByInt32 = try decoder.messageMap(ProtobufInt32.self, value)
    case 43: self.choicesByBool = try decoder.map(ProtobufBool.self, ProtobufEnumField<Kinds.Choice>.self, value)
    case 44: self.doublesByUint64 = try decoder.map(ProtobufUInt64.self, ProtobufDouble.self, value)
    case 45: self.bytesBySint64 = try decoder.map(ProtobufSInt64.self, ProtobufBytes.self, value)
    case 46: self.floatsByFixed32 = try decoder.map(ProtobufFixed32.self, ProtobufFloat.self, value)
    case 47:
      self.wrappersBySfixed64 = try decoder.map(ProtobufSFixed64.self, ProtobufWrapper<ProtobufUInt32>.self, value)
    case 48: self.durationsByString = try decoder.messageMap(ProtobufString.self, value)
    case 51:
      if self.either != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.either = .eitherText(try ProtobufString.value(of: value))
    case 52:
      if self.either != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.either = .eitherInner(try decoder.message(value))
    case 53:
      if self.either != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.either = .eitherNumber(try ProtobufUInt32.value(of: value))
    case 54:
      if self.either != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.either = .eitherChoice(try ProtobufEnumField<Kinds.Choice>.value(of: value))
    case 55:
      if self.either != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.either = .eitherWrapper(try ProtobufWrapper<ProtobufBytes>.value(of: value))
    case 56:
      if self.either != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.either = .eitherStructure(try decoder.message(value))
    case 57:
      if self.either != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.either = .eitherBool(try ProtobufBool.value(of: value))
    case 58:
      if self.either != nil { throw ProtobufError(.json, "another case of the oneof is set") }
      self.either = .eitherBytes(try ProtobufBytes.value(of: value))
    case 61: self.any = try decoder.message(value)
    case 62: self.duration = try decoder.message(value)
    case 63: self.timestamp = try decoder.message(value)
    case 64: self.structure = try decoder.message(value)
    case 65: self.uint32Wrapper = try ProtobufWrapper<ProtobufUInt32>.value(of: value)
    case 66: self.boolWrapper = try ProtobufWrapper<ProtobufBool>.value(of: value)
    case 67: self.stringWrapper = try ProtobufWrapper<ProtobufString>.value(of: value)
    case 68: self.doubleWrapper = try ProtobufWrapper<ProtobufDouble>.value(of: value)
    case 69: self.int64Wrappers = try decoder.list(ProtobufWrapper<ProtobufInt64>.self, value)
    case 70: self.uint64Wrapper = try ProtobufWrapper<ProtobufUInt64>.value(of: value)
    case 71: self.int32Wrapper = try ProtobufWrapper<ProtobufInt32>.value(of: value)
    case 72: self.floatWrapper = try ProtobufWrapper<ProtobufFloat>.value(of: value)
    case 73: self.bytesWrapper = try ProtobufWrapper<ProtobufBytes>.value(of: value)
    case 74: self.empty = try decoder.message(value)
    case 75: self.list = try decoder.message(value)
    case 76: self.timestamps = try decoder.messages(value)
    case 77: self.anys = try decoder.messages(value)
    case 78: self.anyJson = try decoder.message(value)
    case 79: self.jsonValues = try decoder.messages(value)
    case 81: self.selfValue = try ProtobufString.value(of: value)
    case 82: self.type = try ProtobufString.value(of: value)
    case 83: self.`default` = try ProtobufString.value(of: value)
    case 84: self.`in` = try ProtobufString.value(of: value)
    case 536870911: self.last = try ProtobufUInt32.value(of: value)
    default: break
    }
  }
}

/// A message that passes on what it does not know.
public struct Keeper: ProtobufMessage {

  /// `name` (1).
  public var name: String = ""

  /// The fields that are not known here, as they came.
  public var unknownFields: [UInt8] = []

  /// The message with every field at its default.
  public init() {}

  /// The full name.
  public static let protobufName = "koperator.test.v1.Keeper"

  /// The fields.
  public static let protobufFields: [ProtobufFieldName] = [
    ProtobufFieldName(1, "name", "name")
  ]

  /// Shows the fields that are set.
  public func traverse<Visitor: ProtobufVisitor>(_ visitor: inout Visitor) throws(ProtobufError) {
    if !self.name.isEmpty { visitor.single(ProtobufString.self, 1, self.name) }
    if !unknownFields.isEmpty { visitor.unknown(unknownFields) }
  }

  /// Reads a field.
  public mutating func decodeField(
    _ key: ProtobufKey, from reader: inout ProtobufReader
  ) throws(ProtobufError) -> Bool {
    switch key.number {
    case 1: return try reader.single(ProtobufString.self, key, into: &self.name)
    default:
      unknownFields += try reader.unknownField(key)
      return true
    }
  }

  /// Sets a field from its JSON value.
  public mutating func decodeJSON(
    field number: Int, _ value: JSONValue, with decoder: ProtobufJSONDecoder
  ) throws(ProtobufError) {
    switch number {
    case 1: self.name = try ProtobufString.value(of: value)
    default: break
    }
  }
}
