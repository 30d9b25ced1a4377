import JSON

@testable import KubernetesSandbox

/// The kinds of the tests: small ones under the names that the store knows, without schemas.
enum StoreKinds {
  static let all: [ResourceType] = [
    kind("", "namespaces", "Namespace", isNamespaced: false, hasStatus: true, namespaces),
    kind("", "configmaps", "ConfigMap", configMaps),
    kind("", "pods", "Pod", hasStatus: true, pods),
    kind("", "persistentvolumeclaims", "PersistentVolumeClaim", hasStatus: true, claims),
    kind("", "nodes", "Node", isNamespaced: false, hasStatus: true),
    kind("", "secrets", "Secret"), kind("", "events", "Event"),
    kind("events.k8s.io", "events", "Event", aliasOfEvents),
    kind("apps", "deployments", "Deployment", hasStatus: true),
    kind("policy", "poddisruptionbudgets", "PodDisruptionBudget", hasStatus: true),
    kind("example.com", "things", "Thing", hasStatus: true, things),
    kind(
      "apiextensions.k8s.io", "customresourcedefinitions", "CustomResourceDefinition", isNamespaced: false,
      hasStatus: true, definitions),
  ]

  static func version(_ resource: String) -> String { "v1" }

  static func kind(
    _ group: String, _ plural: String, _ kind: String, isNamespaced: Bool = true, hasStatus: Bool = false,
    _ strategy: ResourceType.Strategy = ResourceType.Strategy(), versions: [String] = ["v1"], definition: String? = nil
  ) -> ResourceType {
    ResourceType(
      group: group, plural: plural, singular: kind.lowercased(), kind: kind, listKind: "\(kind)List", shortNames: [],
      categories: [], isNamespaced: isNamespaced,
      versions: versions.map { name in
        ResourceType.Version(
          name: name, isServed: true, isStorage: name == versions[0], schema: .anything, hasStatus: hasStatus,
          columns: [])
      }, strategy: MetadataRules.checked(strategy, isNamespaced: isNamespaced), definition: definition)
  }

  /// The type of a definition: `spec.group`, `spec.names`, `spec.versions[].name`.
  static func defined(_ json: JSONValue) throws(APIFailure) -> ResourceType {
    guard let group = json["spec"]?["group"]?.stringValue, let plural = json["spec"]?["names"]?["plural"]?.stringValue,
      let name = json["spec"]?["names"]?["kind"]?.stringValue
    else { throw APIFailure(.badRequest, "no definition") }
    let versions = (json["spec"]?["versions"]?.arrayValue ?? []).compactMap { $0["name"]?.stringValue }
    var strategy = ResourceType.Strategy()
    strategy.allowsUnconditionalUpdate = false
    return kind(
      group, plural, name, hasStatus: true, strategy, versions: versions,
      definition: json["metadata"]?["name"]?.stringValue)
  }

  // MARK: Strategies

  private static var namespaces: ResourceType.Strategy {
    var strategy = ResourceType.Strategy()
    strategy.hasGeneration = false
    strategy.prepareForCreate = { object, _ throws(APIFailure) in
      object["spec"] = ["finalizers": ["kubernetes"]]
      object["status"] = ["phase": "Active"]
    }
    return strategy
  }

  private static var configMaps: ResourceType.Strategy {
    var strategy = ResourceType.Strategy()
    strategy.hasGeneration = false
    return strategy
  }

  private static var pods: ResourceType.Strategy {
    var strategy = ResourceType.Strategy()
    strategy.prepareForCreate = { object, _ throws(APIFailure) in object["status"] = ["phase": "Pending"] }
    strategy.returnsDeletedObject = true
    strategy.deletionGrace = { pod in pod["spec"]?["nodeName"] == nil ? nil : 30 }
    return strategy
  }

  private static var claims: ResourceType.Strategy {
    var strategy = ResourceType.Strategy()
    strategy.prepareForCreate = { object, _ throws(APIFailure) in
      object["metadata"]?["finalizers"] = ["kubernetes.io/pvc-protection"]
    }
    return strategy
  }

  private static var things: ResourceType.Strategy {
    var strategy = ResourceType.Strategy()
    strategy.allowsUnconditionalUpdate = false
    strategy.allowsCreateOnUpdate = true
    strategy.validate = { object, _, _ in
      object["spec"]?["bad"] == nil ? [] : [.invalid("spec.bad", "1", "must not be there")]
    }
    return strategy
  }

  private static var definitions: ResourceType.Strategy {
    var strategy = ResourceType.Strategy()
    strategy.prepareForCreate = { object, _ throws(APIFailure) in
      object["status"] = ["conditions": [["type": "Established", "status": "True"]]]
    }
    return strategy
  }

  private static var aliasOfEvents: ResourceType.Strategy {
    var strategy = ResourceType.Strategy()
    strategy.alias = ResourceType.Alias(
      resource: "events",
      toStored: { event in event.with("message", event["note"]).with("note", nil) },
      fromStored: { event in event.with("note", event["message"]).with("message", nil) })
    return strategy
  }
}

extension SchemaFunctions {
  /// Every field is known, nothing has a default, nobody owns anything; patches are merge patches.
  static var simple: SchemaFunctions {
    SchemaFunctions(
      pruned: { _, value in (value, []) }, defaulted: { _, value in value }, problems: { _, _ in [] },
      owned: { _, new, _ in new },
      applied: { configuration, live, _, _ throws(APIFailure) in
        live.map { Self.merged(configuration, $0) } ?? configuration
      },
      merged: { patch, value in Self.merged(patch, value) },
      mergedByKeys: { patch, value, _ throws(APIFailure) in Self.merged(patch, value) },
      rules: { _, _, _, _ in RuleVerdict() })
  }

  private static func merged(_ patch: JSONValue, _ value: JSONValue) -> JSONValue {
    guard case .object(let members) = patch else { return patch }
    var result = value.objectValue ?? [:]
    for (key, change) in members { result[key] = change.isNull ? .none : .some(merged(change, result[key] ?? [:])) }
    return .object(result)
  }
}
