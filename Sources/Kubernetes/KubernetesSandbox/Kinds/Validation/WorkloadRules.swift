import JSON

/// What is valid in Deployments, ReplicaSets, DaemonSets and StatefulSets.
enum WorkloadRules {
  static func problems(in object: JSONValue, old: JSONValue?) -> [APIFailure.Cause] {
    let spec = object["spec"] ?? [:]
    var causes = CountRules.notNegative(spec["replicas"], at: "spec.replicas")
    causes += selectorProblems(spec)
    causes += templateProblems(spec)
    causes += rolloutProblems(spec, isDeployment: object.text("kind") == "Deployment")
    for name in ["minReadySeconds", "revisionHistoryLimit", "progressDeadlineSeconds"] {
      causes += CountRules.notNegative(spec[name], at: "spec.\(name)")
    }
    if let deadline = spec.at("progressDeadlineSeconds"), let seconds = deadline.intValue,
      seconds <= spec["minReadySeconds"]?.intValue ?? 0
    {
      causes.append(.invalidValue("spec.progressDeadlineSeconds", deadline, "must be greater than minReadySeconds"))
    }
    guard let old else { return causes }
    if object.text("kind") == "StatefulSet" { return causes + statefulSetChanges(spec, old["spec"] ?? [:]) }
    if spec["selector"] ?? .null != old.at("spec", "selector") ?? .null {
      causes.append(.immutable("spec.selector", spec["selector"] ?? .null))
    }
    return causes
  }

  private static func selectorProblems(_ spec: JSONValue) -> [APIFailure.Cause] {
    guard let selector = spec.at("selector") else { return [.required("spec.selector")] }
    if selector.members("matchLabels").isEmpty, selector.elements("matchExpressions").isEmpty {
      return [.invalidValue("spec.selector", selector, "empty selector is invalid for deployment")]
    }
    return SelectorRules.problems(in: selector, at: "spec.selector")
  }

  private static func templateProblems(_ spec: JSONValue) -> [APIFailure.Cause] {
    let labels = spec.at("template", "metadata", "labels")
    var causes: [APIFailure.Cause] = []
    let isReadable = SelectorRules.problems(in: spec["selector"], at: "").isEmpty
    let matches = spec.at("selector").map { SelectorRules.matches($0, labels?.objectValue ?? [:]) } ?? false
    if !isReadable {
      causes.append(.invalidValue("spec.selector", spec["selector"] ?? .null, "invalid label selector"))
    } else if !matches {
      causes.append(
        .invalidValue("spec.template.metadata.labels", labels ?? .null, "`selector` does not match template `labels`"))
    }
    causes += MetadataRules.labels(labels, at: "spec.template.labels")
    let pod = spec.at("template", "spec") ?? [:]
    causes += PodRules.problems(in: pod, at: "spec.template.spec")
    if let policy = pod.at("restartPolicy"), policy != "Always" {
      causes.append(.unsupported("spec.template.spec.restartPolicy", policy, ["Always"]))
    }
    return causes
  }

  private static func rolloutProblems(_ spec: JSONValue, isDeployment: Bool) -> [APIFailure.Cause] {
    let field = isDeployment ? "spec.strategy" : "spec.updateStrategy"
    guard let strategy = spec.at(isDeployment ? "strategy" : "updateStrategy") else { return [] }
    let known = isDeployment ? ["Recreate", "RollingUpdate"] : ["OnDelete", "RollingUpdate"]
    let type = strategy.text("type")
    guard known.contains(type) else {
      let shown: JSONValue = ["Type": .string(type), "RollingUpdate": strategy["rollingUpdate"] ?? .null]
      return [.unsupported(field, shown, known)]
    }
    guard let update = strategy.at("rollingUpdate") else { return [] }
    if type == "Recreate" {
      return [.forbidden("\(field).rollingUpdate", "may not be specified when strategy `type` is 'Recreate'")]
    }
    var causes: [APIFailure.Cause] = []
    for name in ["maxUnavailable", "maxSurge"] {
      if let value = update.at(name) { causes += CountRules.countOrShare(value, at: "\(field).rollingUpdate.\(name)") }
    }
    if isDeployment, isNothing(update["maxUnavailable"]), isNothing(update["maxSurge"]) {
      causes.append(
        .invalidValue(
          "\(field).rollingUpdate.maxUnavailable", update["maxUnavailable"] ?? 0, "may not be 0 when `maxSurge` is 0"))
    }
    return causes
  }

  private static func isNothing(_ value: JSONValue?) -> Bool { value == 0 || value == "0%" }

  private static func statefulSetChanges(_ spec: JSONValue, _ old: JSONValue) -> [APIFailure.Cause] {
    var allowed = old
    for name in [
      "replicas", "ordinals", "template", "updateStrategy", "revisionHistoryLimit",
      "persistentVolumeClaimRetentionPolicy", "minReadySeconds",
    ] { allowed[name] = spec[name] }
    if allowed == spec { return [] }
    if spec["serviceName"] != old["serviceName"] {
      return [.immutable("spec.serviceName", spec["serviceName"] ?? .null)]
    }
    return [
      .forbidden(
        "spec",
        "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', "
          + "'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden")
    ]
  }
}
