import JSON

/// Priority classes: their value stays.
enum PriorityClassStrategy {
  static let strategy = ResourceType.Strategy(
    fillDefaults: { (object: inout JSONValue) throws(APIFailure) in
      object.fill("value", 0)
      object.fill("preemptionPolicy", "PreemptLowerPriority")
    },
    validate: { object, old, _ in
      guard let old else { return [] }
      var causes: [APIFailure.Cause] = []
      if object["value"] != old["value"] {
        causes.append(.forbidden("value", "may not be changed in an update."))
      }
      if object["preemptionPolicy"] != old["preemptionPolicy"] {
        causes.append(.immutable("preemptionPolicy", object["preemptionPolicy"] ?? .null))
      }
      return causes
    })
}
