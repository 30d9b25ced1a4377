import JSON

extension Fields {
  static func part<Value: JSONConvertible>(
    _ node: JSONNode, sharing pool: SharingPool?
  ) throws(ObjectError) -> Indirect<Value> {
    Indirect(wrappedValue: try Value.read(node, sharing: pool))
  }

  static func list<Value: JSONConvertible>(
    _ node: JSONNode, sharing pool: SharingPool?
  ) throws(ObjectError) -> [Value] {
    guard node.kind == .array else { throw .wrongKind(node, expected: "a list") }
    var list: [Value] = []
    list.reserveCapacity(node.elements.count)
    for element in node.elements {
      do { list.append(try Value.read(element, sharing: pool)) } catch { throw error.within(list.count) }
    }
    return list
  }

  static func map<Value: JSONConvertible>(
    _ node: JSONNode, sharing pool: SharingPool?
  ) throws(ObjectError) -> [String: Value] {
    guard node.kind == .object else { throw .wrongKind(node, expected: "an object") }
    var map = [String: Value](minimumCapacity: node.members.count)
    for (name, value) in node.members {
      let key = try String.read(name, sharing: pool)
      do { map[key] = try Value.read(value, sharing: pool) } catch { throw error.within(key) }
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

extension JSONNode {
  /// Whether an absent field says the same.
  var isNothing: Bool {
    switch kind {
    case .null: true
    case .bool: boolValue == false
    case .number: numberValue?.text == "0"
    case .string: isString("")
    case .array: isEmpty(elements)
    case .object: isEmpty(members)
    }
  }

  private func isEmpty(_ parts: some Sequence) -> Bool {
    for _ in parts { return false }
    return true
  }
}
