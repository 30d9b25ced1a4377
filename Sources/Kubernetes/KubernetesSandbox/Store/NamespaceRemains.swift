import JSON

/// What is left in a namespace that is being deleted, as its conditions tell it.
struct NamespaceRemains: Sendable {
  private var objects: [String: Int] = [:]
  private var finalizers: [String: Int] = [:]

  /// Whether nothing is left.
  var isEmpty: Bool { objects.isEmpty }

  /// Counts an object.
  mutating func add(_ object: StoredObject, _ type: ResourceType) {
    objects["\(type.plural).\(type.group)", default: 0] += 1
    for finalizer in object.finalizers { finalizers[finalizer, default: 0] += 1 }
  }

  /// The conditions of the namespace; what is told already keeps its time.
  func conditions(_ known: [JSONValue], at time: String) -> [JSONValue] {
    var told: [(type: String, isTrue: Bool, reason: String, message: String)] = []
    told.append(
      ("NamespaceDeletionDiscoveryFailure", false, "ResourcesDiscovered", "All resources successfully discovered"))
    told.append(
      (
        "NamespaceDeletionGroupVersionParsingFailure", false, "ParsedGroupVersions",
        "All legacy kube types successfully parsed"
      ))
    told.append(
      (
        "NamespaceDeletionContentFailure", false, "ContentDeleted",
        "All content successfully deleted, may be waiting on finalization"
      ))
    let content = Self.list(objects) { "\($0) has \($1) resource instances" }
    told.append(
      ("NamespaceContentRemaining", true, "SomeResourcesRemain", "Some resources are remaining: \(content)"))
    let holds = Self.list(finalizers) { "\($0) in \($1) resource instances" }
    told.append(
      finalizers.isEmpty
        ? (
          "NamespaceFinalizersRemaining", false, "ContentHasNoFinalizers", "All content-preserving finalizers finished"
        )
        : (
          "NamespaceFinalizersRemaining", true, "SomeFinalizersRemain",
          "Some content in the namespace has finalizers remaining: \(holds)"
        ))
    return told.map { condition in
      let status: JSONValue = condition.isTrue ? "True" : "False"
      let before = known.first { $0["type"]?.stringValue == condition.type }
      let since = before?["status"] == status ? before?["lastTransitionTime"] : nil
      return [
        "type": .string(condition.type), "status": status, "lastTransitionTime": since ?? .string(time),
        "reason": .string(condition.reason), "message": .string(condition.message),
      ]
    }
  }

  private static func list(_ counts: [String: Int], _ text: (String, Int) -> String) -> String {
    counts.sorted { $0.key < $1.key }.map { text($0.key, $0.value) }.joined(separator: ", ")
  }
}
