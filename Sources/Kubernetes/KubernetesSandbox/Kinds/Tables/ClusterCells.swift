import JSON

/// Nodes, events, definitions and access in a table.
enum ClusterCells {
  static func node(_ node: JSONValue, age: JSONValue) -> [JSONValue] {
    let status = node["status"] ?? [:]
    let ready = status.elements("conditions").first { $0.text("type") == "Ready" }
    var state = ready.map { $0.text("status") == "True" ? "Ready" : "NotReady" } ?? "Unknown"
    if node.at("spec", "unschedulable") == true { state += ",SchedulingDisabled" }
    var roles: [String] = []
    for (key, value) in node.at("metadata", "labels")?.objectValue ?? [:] {
      if key.hasPrefix("node-role.kubernetes.io/") { roles.append(String(key.dropFirst(24))) }
      if key == "kubernetes.io/role", let role = value.stringValue, !role.isEmpty { roles.append(role) }
    }
    func address(_ type: String) -> JSONValue {
      TableFormat.text(status.elements("addresses").first { $0.text("type") == type }?["address"])
    }
    let info = status["nodeInfo"] ?? [:]
    return [
      state.json, (roles.isEmpty ? "<none>" : roles.sorted().joined(separator: ",")).json, age,
      TableFormat.text(info["kubeletVersion"], or: ""), address("InternalIP"), address("ExternalIP"),
      TableFormat.text(info["osImage"], or: "<unknown>"), TableFormat.text(info["kernelVersion"], or: "<unknown>"),
      TableFormat.text(info["containerRuntimeVersion"], or: "<unknown>"),
    ]
  }

  /// An event of either group.
  static func event(_ event: JSONValue, now: Int64) -> [JSONValue] {
    let about = event.at("involvedObject") ?? event.at("regarding") ?? [:]
    let source = event.at("source") ?? event.at("deprecatedSource") ?? [:]
    let eventTime = event.at("eventTime")
    let first = event.at("firstTimestamp") ?? event.at("deprecatedFirstTimestamp") ?? eventTime
    let last =
      event.at("series", "lastObservedTime") ?? event.at("lastTimestamp") ?? event.at("deprecatedLastTimestamp")
      ?? first
    var component = source.text("component")
    var instance = source.text("host")
    if component.isEmpty {
      component = event.at("reportingComponent")?.stringValue ?? event.at("reportingController")?.stringValue ?? ""
      instance = event.text("reportingInstance")
    }
    if !instance.isEmpty { component += ", \(instance)" }
    let count = event.at("series", "count") ?? event.at("count") ?? event.at("deprecatedCount") ?? 1
    let message = event.at("message") ?? event.at("note")
    return [
      TableFormat.age(since: last, now: now).json, TableFormat.text(event["type"], or: ""),
      TableFormat.text(event["reason"], or: ""), "\(about.text("kind").lowercased())/\(about.text("name"))".json,
      TableFormat.text(about["fieldPath"], or: ""), component.json,
      TableFormat.plain(message).trimmed.json, TableFormat.age(since: first, now: now).json,
      count,
      TableFormat.text(event.at("metadata", "name"), or: ""),
    ]
  }

  static func definition(_ definition: JSONValue) -> [JSONValue] {
    let spec = definition["spec"] ?? [:]
    let served = spec.elements("versions").filter { $0["served"] == true }.map { version in
      version["storage"] == true ? "\(version.text("name"))(storage)" : version.text("name")
    }
    let isEstablished = (definition["status"] ?? [:]).elements("conditions").contains {
      $0.text("type") == "Established" && $0.text("status") == "True"
    }
    let short = spec.at("names")?.elements("shortNames").compactMap(\.stringValue) ?? []
    return [
      TableFormat.text(spec["scope"], or: ""), served.joined(separator: ",").json,
      definition.at("metadata", "creationTimestamp") ?? .null, TableFormat.text(spec["group"], or: ""),
      TableFormat.text(spec.at("names", "kind"), or: ""), short.joined(separator: ",").json, .bool(isEstablished),
    ]
  }

  static func binding(_ binding: JSONValue, age: JSONValue) -> [JSONValue] {
    let role = binding["roleRef"] ?? [:]
    func subjects(_ kind: String) -> JSONValue {
      let names = binding.elements("subjects").filter { $0.text("kind") == kind }.map { subject in
        kind == "ServiceAccount" ? "\(subject.text("namespace"))/\(subject.text("name"))" : subject.text("name")
      }
      return names.joined(separator: ", ").json
    }
    return [
      "\(role.text("kind"))/\(role.text("name"))".json, age, subjects("User"), subjects("Group"),
      subjects("ServiceAccount"),
    ]
  }
}

extension String {
  /// This text without white space at its ends.
  fileprivate var trimmed: String {
    let characters = Substring(self).drop(while: \.isWhitespace)
    guard let last = characters.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(characters[...last])
  }
}
