import JSON

/// Random objects of the kind that `ModelServer` has, and random changes of them.
struct RandomThing {
  var random: SplitMix

  mutating func object() -> JSONValue {
    [
      "apiVersion": "example.com/v1", "kind": "Thing", "metadata": ["name": "a", "namespace": "n"],
      "spec": .object(members(depth: 3)),
    ]
  }

  private mutating func scalar() -> JSONValue {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: .bool(random.chance(of: 2))
    case 1: .number(JSONNumber(Int.random(in: 0..<5, using: &random)))
    case 2: ""
    default: .string("t\(Int.random(in: 0..<9, using: &random))")
    }
  }

  private mutating func members(depth: Int) -> JSONObject {
    var members = JSONObject()
    for number in 0..<Int.random(in: 1..<5, using: &random) {
      switch Int.random(in: 0..<(depth > 0 ? 6 : 2), using: &random) {
      case 2: members["object\(number)"] = .object(self.members(depth: depth - 1))
      case 3: members["map\(number)"] = .array(items(depth: depth - 1))
      case 4: members["set\(number)"] = .array(["t"] + scalars())
      case 5:
        members["atomic\(number)"] = random.chance(of: 2) ? .array(scalars()) : .object(self.members(depth: 0))
      default: members["scalar\(number)"] = scalar()
      }
    }
    return members
  }

  private mutating func scalars() -> [JSONValue] {
    var scalars: [JSONValue] = []
    for _ in 0..<Int.random(in: 1..<4, using: &random) {
      let scalar = scalar()
      if !scalars.contains(scalar) { scalars.append(scalar) }
    }
    return scalars
  }

  private mutating func items(depth: Int) -> [JSONValue] {
    var items: [JSONValue] = []
    for number in 0..<Int.random(in: 1..<4, using: &random) {
      var item = members(depth: depth)
      item["name"] = .string("item\(number / 2)")
      // Two items of one name: one with the default of its kind, which it need not say.
      if number % 2 == 1 { item["kind"] = "B" } else if random.chance(of: 2) { item["kind"] = "A" }
      items.append(.object(item))
    }
    return items
  }

  /// The same with one change: a member added, removed or given another value, an item or a value of a list added, removed
  /// or moved.
  mutating func changed(_ value: JSONValue, _ name: String = "spec") -> JSONValue {
    switch value {
    case .object(var members):
      let inner = members.keys.filter { $0 != "name" && $0 != "kind" }
      if inner.isEmpty || random.chance(of: 4) {
        members["new\(Int.random(in: 0..<1000, using: &random))"] = "new"
        return .object(members)
      }
      let chosen = inner.randomElement(using: &random) ?? ""
      let value = changed(members[chosen] ?? .null, chosen)
      members[chosen] = inner.count > 1 && random.chance(of: 4) ? Optional.none : value
      return .object(members)
    case .array(var items):
      if items.count > 1, random.chance(of: 4) { return .array(items.reversed()) }
      if items.count > 1, random.chance(of: 3) {
        items.removeLast()
      } else if name.hasPrefix("map"), random.chance(of: 2), let first = items.first {
        items[0] = changed(first, "")
      } else {
        items.append(name.hasPrefix("map") ? ["name": "another"] : "another")
      }
      return .array(items)
    case .bool(let flag): return .bool(!flag)
    case "": return random.chance(of: 2) ? .null : "text"
    default: return "changed"
    }
  }
}
