import JSON

/// What is valid in a definition (`apiextensions-apiserver/pkg/apis/apiextensions/validation`).
enum DefinitionRules {
  static func problems(in definition: JSONValue, old: JSONValue?, subresource: String) -> [APIFailure.Cause] {
    let spec = definition["spec"] ?? [:]
    if subresource == "status" { return statusProblems(definition, spec) }
    var causes: [APIFailure.Cause] = []
    let name = definition.at("metadata", "name") ?? ""
    let names = spec["names"] ?? [:]
    let wanted = "\(names.text("plural")).\(spec.text("group"))"
    if old == nil, name != .string(wanted) {
      causes.append(.invalidValue("metadata.name", name, "must be spec.names.plural+\".\"+spec.group"))
    }
    causes += groupProblems(definition, spec)
    let scopes = ["Cluster", "Namespaced"]
    if spec.text("scope").isEmpty {
      causes.append(.required("spec.scope"))
    } else if !scopes.contains(spec.text("scope")) {
      causes.append(.unsupported("spec.scope", spec["scope"] ?? "", scopes))
    }
    if spec["preserveUnknownFields"] == true {
      causes.append(
        .invalidValue(
          "spec.preserveUnknownFields", true,
          "cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead"))
    }
    causes += versionProblems(spec)
    causes += nameProblems(names)
    causes += conversionProblems(spec)
    causes += statusProblems(definition, spec)
    if let old { causes += changes(spec, old) }
    return causes
  }

  private static func groupProblems(_ definition: JSONValue, _ spec: JSONValue) -> [APIFailure.Cause] {
    let group = spec.text("group")
    if group.isEmpty { return [.required("spec.group")] }
    if !group.contains(".") {
      return [.invalidValue("spec.group", .string(group), "should be a domain with at least one dot")]
    }
    let problems = NameRules.subdomain(group)
    if !problems.isEmpty { return problems.map { .invalidValue("spec.group", .string(group), $0) } }
    let isProtected = ["k8s.io", "kubernetes.io"].contains { group == $0 || group.hasSuffix("." + $0) }
    let annotation = "api-approved.kubernetes.io"
    if isProtected, (definition.at("metadata", "annotations")?.text(annotation) ?? "").isEmpty {
      return [
        .required(
          "metadata.annotations[\(annotation)]",
          "protected groups must have approval annotation \"\(annotation)\", see "
            + "https://github.com/kubernetes/enhancements/pull/1111")
      ]
    }
    return []
  }

  private static func versionProblems(_ spec: JSONValue) -> [APIFailure.Cause] {
    let versions = spec.elements("versions")
    var causes: [APIFailure.Cause] = []
    var seen: Set<String> = []
    var isUnique = true
    for (index, version) in versions.enumerated() {
      let name = version.text("name")
      for problem in NameRules.label1035(name) {
        causes.append(.invalidValue("spec.versions[\(index)].name", .string(name), problem))
      }
      if !seen.insert(name).inserted { isUnique = false }
    }
    let shown: JSONValue = versions.isEmpty ? .null : .array(versions.map(shown))
    if !isUnique { causes.append(.invalidValue("spec.versions", shown, "must contain unique version names")) }
    if versions.filter({ $0["storage"] == true }).count != 1 {
      causes.append(
        .invalidValue("spec.versions", shown, "must have exactly one version marked as storage version"))
    }
    for (index, version) in versions.enumerated() {
      causes += DefinitionVersionRules.problems(in: version, place: DefinitionPlace(spec, index))
    }
    return causes
  }

  /// A version as the real server shows it.
  private static func shown(_ version: JSONValue) -> JSONValue {
    [
      "Name": version["name"] ?? "", "Served": version["served"] ?? false, "Storage": version["storage"] ?? false,
      "Deprecated": version["deprecated"] ?? false, "DeprecationWarning": version["deprecationWarning"] ?? .null,
      "Schema": .null, "Subresources": .null, "AdditionalPrinterColumns": .null, "SelectableFields": .null,
    ]
  }

  private static func nameProblems(_ names: JSONValue) -> [APIFailure.Cause] {
    var causes: [APIFailure.Cause] = []
    for field in ["plural", "singular", "kind", "listKind"] {
      let name = names.text(field)
      let place = "spec.names.\(field)"
      if name.isEmpty {
        causes.append(.required(place))
        continue
      }
      let isKind = field == "kind" || field == "listKind"
      for problem in NameRules.label1035(isKind ? name.lowercased() : name) {
        let detail = isKind ? "may have mixed case, but should otherwise match: \(problem)" : problem
        causes.append(.invalidValue(place, .string(name), detail))
      }
    }
    for list in ["shortNames", "categories"] {
      if list == "categories", !names.text("kind").isEmpty, names["kind"] == names["listKind"] {
        causes.append(
          .invalidValue("spec.names.listKind", names["listKind"] ?? "", "kind and listKind may not be the same"))
      }
      for (index, name) in names.elements(list).enumerated() {
        for problem in NameRules.label1035(name.stringValue ?? "") {
          causes.append(.invalidValue("spec.names.\(list)[\(index)]", name, problem))
        }
      }
    }
    return causes
  }

  private static func conversionProblems(_ spec: JSONValue) -> [APIFailure.Cause] {
    let strategy = spec.at("conversion")?.text("strategy") ?? "None"
    switch strategy {
    case "None": return []
    case "Webhook":
      return [
        .forbidden(
          "spec.conversion.strategy",
          "this server converts by the strategy None alone: give all versions the same fields, or use a real API server"
        )
      ]
    default: return [.unsupported("spec.conversion.strategy", .string(strategy), ["None", "Webhook"])]
    }
  }

  private static func statusProblems(_ definition: JSONValue, _ spec: JSONValue) -> [APIFailure.Cause] {
    let stored = definition.at("status")?.elements("storedVersions") ?? []
    let versions = spec.elements("versions")
    if stored.isEmpty {
      return [
        .invalidValue(
          "status.storedVersions", definition.at("status", "storedVersions") ?? .null,
          "must have at least one stored version")
      ]
    }
    var causes: [APIFailure.Cause] = []
    for (index, name) in stored.enumerated() where !versions.contains(where: { $0["name"] == name }) {
      let text = name.stringValue ?? ""
      causes.append(
        .invalidValue(
          "status.storedVersions[\(index)]", name,
          "missing from spec.versions; \(text) was previously a storage version, and must remain in spec.versions until "
            + "a storage migration ensures no data remains persisted in \(text) and removes \(text) from "
            + "status.storedVersions"))
    }
    for version in versions where version["storage"] == true && !stored.contains(version["name"] ?? "") {
      causes.append(
        .invalidValue(
          "status.storedVersions", .array(stored), "must have the storage version \(version.text("name"))"))
    }
    return causes
  }

  /// What an established definition keeps.
  private static func changes(_ spec: JSONValue, _ old: JSONValue) -> [APIFailure.Cause] {
    var causes: [APIFailure.Cause] = []
    let before = old["spec"] ?? [:]
    let conditions = old.at("status")?.elements("conditions") ?? []
    let isEstablished = conditions.contains { $0.text("type") == "Established" && $0.text("status") == "True" }
    if isEstablished {
      for (field, new, earlier) in [
        ("spec.scope", spec["scope"], before["scope"]),
        ("spec.names.kind", spec.at("names", "kind"), before.at("names", "kind")),
      ] where new != earlier {
        causes.append(.immutable(field, new ?? .null))
      }
    }
    for (field, new, earlier) in [
      ("spec.group", spec["group"], before["group"]),
      ("spec.names.plural", spec.at("names", "plural"), before.at("names", "plural")),
    ] where new != earlier {
      causes.append(.immutable(field, new ?? .null))
    }
    return causes
  }
}
