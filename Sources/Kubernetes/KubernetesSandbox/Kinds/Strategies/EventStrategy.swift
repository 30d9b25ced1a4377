import JSON

/// Events. Those that are written as `events.k8s.io` must be whole; older writers of the core group need not.
enum EventStrategy {
  static let core = ResourceType.Strategy(
    prepareForCreate: { (object: inout JSONValue, _) throws(APIFailure) in
      fill(&object)
    },
    prepareForUpdate: { (object: inout JSONValue, _, _) throws(APIFailure) in fill(&object) },
    validate: { object, old, _ in
      // An event with a time of its own was written by the newer interface.
      object.has("eventTime") ? problems(in: object, old: old) : place(of: object)
    }, allowsCreateOnUpdate: true)

  static let newer = ResourceType.Strategy(
    prepareForCreate: { (object: inout JSONValue, _) throws(APIFailure) in fillNewer(&object) },
    prepareForUpdate: { (object: inout JSONValue, _, _) throws(APIFailure) in fillNewer(&object) },
    validate: { object, old, _ in problems(in: EventConversion.core(object), old: old.map(EventConversion.core)) },
    allowsCreateOnUpdate: true,
    alias: ResourceType.Alias(resource: "events", toStored: EventConversion.core, fromStored: EventConversion.newer))

  private static func fill(_ object: inout JSONValue) {
    object.fill("source", [:])
    for name in ["firstTimestamp", "lastTimestamp", "eventTime"] where object[name] == nil { object[name] = .null }
    for name in ["reportingComponent", "reportingInstance"] { object.fill(name, "") }
  }

  private static func fillNewer(_ object: inout JSONValue) {
    object.fill("deprecatedSource", [:])
    for name in ["deprecatedFirstTimestamp", "deprecatedLastTimestamp"] where object[name] == nil {
      object[name] = .null
    }
  }

  private static func place(of event: JSONValue) -> [APIFailure.Cause] {
    let own = event.at("metadata", "namespace")?.stringValue ?? ""
    let involved = event.at("involvedObject", "namespace") ?? ""
    // What has no namespace is told of in `default`.
    if involved == "" ? own == "default" || own.isEmpty : involved == .string(own) { return [] }
    return [.invalidValue("involvedObject.namespace", involved, "does not match event.namespace")]
  }

  private static func problems(in event: JSONValue, old: JSONValue?) -> [APIFailure.Cause] {
    var causes = place(of: event)
    if !event.has("eventTime") { causes.append(.required("eventTime")) }
    if old == nil, event.has("eventTime") {
      let controller = event.text("reportingComponent")
      if controller.isEmpty { causes.append(.required("reportingController")) }
      for problem in NameRules.qualified(controller) {
        causes.append(.invalidValue("reportingController", .string(controller), problem))
      }
      for name in ["reportingInstance", "action", "reason"] where event.text(name).isEmpty {
        causes.append(.required(name))
      }
      for (name, limit) in [("reportingInstance", 128), ("action", 128), ("reason", 128), ("message", 1024)]
      where event.text(name).utf8.count > limit {
        causes.append(.invalidValue(name, "", "can have at most \(limit) characters"))
      }
    }
    let type = event.text("type")
    if !["Normal", "Warning"].contains(type) { causes.append(.invalidValue("type", "", "has invalid value: \(type)")) }
    guard let old else { return causes }
    for name in [
      "involvedObject", "reason", "message", "source", "firstTimestamp", "lastTimestamp", "count", "type", "eventTime",
      "action", "related", "reportingComponent", "reportingInstance",
    ] where event[name] ?? .null != old[name] ?? .null {
      causes.append(.immutable(name, event[name] ?? .null))
    }
    return causes
  }
}
