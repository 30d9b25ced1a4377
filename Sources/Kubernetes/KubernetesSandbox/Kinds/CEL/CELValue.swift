import JSON

/// Values of expressions are JSON's. A number with a point or an exponent is a double, any other an integer.
enum CELValue {
  /// A double as a number that stays one.
  static func double(_ value: Double) -> JSONNumber {
    let number = JSONNumber(value)
    return number.text.contains { $0 == "." || $0 == "e" } ? number : JSONNumber(text: number.text + ".0") ?? number
  }

  /// The name of a value's type, for messages.
  static func typeName(_ value: JSONValue) -> String {
    switch value {
    case .null: "null_type"
    case .bool: "bool"
    case .number(let number): isInt(number) ? "int" : "double"
    case .string: "string"
    case .array: "list"
    case .object: "map"
    }
  }

  /// Whether a number is an integer, by how it is written.
  static func isInt(_ number: JSONNumber) -> Bool { !number.text.contains { $0 == "." || $0 == "e" || $0 == "E" } }

  /// Whether two values are the same; numbers by what they are worth.
  static func areEqual(_ left: JSONValue, _ right: JSONValue) -> Bool {
    switch (left, right) {
    case (.number(let left), .number(let right)):
      if let left = left.intValue, let right = right.intValue { return left == right }
      return left.doubleValue == right.doubleValue
    case (.array(let left), .array(let right)):
      return left.count == right.count && zip(left, right).allSatisfy { areEqual($0, $1) }
    case (.object(let left), .object(let right)):
      guard left.count == right.count else { return false }
      for (key, value) in left {
        guard let other = right[key], areEqual(value, other) else { return false }
      }
      return true
    default: return left == right
    }
  }

  /// -1, 0 or 1 for what can be put in order; nil for what cannot.
  static func compare(_ left: JSONValue, _ right: JSONValue) -> Int? {
    switch (left, right) {
    case (.number(let left), .number(let right)):
      if let left = left.intValue, let right = right.intValue { return left < right ? -1 : (left == right ? 0 : 1) }
      guard let left = left.doubleValue, let right = right.doubleValue else { return nil }
      return left < right ? -1 : (left == right ? 0 : 1)
    case (.string(let left), .string(let right)):
      let before = left.unicodeScalars.lexicographicallyPrecedes(right.unicodeScalars)
      if before { return -1 }
      return right.unicodeScalars.lexicographicallyPrecedes(left.unicodeScalars) ? 1 : 0
    case (.bool(let left), .bool(let right)): return left == right ? 0 : (left ? 1 : -1)
    default: return nil
    }
  }
}
