import JSON

/// Changes of values at places, for tests.
extension JSONValue {
  /// The same with another value at a place, named as `spec/ports/0/name`; nil removes what is there.
  func with(_ value: JSONValue?, at place: String) -> JSONValue {
    with(value, at: place.split(separator: "/").map { String($0.map { $0 == "~" ? "/" : $0 }) }[...])
  }

  private func with(_ value: JSONValue?, at steps: ArraySlice<String>) -> JSONValue {
    guard let step = steps.first else { return value ?? .null }
    let rest = steps.dropFirst()
    if case .array(var items) = self, let index = Int(step) {
      if rest.isEmpty, value == nil {
        items.remove(at: index)
      } else if index < items.count {
        items[index] = items[index].with(value, at: rest)
      } else {
        items.append(JSONValue.object([:]).with(value, at: rest))
      }
      return .array(items)
    }
    var changed = self
    changed[step] = rest.isEmpty ? value : (self[step] ?? .object([:])).with(value, at: rest)
    return changed
  }

  /// The same with the items of a list in another order.
  func reversing(_ place: String) -> JSONValue {
    var value = self
    for step in place.split(separator: "/") { value = Int(step).flatMap { value[$0] } ?? value[String(step)] ?? .null }
    return with(.array((value.arrayValue ?? []).reversed()), at: place)
  }

  /// The same with the members of every object in another order.
  func shuffledMembers(_ random: inout SplitMix) -> JSONValue {
    switch self {
    case .object(let members):
      var shuffled = JSONObject()
      for (key, value) in members.shuffled(using: &random) { shuffled[key] = value.shuffledMembers(&random) }
      return .object(shuffled)
    case .array(let items):
      var shuffled: [JSONValue] = []
      for item in items { shuffled.append(item.shuffledMembers(&random)) }
      return .array(shuffled)
    default: return self
    }
  }
}
