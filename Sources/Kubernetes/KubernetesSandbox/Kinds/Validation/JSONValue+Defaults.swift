import JSON

/// What strategies do to objects.
extension JSONValue {
  /// The value behind some names; nil where one of them is missing or null.
  func at(_ names: String...) -> JSONValue? {
    var value = self
    for name in names {
      guard let next = value[name], !next.isNull else { return nil }
      value = next
    }
    return value
  }

  /// The text behind a name; empty where there is none.
  func text(_ name: String) -> String { self[name]?.stringValue ?? "" }

  /// The elements behind a name; none where there are none.
  func elements(_ name: String) -> [JSONValue] { self[name]?.arrayValue ?? [] }

  /// The members behind a name; none where there are none.
  func members(_ name: String) -> JSONObject { self[name]?.objectValue ?? [:] }

  /// Whether there is a value behind a name that is not null.
  func has(_ name: String) -> Bool { self[name].map { !$0.isNull } ?? false }

  /// Fills in what is missing or null.
  mutating func fill(_ name: String, _ value: @autoclosure () -> JSONValue) {
    if !has(name) { self[name] = value() }
  }

  /// Fills in a text that is missing, null or empty.
  mutating func fillText(_ name: String, _ value: @autoclosure () -> String) {
    if text(name).isEmpty { self[name] = .string(value()) }
  }

  /// Changes an object behind a name, where there is one.
  mutating func change(_ name: String, _ body: (inout JSONValue) -> Void) {
    guard var value = self[name], value.objectValue != nil else { return }
    self[name] = .null
    body(&value)
    self[name] = value
  }

  /// Changes each object of a list behind a name.
  mutating func changeEach(_ name: String, _ body: (inout JSONValue) -> Void) {
    guard case .array(var elements)? = self[name] else { return }
    self[name] = .null
    for index in elements.indices where elements[index].objectValue != nil { body(&elements[index]) }
    self[name] = .array(elements)
  }

  /// Takes a member out where it holds nothing: null, an empty list, an empty object.
  mutating func dropEmpty(_ names: String...) {
    for name in names {
      switch self[name] {
      case .null?: self[name] = nil
      case .array(let elements)? where elements.isEmpty: self[name] = nil
      case .object(let members)? where members.isEmpty: self[name] = nil
      default: break
      }
    }
  }
}
