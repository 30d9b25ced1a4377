/// A pull reader: it walks over the bytes of one JSON text and makes only the values that it is asked for.
///
/// The caller asks in the order of the text: `beginObject`, then `nextKey` until nil, and for each key one of the value
/// calls or `skip`; likewise `beginArray` and `nextElement`. It accepts RFC 8259 and nothing more, never traps, and
/// refuses what is nested deeper or is longer than its limits. After an error it must not be used again.
public struct JSONReader: Sendable {
  let bytes: [UInt8]
  var position = 0
  private var depth = 0
  private var isFirst = true
  private let limits: JSONLimits

  /// A reader at the start of a text.
  ///
  /// - Throws: `JSONError` where the text is longer than the limit.
  public init(_ bytes: [UInt8], limits: JSONLimits = JSONLimits()) throws(JSONError) {
    self.bytes = bytes
    self.limits = limits
    if bytes.count > limits.size {
      throw JSONError(.limit, "the text is longer than \(limits.size) bytes", in: [], at: 0)
    }
  }

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
    if found != kind { throw failure(.type, "\(name) is expected here") }
  }

  private mutating func enter() throws(JSONError) {
    position += 1
    depth += 1
    isFirst = true
    if depth > limits.depth { throw failure(.limit, "lists and objects are nested deeper than \(limits.depth)") }
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
    guard try advance(until: UInt8(ascii: "}")) else { return nil }
    guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
      throw failure(.syntax, "a key in double quotes is expected here")
    }
    let key = try readString()
    skipSpace()
    guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else {
      throw failure(.syntax, "a colon is expected after a key")
    }
    position += 1
    return key
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
    if try literal("true") { return true }
    if try literal("false") { return false }
    throw failure(.syntax, "a value is expected here")
  }

  /// Reads `null` where it comes next; else reads nothing.
  ///
  /// - Returns: whether it came.
  public mutating func null() throws(JSONError) -> Bool {
    guard try nextKind() == .null else { return false }
    guard try literal("null") else { throw failure(.syntax, "a value is expected here") }
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

  /// Reads a number that must be an integer of 64 bits.
  public mutating func integer() throws(JSONError) -> Int64 {
    let start = position
    let number = try number()
    guard let value = number.intValue else { throw failure(.type, "an integer is expected here", at: start) }
    return value
  }

  private mutating func literal(_ word: StaticString) throws(JSONError) -> Bool {
    let expected = Array(word.description.utf8)
    guard bytes.count - position >= expected.count, bytes[position..<position + expected.count].elementsEqual(expected)
    else { return false }
    position += expected.count
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
    case .string: try skipString()
    case .array:
      try beginArray()
      while try nextElement() { try skip() }
    case .object:
      try beginObject()
      while try advance(until: UInt8(ascii: "}")) {
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
          throw failure(.syntax, "a key in double quotes is expected here")
        }
        try skipString()
        skipSpace()
        guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else {
          throw failure(.syntax, "a colon is expected after a key")
        }
        position += 1
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
      while let key = try nextKey() { members[key] = try value() }
      return .object(members)
    }
  }

  /// Checks that nothing but white space follows.
  public mutating func end() throws(JSONError) {
    skipSpace()
    if position < bytes.count { throw failure(.syntax, "the text goes on after the value") }
  }
}

extension JSONValue {
  /// Reads a text that is one JSON value; of a key that is named twice the last value stays.
  public init(parsing bytes: [UInt8], limits: JSONLimits = JSONLimits()) throws(JSONError) {
    var reader = try JSONReader(bytes, limits: limits)
    self = try reader.value()
    try reader.end()
  }

  /// Reads a text that is one JSON value; of a key that is named twice the last value stays.
  public init(parsing text: String, limits: JSONLimits = JSONLimits()) throws(JSONError) {
    try self.init(parsing: Array(text.utf8), limits: limits)
  }
}
