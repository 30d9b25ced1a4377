import JSON

/// What the server says of its resources, in both forms of discovery.
struct DiscoveryDocuments: Sendable {
  /// A group with its versions, the preferred one first.
  struct Group: Sendable {
    let name: String
    var versions: [String]
  }

  /// A resource as discovery shows it.
  private struct Entry {
    let plural: String
    let singular: String
    let kind: String
    let isNamespaced: Bool
    let verbs: [String]
    let shortNames: [String]
    let categories: [String]
    var subresources: [Subresource] = []
  }

  private struct Subresource {
    let name: String
    let kind: String
    let group: String
    let version: String
    let verbs: [String]
  }

  private static let verbs = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"]

  private let types: [ResourceType]
  private let groups: [Group]

  init(_ types: some Sequence<ResourceType>) {
    self.types = types.sorted { ($0.group, $0.plural) < ($1.group, $1.plural) }
    var groups: [Group] = []
    for type in self.types {
      let served = type.versions.filter(\.isServed).map(\.name)
      if groups.last?.name != type.group { groups.append(Group(name: type.group, versions: [])) }
      for version in served where groups[groups.count - 1].versions.contains(version) == false {
        groups[groups.count - 1].versions.append(version)
      }
    }
    for virtual in VirtualResource.all {
      if let index = groups.firstIndex(where: { $0.name == virtual.group }) {
        if !groups[index].versions.contains("v1") { groups[index].versions.append("v1") }
      } else {
        groups.append(Group(name: virtual.group, versions: ["v1"]))
      }
    }
    for index in groups.indices { groups[index].versions.sort { VersionOrder.isBefore($0, $1) } }
    self.groups = groups.filter { !$0.versions.isEmpty }.sorted { $0.name < $1.name }
  }

  /// Whether a version of a group is served.
  func serves(group: String, version: String) -> Bool {
    groups.contains { $0.name == group && $0.versions.contains(version) }
  }

  private static func groupVersion(_ group: String, _ version: String) -> String {
    group.isEmpty ? version : "\(group)/\(version)"
  }

  // MARK: The older form

  /// `/api`
  func coreVersions(address: String) -> JSONValue {
    [
      "kind": "APIVersions", "versions": ["v1"],
      "serverAddressByClientCIDRs": [["clientCIDR": "0.0.0.0/0", "serverAddress": .string(address)]],
    ]
  }

  /// `/apis`
  var groupList: JSONValue {
    [
      "kind": "APIGroupList", "apiVersion": "v1",
      "groups": .array(groups.filter { !$0.name.isEmpty }.map { .object(Self.group($0)) }),
    ]
  }

  /// `/apis/GROUP`; nil where there is none.
  func group(_ name: String) -> JSONValue? {
    guard !name.isEmpty, let group = groups.first(where: { $0.name == name }) else { return nil }
    var document: JSONObject = ["kind": "APIGroup", "apiVersion": "v1"]
    for (key, value) in Self.group(group) { document[key] = value }
    return .object(document)
  }

  private static func group(_ group: Group) -> JSONObject {
    let versions = group.versions.map { version -> JSONValue in
      ["groupVersion": .string(groupVersion(group.name, version)), "version": .string(version)]
    }
    return ["name": .string(group.name), "versions": .array(versions), "preferredVersion": versions[0]]
  }

  /// `/apis/GROUP/VERSION`; nil where there is none.
  func resourceList(group: String, version: String) -> JSONValue? {
    guard serves(group: group, version: version) else { return nil }
    var resources: [JSONValue] = []
    for entry in entries(group: group, version: version) {
      var resource: JSONObject = [
        "name": .string(entry.plural), "singularName": .string(entry.singular), "namespaced": .bool(entry.isNamespaced),
        "kind": .string(entry.kind), "verbs": .array(entry.verbs.map { .string($0) }),
      ]
      if !entry.shortNames.isEmpty { resource["shortNames"] = .array(entry.shortNames.map { .string($0) }) }
      if !entry.categories.isEmpty { resource["categories"] = .array(entry.categories.map { .string($0) }) }
      resources.append(.object(resource))
      for part in entry.subresources {
        var listed: JSONObject = [
          "name": .string("\(entry.plural)/\(part.name)"), "singularName": "", "namespaced": .bool(entry.isNamespaced),
        ]
        if part.group != group || part.version != version {
          listed["group"] = .string(part.group)
          listed["version"] = .string(part.version)
        }
        listed["kind"] = .string(part.kind)
        listed["verbs"] = .array(part.verbs.map { .string($0) })
        resources.append(.object(listed))
      }
    }
    return [
      "kind": "APIResourceList", "apiVersion": "v1", "groupVersion": .string(Self.groupVersion(group, version)),
      "resources": .array(resources),
    ]
  }

  // MARK: The aggregated form

  /// The core group, or all others.
  func aggregated(core: Bool) -> JSONValue {
    let items = groups.filter { $0.name.isEmpty == core }.map { group -> JSONValue in
      let versions = group.versions.map { version -> JSONValue in
        [
          "version": .string(version), "freshness": "Current",
          "resources": .array(
            entries(group: group.name, version: version).map { Self.aggregated($0, group.name, version) }),
        ]
      }
      let metadata: JSONValue = group.name.isEmpty ? [:] : ["name": .string(group.name)]
      return ["metadata": metadata, "versions": .array(versions)]
    }
    return [
      "kind": "APIGroupDiscoveryList", "apiVersion": "apidiscovery.k8s.io/v2", "metadata": [:], "items": .array(items),
    ]
  }

  private static func aggregated(_ entry: Entry, _ group: String, _ version: String) -> JSONValue {
    var resource: JSONObject = [
      "resource": .string(entry.plural), "responseKind": kind(group, version, entry.kind),
      "scope": entry.isNamespaced ? "Namespaced" : "Cluster", "singularResource": .string(entry.singular),
      "verbs": .array(entry.verbs.map { .string($0) }),
    ]
    if !entry.shortNames.isEmpty { resource["shortNames"] = .array(entry.shortNames.map { .string($0) }) }
    if !entry.categories.isEmpty { resource["categories"] = .array(entry.categories.map { .string($0) }) }
    if !entry.subresources.isEmpty {
      resource["subresources"] = .array(
        entry.subresources.map { part in
          [
            "subresource": .string(part.name), "responseKind": kind(part.group, part.version, part.kind),
            "verbs": .array(part.verbs.map { .string($0) }),
          ]
        })
    }
    return .object(resource)
  }

  private static func kind(_ group: String, _ version: String, _ kind: String) -> JSONValue {
    ["group": .string(group), "version": .string(version), "kind": .string(kind)]
  }

  // MARK: Resources

  private func entries(group: String, version: String) -> [Entry] {
    var entries: [Entry] = []
    for type in types where type.group == group {
      guard let served = type.versions.first(where: { $0.name == version && $0.isServed }) else { continue }
      entries.append(
        Entry(
          plural: type.plural, singular: type.singular, kind: type.kind, isNamespaced: type.isNamespaced,
          verbs: Self.verbs, shortNames: type.shortNames, categories: type.categories,
          subresources: Self.subresources(type, served)))
    }
    for virtual in VirtualResource.all where virtual.group == group && version == "v1" {
      entries.append(
        Entry(
          plural: virtual.plural, singular: virtual.kind.lowercased(), kind: virtual.kind,
          isNamespaced: virtual.isNamespaced, verbs: ["create"], shortNames: [], categories: []))
    }
    return entries.sorted { $0.plural < $1.plural }
  }

  private static func subresources(_ type: ResourceType, _ version: ResourceType.Version) -> [Subresource] {
    var parts: [Subresource] = []
    func add(_ name: String, _ kind: String, _ group: String, version: String = "v1", _ verbs: [String]) {
      parts.append(Subresource(name: name, kind: kind, group: group, version: version, verbs: verbs))
    }
    switch type.qualifiedName {
    case "pods":
      add("binding", "Binding", "", ["create"])
      add("eviction", "Eviction", "policy", ["create"])
      add("log", "Pod", "", ["get"])
    case "serviceaccounts": add("token", "TokenRequest", "authentication.k8s.io", ["create"])
    case "namespaces": add("finalize", "Namespace", "", ["update"])
    case "deployments.apps", "replicasets.apps", "statefulsets.apps":
      add("scale", "Scale", "autoscaling", ["get", "patch", "update"])
    default: break
    }
    if version.hasStatus { add("status", type.kind, type.group, version: version.name, ["get", "patch", "update"]) }
    return parts
  }
}
