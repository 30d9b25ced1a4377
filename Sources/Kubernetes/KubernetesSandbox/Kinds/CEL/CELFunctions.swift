import JSON

/// The functions that are known here: those of the language and of its extension of strings, and lists' own.
enum CELFunctions {
  private static let functions: Set<String> = ["size", "string", "int", "double", "bool", "type", "dyn"]
  private static let methods: Set<String> = [
    "size", "startsWith", "endsWith", "contains", "matches", "lowerAscii", "upperAscii", "trim", "split", "join",
    "replace", "substring", "charAt", "indexOf", "lastIndexOf", "isSorted", "sum", "min", "max",
  ]

  /// Refuses a function that is not known.
  static func check(_ name: String, isMethod: Bool) throws(CELError) {
    if !(isMethod ? methods : functions).contains(name) { throw .unsupported("the function '\(name)'") }
  }

  /// A function does not take such values.
  static func noOverload(_ name: String, _ values: [JSONValue]) -> CELError {
    .evaluation("no such overload: \(name)(\(values.map(CELValue.typeName).joined(separator: ", ")))")
  }

  /// Calls a function; of a method the first value is the object.
  static func call(_ name: String, isMethod: Bool, _ values: [JSONValue]) throws(CELError) -> JSONValue {
    guard let first = values.first else { throw noOverload(name, values) }
    if name == "size" {
      guard values.count == 1, let count = size(first) else { throw noOverload(name, values) }
      return .number(JSONNumber(count))
    }
    if !isMethod { return try convert(name, first, values) }
    switch first {
    case .string(let text): return try CELTextFunctions.call(name, on: text, Array(values.dropFirst()))
    case .array(let elements): return try list(name, elements, values)
    default: throw noOverload(name, values)
    }
  }

  private static func size(_ value: JSONValue) -> Int? {
    switch value {
    case .string(let text): text.unicodeScalars.count
    case .array(let elements): elements.count
    case .object(let members): members.count
    default: nil
    }
  }

  private static func convert(_ name: String, _ value: JSONValue, _ values: [JSONValue]) throws(CELError) -> JSONValue {
    guard values.count == 1 else { throw noOverload(name, values) }
    switch (name, value) {
    case ("dyn", _): return value
    case ("type", _): return .string(CELValue.typeName(value))
    case ("string", .string): return value
    case ("string", .number), ("string", .bool): return .string(value.text())
    case ("int", .number(let number)):
      if let whole = number.intValue { return .number(JSONNumber(whole)) }
      guard let double = number.doubleValue, let whole = Int64(exactly: double.rounded(.towardZero)) else {
        throw .evaluation("integer overflow")
      }
      return .number(JSONNumber(whole))
    case ("int", .string(let text)):
      guard let whole = Int64(text) else { throw .evaluation("type conversion error from 'string' to 'int'") }
      return .number(JSONNumber(whole))
    case ("double", .number(let number)): return .number(CELValue.double(number.doubleValue ?? 0))
    case ("double", .string(let text)):
      guard let double = Double(text) else { throw .evaluation("type conversion error from 'string' to 'double'") }
      return .number(CELValue.double(double))
    case ("bool", .bool): return value
    case ("bool", .string("true")): return true
    case ("bool", .string("false")): return false
    default: throw noOverload(name, values)
    }
  }

  private static func list(_ name: String, _ elements: [JSONValue], _ values: [JSONValue]) throws(CELError) -> JSONValue
  {
    switch name {
    case "isSorted":
      for pair in zip(elements, elements.dropFirst()) {
        guard let order = CELValue.compare(pair.0, pair.1) else { throw noOverload(name, values) }
        if order > 0 { return false }
      }
      return true
    case "sum":
      var total: JSONValue = 0
      for (index, element) in elements.enumerated() {
        total = index == 0 ? element : try CELArithmetic.binary("+", total, element)
      }
      return total
    case "min", "max":
      guard var best = elements.first else { throw .evaluation("\(name) called on empty list") }
      for element in elements.dropFirst() {
        guard let order = CELValue.compare(element, best) else { throw noOverload(name, values) }
        if name == "min" ? order < 0 : order > 0 { best = element }
      }
      return best
    case "indexOf", "lastIndexOf":
      guard values.count == 2 else { throw noOverload(name, values) }
      let isWanted = { (element: JSONValue) in CELValue.areEqual(element, values[1]) }
      let index = name == "indexOf" ? elements.firstIndex(where: isWanted) : elements.lastIndex(where: isWanted)
      return .number(JSONNumber(index ?? -1))
    case "join":
      var texts: [String] = []
      for element in elements {
        guard let text = element.stringValue else { throw noOverload(name, values) }
        texts.append(text)
      }
      return .string(texts.joined(separator: values.count > 1 ? values[1].stringValue ?? "" : ""))
    default: throw noOverload(name, values)
    }
  }
}
