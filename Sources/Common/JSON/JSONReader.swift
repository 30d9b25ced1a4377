/// A pull reader: it walks over the bytes of one JSON text and makes only the values that it is asked for.
///
/// The caller asks in the order of the text: `beginObject`, then `nextKey` until nil, and for each key one of the value
/// calls or `skip`; likewise `beginArray` and `nextElement`. It accepts RFC 8259 and nothing more, never traps, and
/// refuses what is nested deeper or is longer than its limits. What is skipped is checked like what is read. After an
/// error it must not be used again.
public struct JSONReader: Sendable {
  let bytes: [UInt8]
  var position = 0
  private var depth = 0
  private var isFirst = true
  private let limits: JSONLimits
  private let duplicateKeyPolicy: JSONDuplicateKeys
  private var duplicateKeyEnds: [Int] = []

  /// A reader at the start of a text; the policy says what `value` does where an object names a key twice.
  ///
  /// - Throws: `JSONError` where the text is longer than the limit.
  public init(
    _ bytes: [UInt8], limits: JSONLimits = JSONLimits(), duplicateKeys: JSONDuplicateKeys = .lastCounts
  ) throws(JSONError) {
    self.bytes = bytes
    self.limits = limits
    duplicateKeyPolicy = duplicateKeys
    if bytes.count > limits.size {
      throw JSONError(.limit, "the text is longer than \(limits.size) bytes", in: [], at: 0)
    }
  }

  /// A reader of a text that was checked before, at a place in it.
  init(bytes: [UInt8], at position: Int) {
    self.bytes = bytes
    self.position = position
    limits = JSONLimits()
    duplicateKeyPolicy = .lastCounts
  }

  var refusesDuplicateKeys: Bool { duplicateKeyPolicy == .refused }

  /// What the next value is.
  public enum Kind: Sendable, Hashable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool
    /// A number.
    case number
    /// A string.
    case string
    /// A list.
    case array
    /// An object.
    case object

    var name: String {
      switch self {
      case .null: "null"
      case .bool: "a boolean"
      case .number: "a number"
      case .string: "a string"
      case .array: "a list"
      case .object: "an object"
      }
    }
  }

  func failure(_ code: JSONError.Code, _ message: String, at offset: Int? = nil) -> JSONError {
    JSONError(code, message, in: bytes, at: offset ?? position)
  }

  private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position += 1
      default: return
      }
    }
  }

  /// The kind of the value that comes next, without moving over it.
  public mutating func nextKind() throws(JSONError) -> Kind {
    skipSpace()
    guard position < bytes.count else { throw failure(.syntax, "the text ends where a value is expected") }
    switch bytes[position] {
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "\""): return .string
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
    case UInt8(ascii: "n"): return .null
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
    default: throw failure(.syntax, "a value is expected here")
    }
  }

  private mutating func expect(_ kind: Kind, _ name: String) throws(JSONError) {
    let found = try nextKind()
    if found != kind { throw failure(.type, "\(name) is expected here, not \(found.name)") }
  }

  private mutating func enter() throws(JSONError) {
    position += 1
    depth += 1
    isFirst = true
    let deepest = min(limits.depth, JSONLimits.deepest)
    if depth > deepest {
      throw failure(.limit, "lists and objects are nested deeper than \(deepest)", at: position - 1)
    }
  }

  /// Moves into an object.
  public mutating func beginObject() throws(JSONError) {
    try expect(.object, "an object")
    try enter()
  }

  /// Moves into a list.
  public mutating func beginArray() throws(JSONError) {
    try expect(.array, "a list")
    try enter()
  }

  /// Moves to the next member's value, and returns its key; nil, and out of the object, where there is none.
  public mutating func nextKey() throws(JSONError) -> String? {
    guard try advanceToKey() else { return nil }
    let key = try readString()
    try passColon()
    return key
  }

  /// Moves to the next member's key; false, and out of the object, where there is none.
  mutating func advanceToKey() throws(JSONError) -> Bool {
    guard try advance(until: UInt8(ascii: "}")) else { return false }
    guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
      throw failure(.syntax, "a key in double quotes is expected here")
    }
    return true
  }

  mutating func passColon() throws(JSONError) {
    skipSpace()
    guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else {
      throw failure(.syntax, "a colon is expected after a key")
    }
    position += 1
  }

  /// Moves to the next element; false, and out of the list, where there is none.
  public mutating func nextElement() throws(JSONError) -> Bool {
    try advance(until: UInt8(ascii: "]"))
  }

  private mutating func advance(until end: UInt8) throws(JSONError) -> Bool {
    skipSpace()
    guard position < bytes.count else { throw failure(.syntax, "the text ends inside a list or an object") }
    if bytes[position] == end {
      position += 1
      depth -= 1
      isFirst = false
      return false
    }
    if isFirst {
      isFirst = false
    } else {
      guard bytes[position] == UInt8(ascii: ",") else { throw failure(.syntax, "a comma or the end is expected here") }
      position += 1
      skipSpace()
      guard position < bytes.count, bytes[position] != end else {
        throw failure(.syntax, "a comma stands before the end")
      }
    }
    return true
  }

  /// Reads a string.
  public mutating func string() throws(JSONError) -> String {
    try expect(.string, "a string")
    return try readString()
  }

  /// Reads a truth value.
  public mutating func bool() throws(JSONError) -> Bool {
    try expect(.bool, "true or false")
    if literal(Self.trueWord) { return true }
    if literal(Self.falseWord) { return false }
    throw failure(.syntax, "a value is expected here")
  }

  /// Reads `null` where it comes next; else reads nothing.
  ///
  /// - Returns: whether it came.
  public mutating func null() throws(JSONError) -> Bool {
    guard try nextKind() == .null else { return false }
    guard literal(Self.nullWord) else { throw failure(.syntax, "a value is expected here") }
    return true
  }

  /// Reads a number.
  public mutating func number() throws(JSONError) -> JSONNumber {
    try expect(.number, "a number")
    let length = Self.numberLength(in: bytes, at: position)
    guard length > 0 else { throw failure(.syntax, "this is not a number") }
    defer { position += length }
    return JSONNumber(checked: String(decoding: bytes[position..<position + length], as: UTF8.self))
  }

  /// Reads a number that must be an integer of 64 bits; `1e3` and `2.0` are integers.
  public mutating func integer() throws(JSONError) -> Int64 {
    let number = try number()
    guard let value = number.intValue else { throw wrongNumber(number, "an integer of 64 bits") }
    return value
  }

  /// Reads a number that must be an unsigned integer of 64 bits.
  public mutating func unsignedInteger() throws(JSONError) -> UInt64 {
    let number = try number()
    guard let value = number.uintValue else { throw wrongNumber(number, "an unsigned integer of 64 bits") }
    return value
  }

  /// Reads a number as the nearest floating-point value.
  public mutating func double() throws(JSONError) -> Double {
    let number = try number()
    guard let value = number.doubleValue else { throw wrongNumber(number, "a number within the range of doubles") }
    return value
  }

  /// The error for a number that was just read.
  private func wrongNumber(_ number: JSONNumber, _ expected: String) -> JSONError {
    failure(.type, "\(expected) is expected here", at: position - number.text.utf8.count)
  }

  private static let trueWord = Array("true".utf8)
  private static let falseWord = Array("false".utf8)
  private static let nullWord = Array("null".utf8)

  private mutating func literal(_ word: [UInt8]) -> Bool {
    guard bytes.count - position >= word.count else { return false }
    for index in word.indices where bytes[position + index] != word[index] { return false }
    position += word.count
    return true
  }

  /// The length of the number at that place, or 0 where there is none in JSON's grammar.
  static func numberLength(in bytes: [UInt8], at start: Int) -> Int {
    var position = start
    func isDigit() -> Bool { position < bytes.count && bytes[position] >= 0x30 && bytes[position] <= 0x39 }
    if position < bytes.count, bytes[position] == UInt8(ascii: "-") { position += 1 }
    guard isDigit() else { return 0 }
    if bytes[position] == UInt8(ascii: "0") { position += 1 } else { while isDigit() { position += 1 } }
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      position += 1
      guard isDigit() else { return 0 }
      while isDigit() { position += 1 }
    }
    if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
        position += 1
      }
      guard isDigit() else { return 0 }
      while isDigit() { position += 1 }
    }
    return position - start
  }

  /// Moves over the next value, whatever it is, checking its grammar and making nothing of it.
  public mutating func skip() throws(JSONError) {
    switch try nextKind() {
    case .null: _ = try null()
    case .bool: _ = try bool()
    case .number:
      let length = Self.numberLength(in: bytes, at: position)
      guard length > 0 else { throw failure(.syntax, "this is not a number") }
      position += length
    case .string: _ = try skipString()
    case .array:
      try beginArray()
      while try nextElement() { try skip() }
    case .object:
      try beginObject()
      while try advanceToKey() {
        _ = try skipString()
        try passColon()
        try skip()
      }
    }
  }

  /// Reads the next value whole.
  public mutating func value() throws(JSONError) -> JSONValue {
    switch try nextKind() {
    case .null:
      _ = try null()
      return .null
    case .bool: return .bool(try bool())
    case .number: return .number(try number())
    case .string: return .string(try readString())
    case .array:
      var elements: [JSONValue] = []
      try beginArray()
      while try nextElement() { elements.append(try value()) }
      return .array(elements)
    case .object:
      var members = JSONObject()
      try beginObject()
      while let key = try nextKey() {
        let keyEnd = position
        if members.set(try value(), for: key) { try noteDuplicateKey(endingAt: keyEnd) }
      }
      return .object(members)
    }
  }

  private mutating func noteDuplicateKey(endingAt offset: Int) throws(JSONError) {
    switch duplicateKeyPolicy {
    case .refused: throw failure(.duplicateKey, "the object names this key twice", at: offset)
    case .lastCounts: if duplicateKeyEnds.count < Self.duplicateKeyBound { duplicateKeyEnds.append(offset) }
    }
  }

  private static let duplicateKeyBound = 16

  /// The keys that objects read by `value` name more than once: the first 16 of them.
  public var duplicateKeys: [JSONPath] {
    var paths: [JSONPath] = []
    for end in duplicateKeyEnds { paths.append(JSONPath(ofByte: end, in: bytes)) }
    return paths
  }

  /// Checks that nothing but white space follows.
  public mutating func end() throws(JSONError) {
    skipSpace()
    if position < bytes.count { throw failure(.syntax, "the text goes on after the value") }
  }
}

extension JSONValue {
  /// Reads a text that is one JSON value. Of a key that an object names twice the last value stays, unless the policy
  /// refuses it.
  public init(
    parsing bytes: [UInt8], limits: JSONLimits = JSONLimits(), duplicateKeys: JSONDuplicateKeys = .lastCounts
  ) throws(JSONError) {
    var reader = try JSONReader(bytes, limits: limits, duplicateKeys: duplicateKeys)
    self = try reader.value()
    try reader.end()
  }

  /// Reads a text that is one JSON value. Of a key that an object names twice the last value stays, unless the policy
  /// refuses it.
  public init(
    parsing text: String, limits: JSONLimits = JSONLimits(), duplicateKeys: JSONDuplicateKeys = .lastCounts
  ) throws(JSONError) {
    try self.init(parsing: Array(text.utf8), limits: limits, duplicateKeys: duplicateKeys)
  }
}
