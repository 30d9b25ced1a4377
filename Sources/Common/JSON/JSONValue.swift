/// A JSON value that keeps the order of keys and the text of numbers.
public enum JSONValue: Sendable, Hashable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number, with its text.
  case number(JSONNumber)
  /// A string.
  case string(String)
  /// A list.
  case array([JSONValue])
  /// An object.
  case object(JSONObject)
}

extension JSONValue {
  /// Whether both are the same. Texts are compared by their bytes: two that only look alike to a reader are two to everything
  /// else that reads JSON (RFC 8259 §8.3).
  public static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.string(let left), .string(let right)): left.isSameText(as: right)
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)): left == right
    default: false
    }
  }

  /// The text, where this is a string.
  public var stringValue: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// The truth value, where this is one.
  public var boolValue: Bool? {
    guard case .bool(let value) = self else { return nil }
    return value
  }

  /// The number, where this is one.
  public var numberValue: JSONNumber? {
    guard case .number(let number) = self else { return nil }
    return number
  }

  /// The number as an integer, where this is a number that is one.
  public var intValue: Int? {
    guard let value = numberValue?.intValue else { return nil }
    return Int(exactly: value)
  }

  /// The elements, where this is a list.
  public var arrayValue: [JSONValue]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }

  /// The members, where this is an object.
  public var objectValue: JSONObject? {
    guard case .object(let members) = self else { return nil }
    return members
  }

  /// Whether this is `null`.
  public var isNull: Bool { self == .null }

  /// The member of that name, where this is an object that has it. Setting makes an object of whatever was there.
  public subscript(key: String) -> JSONValue? {
    get { objectValue?[key] }
    set {
      var members = objectValue ?? JSONObject()
      // Let go of the old value first, so that the members are changed where they are and not copied.
      self = .null
      members[key] = newValue
      self = .object(members)
    }
  }

  /// The element at that index, where this is a list that is long enough.
  public subscript(index: Int) -> JSONValue? {
    guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
    return elements[index]
  }

  /// The value at that path, or nil where there is none.
  public subscript(path: JSONPath) -> JSONValue? {
    var value = self
    for component in path.components {
      let next: JSONValue?
      switch component {
      case .key(let key): next = value[key]
      case .index(let index): next = value[index]
      }
      guard let next else { return nil }
      value = next
    }
    return value
  }

  /// The name of the value's kind, for messages: "a string", "an object".
  public var kindDescription: String {
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

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
  /// A string.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A number.
  public init(integerLiteral value: Int) { self = .number(JSONNumber(value)) }
  /// A number.
  public init(floatLiteral value: Double) { self = .number(JSONNumber(value)) }
  /// A truth value.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// A list.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// An object; of a key that is named twice the last value stays.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    var members = JSONObject()
    for (key, value) in elements { members[key] = value }
    self = .object(members)
  }
  /// `null`.
  public init(nilLiteral: ()) { self = .null }
}

extension JSONValue: CustomStringConvertible {
  /// The compact text.
  public var description: String { text() }
}
