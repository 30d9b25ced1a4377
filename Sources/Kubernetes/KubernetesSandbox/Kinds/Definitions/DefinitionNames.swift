import JSON
import KubernetesObjects

/// Whether a definition may have the names that it asks for, and what its status says of that.
enum DefinitionNames {
  /// The status of a definition among others: the names that it has, its conditions, the versions that it stored.
  ///
  /// - Parameter others: The other definitions.
  static func status(of definition: JSONValue, among others: [JSONValue], now: Int64) -> JSONValue {
    let spec = definition["spec"] ?? [:]
    let wanted = spec["names"] ?? [:]
    let group = spec.text("group")
    let neighbours = others.filter {
      $0.at("spec", "group") == .string(group) && $0.at("metadata", "name") != definition.at("metadata", "name")
    }
    var status = definition["status"] ?? [:]
    let before = status.elements("conditions")
    var taken = Taken(neighbours)
    var accepted: JSONValue = status["acceptedNames"] ?? ["plural": "", "kind": ""]
    for name in ["plural", "singular"] { accepted[name] = taken.resource(name, wanted, accepted) }
    let short = wanted.elements("shortNames")
    if taken.mayHave(short) { accepted["shortNames"] = short.isEmpty ? nil : .array(short) }
    for name in ["kind", "listKind"] { accepted[name] = taken.kind(name, wanted, accepted) }
    accepted["categories"] = wanted.elements("categories").isEmpty ? nil : wanted["categories"]
    status["acceptedNames"] = accepted
    let wasEstablished = before.contains { $0.text("type") == "Established" && $0.text("status") == "True" }
    status["conditions"] = .array(conditions(taken.conflict, wasEstablished: wasEstablished, before: before, now: now))
    var stored = status.elements("storedVersions")
    for version in spec.elements("versions") where version["storage"] == true {
      if let name = version["name"], !stored.contains(name) { stored.append(name) }
      break
    }
    status["storedVersions"] = stored.isEmpty ? .null : .array(stored)
    return ordered(status)
  }

  private static func ordered(_ status: JSONValue) -> JSONValue {
    var result = JSONObject()
    for name in ["conditions", "acceptedNames", "storedVersions"] { result[name] = status[name] }
    for (name, value) in status.objectValue ?? [:] where result[name] == nil { result[name] = value }
    return .object(result)
  }

  private static func conditions(
    _ conflict: (reason: String, message: String)?, wasEstablished: Bool, before: [JSONValue], now: Int64
  ) -> [JSONValue] {
    let isAccepted = conflict == nil
    var conditions = [
      condition(
        "NamesAccepted", isAccepted, conflict?.reason ?? "NoConflicts", conflict?.message ?? "no conflicts found",
        before, now)
    ]
    // What was established stays so.
    if isAccepted || wasEstablished {
      conditions.append(
        condition(
          "Established", true, "InitialNamesAccepted", "the initial names have been accepted", before, now))
    } else {
      conditions.append(
        condition("Established", false, "NotAccepted", "not all names are accepted", before, now))
    }
    let known = ["NamesAccepted", "Established"]
    return conditions + before.filter { !known.contains($0.text("type")) }
  }

  private static func condition(
    _ type: String, _ isTrue: Bool, _ reason: String, _ message: String, _ before: [JSONValue], _ now: Int64
  ) -> JSONValue {
    let status = isTrue ? "True" : "False"
    let earlier = before.first { $0.text("type") == type && $0.text("status") == status }
    return [
      "type": .string(type), "status": .string(status),
      "lastTransitionTime": earlier?["lastTransitionTime"] ?? Time(secondsSince1970: now).json,
      "reason": .string(reason), "message": .string(message),
    ]
  }

  /// The names that other definitions of the group have.
  private struct Taken {
    private var resources: Set<String> = []
    private var kinds: Set<String> = []
    private(set) var conflict: (reason: String, message: String)?

    init(_ definitions: [JSONValue]) {
      for definition in definitions {
        let names = definition.at("status", "acceptedNames") ?? [:]
        for name in ["plural", "singular"] { resources.insert(names.text(name)) }
        for name in names.elements("shortNames") { resources.insert(name.stringValue ?? "") }
        for name in ["kind", "listKind"] { kinds.insert(names.text(name)) }
      }
    }

    private mutating func note(_ reason: String, _ name: String) {
      conflict = (reason, "\(JSONValue.string(name).text()) is already in use")
    }

    /// A name of the resource, where it is free; else the one that was accepted before.
    mutating func resource(_ field: String, _ wanted: JSONValue, _ accepted: JSONValue) -> JSONValue? {
      let name = wanted.text(field)
      guard name.isEmpty || !resources.contains(name) else {
        note(field == "plural" ? "PluralConflict" : "SingularConflict", name)
        return accepted[field]
      }
      return wanted[field]
    }

    mutating func mayHave(_ shortNames: [JSONValue]) -> Bool {
      let used = shortNames.compactMap(\.stringValue).filter { resources.contains($0) }
      guard let first = used.first else { return true }
      note("ShortNamesConflict", first)
      return false
    }

    mutating func kind(_ field: String, _ wanted: JSONValue, _ accepted: JSONValue) -> JSONValue? {
      let name = wanted.text(field)
      guard name.isEmpty || !kinds.contains(name) else {
        note(field == "kind" ? "KindConflict" : "ListKindConflict", name)
        return accepted[field]
      }
      return wanted[field]
    }
  }
}
