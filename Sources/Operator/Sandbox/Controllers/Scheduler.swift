import JSON
import KubernetesClient
import KubernetesObjects

/// Which Pod gets which node.
///
/// It keeps to what decides whether a Pod may run on a node at all: readiness, cordons, taints, selectors, required
/// affinities, and where volumes are. Of what is only preferred it counts affinities, then how few Pods a node has. It does
/// not count resources: a sandbox's nodes are one machine, and nobody measures what its Pods use.
///
/// It must never give a Pod a node that its volumes are not on.
struct Scheduler {
  private let objects: ClusterObjects
  private let claims: [ObjectKey: PersistentVolumeClaim]
  private let volumes: [String: UnstructuredObject]
  private let classes: StorageClasses
  private let nodes: [String: Node]

  init(_ objects: ClusterObjects) {
    self.objects = objects
    claims = Dictionary(objects.claims.map { ($0.objectKey, $0) }) { first, _ in first }
    volumes = Dictionary(objects.volumes.map { ($0.metadata.name, $0) }) { first, _ in first }
    classes = StorageClasses(objects.storageClasses)
    nodes = Dictionary(objects.nodes.map { ($0.metadata.name, $0) }) { first, _ in first }
  }

  /// The bindings, the choices of nodes for volumes, and what is said of Pods that fit nowhere.
  func decision() -> ControllerDecision {
    var decision = ControllerDecision()
    var placed = objects.pods.filter { $0.spec?.nodeName?.isEmpty == false && !$0.hasEnded }
    for pod in pending {
      switch choice(for: pod, among: placed) {
      case .failure(let reasons): say(reasons.message, of: pod, &decision)
      case .success(let node):
        let unbound = waitingClaims(of: pod)
        var occupied = pod
        occupied.spec?.nodeName = node.metadata.name
        placed.append(occupied)
        if unbound.isEmpty {
          decision.writes.append(.bind(pod.objectKey, uid: pod.metadata.uid ?? "", node: node.metadata.name))
        } else {
          // The Pod follows once its volumes are there, on that node.
          for claim in unbound { select(node.metadata.name, for: claim, &decision) }
        }
      }
    }
    return decision
  }

  /// The Pods without a node, the oldest first; before them those for whose volumes a node was chosen, which would else be taken
  /// from them while they wait.
  private var pending: [Pod] {
    objects.pods.filter { pod in
      let isOurs = pod.spec?.schedulerName ?? "default-scheduler" == "default-scheduler"
      let isGated = pod.spec?.other["schedulingGates"]?.arrayValue?.isEmpty == false
      return pod.spec?.nodeName ?? "" == "" && isOurs && !isGated && !pod.isTerminating && !pod.hasEnded
    }.sorted { first, second in
      let haveChoices = (hasChoice(first), hasChoice(second))
      if haveChoices.0 != haveChoices.1 { return haveChoices.0 }
      let times = (first.metadata.creationTimestamp, second.metadata.creationTimestamp)
      if let one = times.0, let other = times.1, one != other { return one < other }
      return first.objectKey.path < second.objectKey.path
    }
  }

  private func hasChoice(_ pod: Pod) -> Bool {
    mounted(by: pod).contains { $0.metadata.annotations[VolumeController.selectedNodeAnnotation] != nil }
  }

  // MARK: Choosing

  /// The node for a Pod beside those that have one already, or why there is none.
  func choice(for pod: Pod, among placed: [Pod]) -> Result<Node, UnschedulablePod> {
    if let problem = claimProblem(of: pod) { return .failure(UnschedulablePod(message: problem)) }
    var reasons: [String: Int] = [:]
    var fitting: [Node] = []
    let siting = PodSiting(pod, among: placed, nodes: nodes)
    for node in objects.nodes {
      if let reason = reason(against: node, for: pod) ?? siting.reason(against: node) {
        reasons[reason, default: 0] += 1
      } else {
        fitting.append(node)
      }
    }
    var counts: [String: Int] = [:]
    for other in placed { counts[other.spec?.nodeName ?? "", default: 0] += 1 }
    let best = fitting.min { first, second in
      let scores = (siting.score(of: first), siting.score(of: second))
      if scores.0 != scores.1 { return scores.0 > scores.1 }
      let loads = (counts[first.metadata.name] ?? 0, counts[second.metadata.name] ?? 0)
      return loads.0 == loads.1 ? first.metadata.name < second.metadata.name : loads.0 < loads.1
    }
    if let best { return .success(best) }
    return .failure(UnschedulablePod(nodes: objects.nodes.count, reasons: reasons))
  }

  /// Why a node is nothing for a Pod, in the words of kube-scheduler; nil where nothing speaks against it.
  private func reason(against node: Node, for pod: Pod) -> String? {
    let spec = pod.spec
    if node.metadata.deletionTimestamp != nil { return "node(s) were being deleted" }
    if !node.isReady { return "node(s) were not ready" }
    if node.spec?.unschedulable == true { return "node(s) were unschedulable" }
    for taint in node.spec?.taints ?? [] where taint.effect != "PreferNoSchedule" {
      if !(spec?.tolerations ?? []).contains(where: { $0.tolerates(taint) }) {
        return "node(s) had untolerated taint {\(taint.key): \(taint.value ?? "")}"
      }
    }
    let isSelected = (spec?.nodeSelector ?? [:]).allSatisfy { node.metadata.labels[$0.key] == $0.value }
    let required = spec?.affinity?["nodeAffinity"]?["requiredDuringSchedulingIgnoredDuringExecution"]
    let isMeant = required.map { NodeSelectorTerms($0).matches(node) } ?? true
    if !isSelected || !isMeant { return "node(s) didn't match Pod's node affinity/selector" }
    for claim in mounted(by: pod) {
      guard let volume = claim.spec?.volumeName.flatMap({ volumes[$0] }) else { continue }
      let affinity = volume["spec"]?["nodeAffinity"]?["required"]
      if let affinity, !NodeSelectorTerms(affinity).matches(node) { return "node(s) had volume node affinity conflict" }
    }
    // A choice that was made for a volume is kept until the volume is there.
    for claim in waitingClaims(of: pod) {
      let selected = claim.metadata.annotations[VolumeController.selectedNodeAnnotation]
      if let selected, nodes[selected]?.isReady == true, selected != node.metadata.name {
        return "node(s) had volume node affinity conflict"
      }
    }
    return nil
  }

  // MARK: Volumes

  private func mounted(by pod: Pod) -> [PersistentVolumeClaim] {
    pod.claimNames.compactMap { claims[ObjectKey(namespace: pod.metadata.namespace ?? "", name: $0)] }
  }

  /// The claims of a Pod that get their volume where the Pod goes.
  private func waitingClaims(of pod: Pod) -> [PersistentVolumeClaim] {
    mounted(by: pod).filter { !$0.isBound && classes.waitsForConsumer($0) }
  }

  /// Why a Pod cannot run anywhere yet for its claims.
  private func claimProblem(of pod: Pod) -> String? {
    for name in pod.claimNames {
      guard let claim = claims[ObjectKey(namespace: pod.metadata.namespace ?? "", name: name)] else {
        return "persistentvolumeclaim \"\(name)\" not found"
      }
      if claim.metadata.deletionTimestamp != nil { return "persistentvolumeclaim \"\(name)\" is being deleted" }
      if claim.status?.phase == "Lost" { return "persistentvolumeclaim \"\(name)\" has lost its volume" }
      if !claim.isBound, !classes.waitsForConsumer(claim) { return "pod has unbound immediate PersistentVolumeClaims" }
    }
    return nil
  }

  private func select(_ node: String, for claim: PersistentVolumeClaim, _ decision: inout ControllerDecision) {
    let key = VolumeController.selectedNodeAnnotation
    if claim.metadata.annotations[key] == node { return }
    decision.writes.append(
      .patch(
        PersistentVolumeClaim.resource, claim.objectKey,
        claim.patch([:], metadata: ["annotations": [key: .string(node)]])))
  }

  // MARK: Saying

  private func say(_ message: String, of pod: Pod, _ decision: inout ControllerDecision) {
    decision.notes.insert(
      ControllerNote(reason: "FailedScheduling", action: "Scheduling", message: message, object: pod.reference))
    let old = pod.condition("PodScheduled")
    if old?.status == "False", old?.reason == "Unschedulable", old?.message == message { return }
    var condition = Condition(
      type: "PodScheduled", status: "False", lastTransitionTime: old?.lastTransitionTime, reason: "Unschedulable",
      message: message)
    if old?.status != "False" { condition.lastTransitionTime = objects.now }
    let others = (pod.status?.conditions ?? []).filter { $0.type != "PodScheduled" }
    let conditions = JSONValue.array((others + [condition]).map(\.json))
    decision.writes.append(
      .patch(
        Pod.resource, pod.objectKey, pod.patch(["status": ["conditions": conditions]]), subresource: "status"))
  }
}

/// Why a Pod gets no node.
struct UnschedulablePod: Error, Sendable, Hashable {
  /// The reason in the words of kube-scheduler.
  let message: String

  init(message: String) { self.message = message }

  /// What speaks against the nodes, with how many it speaks against.
  init(nodes: Int, reasons: [String: Int]) {
    guard nodes > 0 else {
      self.init(message: "no nodes available to schedule pods")
      return
    }
    let texts = reasons.map { "\($0.value) \($0.key)" }.sorted()
    self.init(message: "0/\(nodes) nodes are available: \(texts.joined(separator: ", ")).")
  }
}

extension Toleration {
  /// Whether a Pod with it may run in spite of a taint.
  func tolerates(_ taint: Taint) -> Bool {
    if let effect, !effect.isEmpty, effect != taint.effect { return false }
    let key = key ?? ""
    if self.operator == "Exists" { return key.isEmpty || key == taint.key }
    return key == taint.key && (value ?? "") == (taint.value ?? "")
  }
}
