import JSON
import KubernetesObjects

/// Pods: what the server and its admission fill in, and that the spec of a pod stays.
///
/// A pod is given no token of its service account, whether or not it asks for one: the processes of pods that run here have
/// no use for it.
enum PodStrategy {
  static let strategy = ResourceType.Strategy(
    fillDefaults: { (object: inout JSONValue) throws(APIFailure) in try fill(&object) },
    prepareForCreate: { (object: inout JSONValue, context) throws(APIFailure) in
      object.change("spec") { admit(&$0) }
      try choosePriority(&object, context)
      let quality = qosClass(object["spec"] ?? [:])
      object["status"] = ["phase": "Pending", "qosClass": .string(quality)]
    },
    prepareForUpdate: { (object: inout JSONValue, old, _) throws(APIFailure) in
      object.change("spec") { spec in
        admit(&spec)
        for name in ["priority", "preemptionPolicy", "nodeName"] {
          if let value = old.at("spec", name) { spec.fill(name, value) }
        }
      }
      object.fill("status", [:])
      object.change("status") { fill(status: &$0, old["status"] ?? [:]) }
    },
    validate: { object, old, subresource in
      if !subresource.isEmpty { return [] }
      let spec = object["spec"] ?? [:]
      guard let old else { return PodRules.problems(in: spec, at: "spec") }
      return PodRules.changes(spec, old["spec"] ?? [:])
    },
    deletionGrace: { pod in
      // What runs nowhere, or is through, goes at once.
      if (pod.at("spec", "nodeName")?.stringValue ?? "").isEmpty { return 0 }
      if ["Succeeded", "Failed"].contains(pod.at("status", "phase")?.stringValue ?? "") { return 0 }
      return pod.at("spec", "terminationGracePeriodSeconds")?.intValue ?? 30
    }, returnsDeletedObject: true)

  private static func fill(_ object: inout JSONValue) throws(APIFailure) {
    object.fill("spec", [:])
    for list in ["containers", "initContainers"] {
      for container in object.at("spec")?.elements(list) ?? [] {
        try QuantityRules.check(container["resources"], kind: "Pod")
      }
    }
    object.change("spec") { spec in
      PodDefaults.fill(spec: &spec)
      spec.fill("enableServiceLinks", true)
      for list in ["containers", "initContainers"] { spec.changeEach(list) { fillRequests(&$0) } }
    }
  }

  private static func fill(status: inout JSONValue, _ old: JSONValue) {
    // How good its service is does not change.
    if let quality = old.at("qosClass") { status.fill("qosClass", quality) }
    if let address = status.at("podIP"), status.elements("podIPs").first?["ip"] != address {
      status["podIPs"] = [["ip": address]]
    }
    status.changeEach("conditions") { condition in
      for time in ["lastProbeTime", "lastTransitionTime"] where condition[time] == nil { condition[time] = .null }
    }
  }

  /// What a container may use at most, it gets, where it asks for nothing else.
  private static func fillRequests(_ container: inout JSONValue) {
    container.change("resources") { resources in
      let limits = resources.members("limits")
      if limits.isEmpty { return }
      resources.fill("requests", [:])
      resources.change("requests") { requests in
        for (name, amount) in limits { requests.fill(name, amount) }
      }
    }
  }

  /// What the admission plugins ServiceAccount and DefaultTolerationSeconds fill in.
  private static func admit(_ spec: inout JSONValue) {
    spec.fillText("serviceAccountName", "default")
    spec["serviceAccount"] = spec["serviceAccountName"]
    var tolerations = spec.elements("tolerations")
    for key in ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"] {
      let isTolerated = tolerations.contains { toleration in
        let other = toleration.text("key")
        let effect = toleration.text("effect")
        return (other == key || other.isEmpty) && (effect == "NoExecute" || effect.isEmpty)
      }
      if isTolerated { continue }
      tolerations.append(
        ["key": .string(key), "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 300])
    }
    spec["tolerations"] = .array(tolerations)
  }

  /// The admission plugin Priority.
  private static func choosePriority(
    _ object: inout JSONValue, _ context: StrategyContext
  ) throws(APIFailure) {
    let name = object.at("spec")?.text("priorityClassName") ?? ""
    let classes = context.objects("priorityclasses.scheduling.k8s.io")
    var chosen = classes.first { $0["globalDefault"] == true }
    if ["system-cluster-critical", "system-node-critical"].contains(name) {
      chosen = ["value": name == "system-node-critical" ? 2_000_001_000 : 2_000_000_000]
    } else if !name.isEmpty {
      chosen = classes.first { $0.at("metadata", "name") == .string(name) }
      guard chosen != nil else {
        let pod = object.at("metadata", "name")?.stringValue ?? ""
        throw APIFailure(
          .forbidden, "pods \"\(pod)\" is forbidden: no PriorityClass with name \(name) was found", kind: "pods",
          name: pod)
      }
    }
    object.change("spec") { spec in
      spec["priority"] = chosen?["value"] ?? 0
      spec.fillText("preemptionPolicy", chosen?.at("preemptionPolicy")?.stringValue ?? "PreemptLowerPriority")
      if name.isEmpty, let chosen { spec["priorityClassName"] = chosen.at("metadata", "name") }
    }
  }

  /// Guaranteed, Burstable or BestEffort, by what the containers ask for.
  static func qosClass(_ spec: JSONValue) -> String {
    var asksForAnything = false
    var isGuaranteed = true
    for container in spec.elements("containers") + spec.elements("initContainers") {
      let requests = container.at("resources")?.members("requests") ?? [:]
      let limits = container.at("resources")?.members("limits") ?? [:]
      for name in ["cpu", "memory"] {
        let request = QuantityRules.quantity(requests[name]).flatMap { $0.isZero ? nil : $0 }
        let limit = QuantityRules.quantity(limits[name]).flatMap { $0.isZero ? nil : $0 }
        if request != nil || limit != nil { asksForAnything = true }
        if limit == nil || request != limit { isGuaranteed = false }
      }
    }
    if !asksForAnything { return "BestEffort" }
    return isGuaranteed ? "Guaranteed" : "Burstable"
  }
}
