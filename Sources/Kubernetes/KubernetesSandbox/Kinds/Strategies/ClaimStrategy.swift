import JSON
import KubernetesObjects

/// Volume claims: their spec stays, but for the size of one that is bound to a class that lets it grow.
enum ClaimStrategy {
  static let strategy = ResourceType.Strategy(
    fillDefaults: { (object: inout JSONValue) throws(APIFailure) in
      object.fill("spec", [:])
      object.change("spec") { fill(&$0) }
      try QuantityRules.check(object.at("spec", "resources"), kind: "PersistentVolumeClaim")
    },
    prepareForCreate: { (object: inout JSONValue, context) throws(APIFailure) in
      chooseClass(&object, context)
      object["status"] = ["phase": "Pending"]
      object.change("metadata") { metadata in
        let finalizers = metadata.elements("finalizers")
        if !finalizers.contains("kubernetes.io/pvc-protection") {
          metadata["finalizers"] = .array(finalizers + ["kubernetes.io/pvc-protection"])
        }
      }
    },
    prepareForUpdate: { (object: inout JSONValue, old, context) throws(APIFailure) in
      if object["status"] == nil { object["status"] = old["status"] }
      try checkGrowth(object, old, context)
    }, validate: { object, old, subresource in ClaimRules.problems(in: object, old: old, subresource: subresource) },
    returnsDeletedObject: true)

  /// The admission plugin PersistentVolumeClaimResize: a bound claim grows only where its class lets it.
  private static func checkGrowth(
    _ object: JSONValue, _ old: JSONValue, _ context: StrategyContext
  ) throws(APIFailure) {
    guard old.at("status", "phase") == "Bound",
      let wanted = QuantityRules.quantity(object.at("spec", "resources", "requests", "storage")),
      let before = QuantityRules.quantity(old.at("spec", "resources", "requests", "storage")), wanted > before
    else { return }
    let name = old.at("spec", "storageClassName") ?? ""
    let mayGrow = context.objects("storageclasses.storage.k8s.io").contains {
      $0.at("metadata", "name") == name && $0["allowVolumeExpansion"] == true
    }
    if mayGrow { return }
    let claim = object.at("metadata", "name")?.stringValue ?? ""
    throw APIFailure(
      .forbidden,
      "persistentvolumeclaims \"\(claim)\" is forbidden: only dynamically provisioned pvc can be resized and the "
        + "storageclass that provisions the pvc must support resize", kind: "persistentvolumeclaims", name: claim)
  }

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
