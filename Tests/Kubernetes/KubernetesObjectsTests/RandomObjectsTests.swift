import JSON
import KubernetesObjects
import Testing

/// Recorded objects with random changes: what can be read is written as it was; what cannot is refused at a place that
/// is there.
@Suite struct RandomObjectsTests {
  @Test(arguments: 0..<8) func whatIsReadIsWritten(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    var refused = 0
    var total = 0
    let pool = SharingPool(bound: 20_000)
    for recorded in try recordedObjects() {
      let kind = try #require(recorded["kind"]?.stringValue)
      let type = try #require(objectKinds[kind])
      for round in 0..<16 {
        var changer = Changer(random: random, changesTypes: round % 4 == 0)
        let json = changer.object(recorded)
        random = changer.random
        total += 1
        do {
          let object = try type.init(json: json)
          #expect(object.json == json)
          let shared = try type.init(reading: JSONDocument(json).root, sharing: pool)
          #expect(shared.json.serialized() == object.json.serialized())
        } catch {
          refused += 1
          #expect(json[error.path] != nil, "\(error)")
          #expect(changer.changesTypes, "\(error)")
        }
      }
    }
    // Both must happen, or the test has lost its point.
    #expect(refused > total / 30)
    #expect(refused < total / 2)
  }
}

/// Changes a JSON value at random places.
private struct Changer {
  var random: SplitMix
  /// Whether a value may become one of another type.
  let changesTypes: Bool

  /// An object of the API with changes anywhere but in version and kind.
  mutating func object(_ json: JSONValue) -> JSONValue {
    var members = JSONObject()
    for (key, value) in json.objectValue ?? JSONObject() {
      members[key] = key == "apiVersion" || key == "kind" ? value : changed(value)
    }
    return .object(members)
  }

  private mutating func changed(_ value: JSONValue) -> JSONValue {
    if changesTypes, random.chance(of: 60) { return anything() }
    switch value {
    case .object(let members):
      if random.chance(of: 60) { return [:] }
      var changed = JSONObject()
      var order = Array(members)
      if random.chance(of: 3) { order.shuffle(using: &random) }
      for (key, value) in order where !random.chance(of: 25) {
        changed[key] = random.chance(of: 60) && mayBeNull(members) ? .null : self.changed(value)
      }
      if random.chance(of: 15) && mayBeNull(members) { changed["unknown\(random.next() % 100)"] = anything() }
      return .object(changed)
    case .array(let elements):
      if random.chance(of: 60) { return [] }
      var changed = elements.map { self.changed($0) }
      if let element = changed.randomElement(using: &random), random.chance(of: 10) { changed.append(element) }
      return .array(changed)
    default: return value
    }
  }

  /// Whether the object is one with fields, and not a map from names to values of one type.
  private func mayBeNull(_ members: JSONObject) -> Bool {
    members.contains { $0.value.objectValue != nil || $0.value.arrayValue != nil } && members["f:metadata"] == nil
  }

  private mutating func anything() -> JSONValue {
    let values: [JSONValue] = [
      nil, true, false, 0, -1, "", "text", [], ["a", 1], [:], ["a": ["b": nil]], 1.5, .number(JSONNumber(UInt64.max)),
    ]
    return values.randomElement(using: &random) ?? nil
  }
}
