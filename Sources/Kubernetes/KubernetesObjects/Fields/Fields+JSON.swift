import JSON

extension Fields {
  static func part<Value: JSONConvertible>(
    _ json: JSONValue, sharing pool: SharingPool?
  ) throws(ObjectError) -> Indirect<Value> {
    Indirect(wrappedValue: try Value.read(json, sharing: pool))
  }

  static func list<Value: JSONConvertible>(
    _ json: JSONValue, sharing pool: SharingPool?
  ) throws(ObjectError) -> [Value] {
    guard case .array(let elements) = json else { throw .wrongKind(json, expected: "a list") }
    var list: [Value] = []
    list.reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      do { list.append(try Value.read(element, sharing: pool)) } catch { throw error.within(index) }
    }
    return list
  }

  static func map<Value: JSONConvertible>(
    _ json: JSONValue, sharing pool: SharingPool?
  ) throws(ObjectError) -> [String: Value] {
    guard case .object(let members) = json else { throw .wrongKind(json, expected: "an object") }
    var map = [String: Value](minimumCapacity: members.count)
    for (key, value) in members {
      do { map[pool?.text(key) ?? key] = try Value.read(value, sharing: pool) } catch { throw error.within(key) }
    }
    return map
  }

  static func json<Value: JSONConvertible>(_ map: [String: Value]) -> JSONValue {
    var members = JSONObject()
    for (key, value) in map.sorted(by: { $0.key < $1.key }) { members[key] = value.json }
    return .object(members)
  }
}

extension JSONValue {
  /// Whether an absent field says the same.
  var isNothing: Bool {
    switch self {
    case .null: true
    case .bool(let flag): !flag
    case .number(let number): number.text == "0"
    case .string(let text): text.isEmpty
    case .array(let elements): elements.isEmpty
    case .object(let members): members.isEmpty
    }
  }
}
