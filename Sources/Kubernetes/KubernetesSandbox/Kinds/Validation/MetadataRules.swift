import JSON

/// What is valid in `metadata`, for every kind (`k8s.io/apimachinery/pkg/api/validation`).
enum MetadataRules {
  /// The rule of a kind's names; what is wrong with one.
  typealias NameRule = @Sendable (String) -> [String]

  /// A kind's strategy with the rules of metadata before its own.
  static func checked(
    _ strategy: ResourceType.Strategy, isNamespaced: Bool, name: NameRule? = nil
  ) -> ResourceType.Strategy {
    var whole = strategy
    let own = strategy.validate
    let rule = name ?? (strategy.allowsPathSegmentNames ? NameRules.pathSegment : NameRules.subdomain)
    let fill = strategy.fillDefaults
    whole.fillDefaults = { (object: inout JSONValue) throws(APIFailure) in
      dropEmpty(&object)
      try fill?(&object)
    }
    whole.validate = { object, old, subresource in
      problems(in: object, old: old, isNamespaced: isNamespaced, name: rule) + (own?(object, old, subresource) ?? [])
    }
    return whole
  }

  /// What an API server does not keep: members that hold nothing.
  private static func dropEmpty(_ object: inout JSONValue) {
    object.change("metadata") {
      $0.dropEmpty("labels", "annotations", "finalizers", "ownerReferences")
      if $0.text("generateName").isEmpty { $0["generateName"] = nil }
    }
  }

  /// What is wrong with an object's metadata; `old` is the object before.
  static func problems(
    in object: JSONValue, old: JSONValue?, isNamespaced: Bool, name rule: NameRule
  ) -> [APIFailure.Cause] {
    let metadata = object["metadata"] ?? [:]
    var causes: [APIFailure.Cause] = []
    if old == nil { causes += names(metadata, isNamespaced: isNamespaced, rule) }
    causes += labels(metadata["labels"], at: "metadata.labels")
    causes += annotations(metadata.members("annotations"))
    causes += owners(metadata.elements("ownerReferences"))
    causes += finalizers(metadata.elements("finalizers"))
    if let old { causes += changes(metadata, old["metadata"] ?? [:]) }
    return causes
  }

  private static func names(_ metadata: JSONValue, isNamespaced: Bool, _ rule: NameRule) -> [APIFailure.Cause] {
    var causes: [APIFailure.Cause] = []
    let prefix = metadata.text("generateName")
    if !prefix.isEmpty {
      // What is generated goes on behind it.
      let sample = prefix.hasSuffix("-") ? String(prefix.dropLast()) + "a" : prefix
      for problem in rule(sample) { causes.append(.invalidValue("metadata.generateName", .string(prefix), problem)) }
    }
    let name = metadata.text("name")
    if name.isEmpty {
      causes.append(.required("metadata.name", "name or generateName is required"))
    } else {
      for problem in rule(name) { causes.append(.invalidValue("metadata.name", .string(name), problem)) }
    }
    let namespace = metadata.text("namespace")
    if !isNamespaced, !namespace.isEmpty {
      causes.append(.forbidden("metadata.namespace", "not allowed on this type"))
    } else if isNamespaced {
      if namespace.isEmpty {
        causes.append(.required("metadata.namespace"))
      } else {
        for problem in NameRules.label(namespace) {
          causes.append(.invalidValue("metadata.namespace", .string(namespace), problem))
        }
      }
    }
    return causes
  }

  /// What is wrong with labels, wherever they stand.
  static func labels(_ labels: JSONValue?, at field: String) -> [APIFailure.Cause] {
    var causes: [APIFailure.Cause] = []
    for (key, value) in labels?.objectValue ?? [:] {
      for problem in NameRules.qualified(key) { causes.append(.invalidValue(field, .string(key), problem)) }
      let text = value.stringValue ?? ""
      for problem in NameRules.labelValue(text) { causes.append(.invalidValue(field, .string(text), problem)) }
    }
    return causes
  }

  private static func annotations(_ annotations: JSONObject) -> [APIFailure.Cause] {
    var causes: [APIFailure.Cause] = []
    var size = 0
    for (key, value) in annotations {
      for problem in NameRules.qualified(key.lowercased()) {
        causes.append(.invalidValue("metadata.annotations", .string(key), problem))
      }
      size += key.utf8.count + (value.stringValue?.utf8.count ?? 0)
    }
    if size > 256 * 1024 { causes.append(.tooLong("metadata.annotations", 256 * 1024)) }
    return causes
  }

  private static func owners(_ owners: [JSONValue]) -> [APIFailure.Cause] {
    var causes: [APIFailure.Cause] = []
    var controller: String?
    for (index, owner) in owners.enumerated() {
      let field = "metadata.ownerReferences[\(index)]"
      for name in ["apiVersion", "kind", "name", "uid"] where owner.text(name).isEmpty {
        causes.append(.required("\(field).\(name)", "must not be empty"))
      }
      if owner.text("kind") == "Event", owner.text("apiVersion") == "v1" {
        causes.append(.invalidValue(field, owner, "/v1, Kind=Event is disallowed from being an owner"))
      }
      guard owner["controller"] == true else { continue }
      let name = "\(owner.text("kind"))/\(owner.text("name"))"
      if let controller {
        causes.append(
          .invalidValue(
            "metadata.ownerReferences", .array(owners),
            "Only one reference can have Controller set to true. Found \"true\" in references for \(controller) and "
              + name))
      }
      controller = controller ?? name
    }
    return causes
  }

  private static let standardFinalizers: Set<String> = ["kubernetes", "orphan", "foregroundDeletion"]

  private static func finalizers(_ finalizers: [JSONValue]) -> [APIFailure.Cause] {
    var causes: [APIFailure.Cause] = []
    for (index, value) in finalizers.enumerated() {
      let name = value.stringValue ?? ""
      let problems = NameRules.qualified(name)
      for problem in problems { causes.append(.invalidValue("metadata.finalizers", value, problem)) }
      if problems.isEmpty, !name.contains("/"), !standardFinalizers.contains(name) {
        causes.append(
          .invalidValue(
            "metadata.finalizers[\(index)]", value,
            "name is neither a standard finalizer name nor is it fully qualified"))
      }
    }
    return causes
  }

  /// What may not change, and what may not be added once the object is being deleted.
  private static func changes(_ metadata: JSONValue, _ old: JSONValue) -> [APIFailure.Cause] {
    var causes: [APIFailure.Cause] = []
    for name in ["name", "namespace", "uid", "creationTimestamp"]
    where metadata[name] ?? .null != old[name] ?? .null {
      causes.append(.immutable("metadata.\(name)", metadata[name] ?? .null))
    }
    if old.has("deletionTimestamp") {
      let before = old.elements("finalizers")
      let added = metadata.elements("finalizers").filter { !before.contains($0) }
      if !added.isEmpty {
        let names = added.map { "\"\($0.stringValue ?? "")\"" }.joined(separator: ", ")
        causes.append(
          .forbidden(
            "metadata.finalizers",
            "no new finalizers can be added if the object is being deleted, found new finalizers []string{\(names)}"))
      }
    }
    return causes
  }
}
