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
    if saved.objectValue == nil {
      problems.error(at: [], "expected an object, found \(saved.kindDescription)", remedy: "remove the saved state")
    }
    let members = SchemaChecker(problems).check(saved.objectValue ?? [:], Self.fields, keepsOthers: true)
    let object = ManifestObject(members: members, path: [])
    cluster = object.string("cluster")
    for (key, place) in object.objectsByName("locations") ?? [] {
      guard let id = Int32(key), let address = place.string("address").flatMap({ IPAddress($0) }) else {
        problems.error(at: place.path, "it is no broker with an address", remedy: "remove the saved state")
        continue
      }
      locations[id] = BrokerLocation(address: address, port: place.port("port"))
    }
    for (name, point) in object.objectsByName("accessPoints") ?? [] {
      var states: [Int32: Bool] = [:]
      for id in Self.ids("out", in: point) { states[id] = false }
      let inside = Self.ids("in", in: point)
      for id in inside { states[id] = true }
      published[name] = states
      self.members[name] = inside.sorted()
      lastSets[name] = Self.ids("lastSet", in: point)
    }
    if problems.hasErrors { throw ManifestErrors(object: "the saved membership", problems: problems.problems) }
  }

  private static let fields: [SchemaField] = [
    .string("cluster", "The cluster."),
    .objectMap(
      "locations", "Where each broker is, by id.",
      [.name("address", "Its IP address."), .port("port", "Its port.")], maximum: 65535),
    .objectMap("accessPoints", "What was published of each access point.", [ids("in"), ids("out"), ids("lastSet")]),
  ]

  private static func ids(_ name: String) -> SchemaField {
    .integers(name, "Ids of brokers.", in: 0...Int(Int32.max), maximum: 65535)
  }

  private static func ids(_ key: String, in object: ManifestObject) -> [Int32] {
    (object.list(key) ?? []).compactMap { $0.intValue.flatMap { Int32(exactly: $0) } }
  }
}
