import JSON

/// Events of the two groups are one: the newer form renames some fields of the core one.
enum EventConversion {
  /// The names of the core group and those of `events.k8s.io`.
  private static let names: [(core: String, newer: String)] = [
    ("involvedObject", "regarding"), ("message", "note"), ("reportingComponent", "reportingController"),
    ("source", "deprecatedSource"), ("firstTimestamp", "deprecatedFirstTimestamp"),
    ("lastTimestamp", "deprecatedLastTimestamp"), ("count", "deprecatedCount"),
  ]

  /// An event of `events.k8s.io/v1` as the core group has it.
  static func core(_ event: JSONValue) -> JSONValue {
    var names: [String: String] = [:]
    for pair in Self.names { names[pair.newer] = pair.core }
    return renamed(event, names, apiVersion: "v1")
  }

  /// An event of the core group as `events.k8s.io/v1` has it.
  static func newer(_ event: JSONValue) -> JSONValue {
    var names: [String: String] = [:]
    for pair in Self.names { names[pair.core] = pair.newer }
    var result = renamed(event, names, apiVersion: "events.k8s.io/v1")
    if result.text("reportingController").isEmpty { result["reportingController"] = nil }
    if result.text("reportingInstance").isEmpty { result["reportingInstance"] = nil }
    return result
  }

  private static func renamed(_ event: JSONValue, _ names: [String: String], apiVersion: String) -> JSONValue {
    var result: JSONValue = [:]
    for (key, value) in event.objectValue ?? [:] { result[names[key] ?? key] = value }
    if event["apiVersion"] != nil { result["apiVersion"] = .string(apiVersion) }
    return result
  }
}
