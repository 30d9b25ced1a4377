import JSON
import KubernetesObjects

/// Volume claims: their spec stays, but for the size of one that is bound to a class that lets it grow.
enum ClaimStrategy {
  static let strategy = ResourceType.Strategy(
    prepareForCreate: { (object: inout JSONValue, context) throws(APIFailure) in
      object.fill("spec", [:])
      object.change("spec") { fill(&$0) }
      chooseClass(&object, context)
      object["status"] = ["phase": "Pending"]
      object.change("metadata") { metadata in
        let finalizers = metadata.elements("finalizers")
        if !finalizers.contains("kubernetes.io/pvc-protection") {
          metadata["finalizers"] = .array(finalizers + ["kubernetes.io/pvc-protection"])
        }
      }
      try QuantityRules.check(object.at("spec", "resources"), kind: "PersistentVolumeClaim")
    },
    prepareForUpdate: { (object: inout JSONValue, old, _) throws(APIFailure) in
      object.change("spec") { fill(&$0) }
      if object["status"] == nil { object["status"] = old["status"] }
      try QuantityRules.check(object.at("spec", "resources"), kind: "PersistentVolumeClaim")
    }, validate: { object, old, subresource in ClaimRules.problems(in: object, old: old, subresource: subresource) },
    returnsDeletedObject: true)

  private static func fill(_ spec: inout JSONValue) {
    spec.fill("resources", [:])
    spec.fillText("volumeMode", "Filesystem")
  }

  /// A claim that names no class gets the newest of those that are the default.
  private static func chooseClass(_ object: inout JSONValue, _ context: StrategyContext) {
    guard !(object["spec"]?.has("storageClassName") ?? false) else { return }
    let annotation = "storageclass.kubernetes.io/is-default-class"
    let defaults = context.objects("storageclasses.storage.k8s.io").filter { candidate in
      candidate.at("metadata", "annotations")?.text(annotation) == "true"
    }
    let newest = defaults.max { left, right in
      let before = left.at("metadata", "creationTimestamp")?.stringValue ?? ""
      let after = right.at("metadata", "creationTimestamp")?.stringValue ?? ""
      return before < after
    }
    guard let name = newest?.at("metadata", "name") else { return }
    object.change("spec") { $0["storageClassName"] = name }
  }
}
