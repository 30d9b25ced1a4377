public import JSON
public import KafkaResources

// What outlives a process: addresses and published states. Times do not: the clock's origin is another one then.
extension BootstrapMembership {
  /// What a later process needs to go on from here.
  public var saved: JSONValue {
    var places = JSONObject()
    for (id, location) in locations.sorted(by: { $0.key < $1.key }) {
      var place: JSONObject = ["address": .string(location.address.description)]
      if let port = location.port { place["port"] = .number(JSONNumber(Int(port))) }
      places[String(id)] = .object(place)
    }
    var points = JSONObject()
    for (name, states) in published.sorted(by: { $0.key < $1.key }) {
      var inside: [JSONValue] = []
      var outside: [JSONValue] = []
      for (id, isIn) in states.sorted(by: { $0.key < $1.key }) {
        if isIn { inside.append(.number(JSONNumber(Int(id)))) } else { outside.append(.number(JSONNumber(Int(id)))) }
      }
      let lastSet = (lastSets[name] ?? []).map { JSONValue.number(JSONNumber(Int($0))) }
      points[name] = ["in": .array(inside), "out": .array(outside), "lastSet": .array(lastSet)]
    }
    var value: JSONObject = ["locations": .object(places), "accessPoints": .object(points)]
    if let cluster { value["cluster"] = .string(cluster) }
    return .object(value)
  }

  /// Goes on from what an earlier process saved. Every broker is unknown until it is reported.
  ///
  /// - Throws: Every value that `saved` cannot have written.
  public init(saved: JSONValue) throws(ManifestErrors) {
    self.init()
    let problems = ProblemList()
    let object = ManifestObject(members: saved.objectValue ?? [:], path: [], problems: problems)
    if saved.objectValue == nil {
      problems.error(at: [], "expected an object, found \(saved.kindDescription)", remedy: "remove the saved state")
    }
    cluster = object.string("cluster")
    if let places = object.object("locations") {
      for key in places.members.keys {
        guard let place = places.object(key) else { continue }
        guard let id = Int32(key), let address = place.string("address").flatMap({ IPAddress($0) }) else {
          problems.error(at: place.path, "it is no broker with an address", remedy: "remove the saved state")
          continue
        }
        locations[id] = BrokerLocation(address: address, port: place.port("port"))
      }
    }
    if let points = object.object("accessPoints") {
      for name in points.members.keys {
        guard let point = points.object(name) else { continue }
        var states: [Int32: Bool] = [:]
        for id in Self.ids("out", in: point) { states[id] = false }
        let inside = Self.ids("in", in: point)
        for id in inside { states[id] = true }
        published[name] = states
        members[name] = inside.sorted()
        lastSets[name] = Self.ids("lastSet", in: point)
      }
    }
    if problems.hasErrors { throw ManifestErrors(object: "the saved membership", problems: problems.problems) }
  }

  private static func ids(_ key: String, in object: ManifestObject) -> [Int32] {
    var ids: [Int32] = []
    for (index, element) in (object.list(key) ?? []).enumerated() {
      if let id = element.intValue.flatMap({ Int32(exactly: $0) }), id >= 0 {
        ids.append(id)
      } else {
        object.problems.error(
          at: object.path.appending(key).appending(index), "it is no broker id", remedy: "remove the saved state")
      }
    }
    return ids
  }
}
