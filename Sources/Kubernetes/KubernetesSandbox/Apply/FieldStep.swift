import JSON

/// One step of the path to a field, as managers' fields name it: a member of an object, the item of a list map by its
/// keys, or the value of a set.
enum FieldStep: Sendable, Hashable {
  case field(String)
  /// The keys in the order of their names.
  case keys(JSONObject)
  case value(JSONValue)
  case index(Int)

  /// The item that has these keys.
  static func item(_ keys: [(name: String, value: JSONValue)]) -> FieldStep {
    var sorted = JSONObject()
    for key in keys.sorted(by: { $0.name < $1.name }) { sorted[key.name] = key.value.plainNumber }
    return .keys(sorted)
  }

  /// Reads what `fieldsV1` calls it, or nil where that is none: `f:spec`, `k:{"name":"a"}`, `v:"a"`, `i:0`.
  init?(fieldsV1 text: String) {
    let rest = text.utf8.dropFirst(2)
    switch text.prefix(2) {
    case "f:": self = .field(String(Substring(rest)))
    case "k:":
      guard let keys = try? JSONValue(parsing: Array(rest)).objectValue else { return nil }
      self = .item(keys.map { ($0.key, $0.value) })
    case "v:":
      guard let value = try? JSONValue(parsing: Array(rest)) else { return nil }
      self = .value(value.plainNumber)
    case "i:":
      guard let index = Int(Substring(rest)) else { return nil }
      self = .index(index)
    default: return nil
    }
  }

  /// What `fieldsV1` calls it.
  var fieldsV1: String {
    switch self {
    case .field(let name): "f:" + name
    case .keys(let keys): "k:" + JSONValue.object(keys).text()
    case .value(let value): "v:" + value.text()
    case .index(let index): "i:\(index)"
    }
  }
}

extension FieldStep: CustomStringConvertible {
  /// What conflicts call it: `.spec`, `[name="a",port=80]`, `[="a"]`.
  var description: String {
    switch self {
    case .field(let name): "." + name
    case .keys(let keys): "[" + keys.map { "\($0.key)=\($0.value)" }.joined(separator: ",") + "]"
    case .value(let value): "[=\(value)]"
    case .index(let index): "[\(index)]"
    }
  }
}

extension FieldStep: Comparable {
  private var rank: Int {
    switch self {
    case .field: 0
    case .keys: 1
    case .value: 2
    case .index: 3
    }
  }

  /// Members come before items, and items before values.
  static func < (left: FieldStep, right: FieldStep) -> Bool {
    switch (left, right) {
    case (.field(let left), .field(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
    case (.keys(let left), .keys(let right)): precedes(left, right)
    case (.value(let left), .value(let right)): left.precedes(right)
    case (.index(let left), .index(let right)): left < right
    default: left.rank < right.rank
    }
  }

  private static func precedes(_ left: JSONObject, _ right: JSONObject) -> Bool {
    for (one, other) in zip(left, right) {
      if one.key != other.key { return one.key.utf8.lexicographicallyPrecedes(other.key.utf8) }
      if one.value != other.value { return one.value.precedes(other.value) }
    }
    return left.count < right.count
  }
}

extension JSONValue {
  /// Numbers that are the same in one text: `1.0` as `1`.
  var plainNumber: JSONValue {
    guard case .number(let number) = self else { return self }
    if let whole = number.intValue { return .number(JSONNumber(whole)) }
    return number.doubleValue.map { .number(JSONNumber($0)) } ?? self
  }

  /// Whether both are the same to the server, for which `1` is `1.0`.
  func isSame(as other: JSONValue) -> Bool {
    switch (self, other) {
    case (.number, .number): return plainNumber == other.plainNumber
    case (.array(let left), .array(let right)):
      guard left.count == right.count else { return false }
      for (one, other) in zip(left, right) where !one.isSame(as: other) { return false }
      return true
    case (.object(let left), .object(let right)):
      guard left.count == right.count else { return false }
      for (key, value) in left {
        guard let other = right[key], value.isSame(as: other) else { return false }
      }
      return true
    default: return self == other
    }
  }

  /// The order of the values of sets: numbers, texts, then truth values.
  fileprivate func precedes(_ other: JSONValue) -> Bool {
    switch (self, other) {
    case (.number(let left), .number(let right)): (left.doubleValue ?? 0) < (right.doubleValue ?? 0)
    case (.string(let left), .string(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
    case (.bool(let left), .bool(let right)): !left && right
    case (.number, _): true
    case (_, .number): false
    case (.string, _): true
    case (_, .string): false
    default: text() < other.text()
    }
  }
}
