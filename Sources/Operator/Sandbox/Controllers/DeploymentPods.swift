import Cryptography
import JSON
import KubernetesObjects

/// The Pods of a Deployment: which there are, and which are to be made and deleted next.
///
/// There is no ReplicaSet between: a label tells Pods of the current template from those of earlier ones. Where a load
/// balancer leads to the Deployment, one Pod has its address (two on one machine could not listen there); the others have
/// addresses of their own. The holder of an address is deleted before its successor is made, though `maxUnavailable` be 0,
/// after all others were replaced; the others keep to `maxUnavailable` and `maxSurge`.
struct DeploymentPods: Sendable {
  /// The label with the digest of the template (Kubernetes' own).
  static let hashLabel = "pod-template-hash"

  let deployment: Deployment
  /// The address of the load balancer that leads to the Pods; nil where there is none.
  let address: String?
  let hash: String
  /// Those that are to be kept as long as they are not too many.
  let current: [Pod]
  /// Those of earlier templates, or with an address that is not theirs any more.
  let old: [Pod]
  /// Those that have ended, and count for nothing.
  let ended: [Pod]
  private let all: [Pod]
  private let now: Time

  /// The Pods that the Deployment owns.
  init(of deployment: Deployment, _ pods: [Pod], address: String?, now: Time) {
    self.deployment = deployment
    self.address = address
    self.now = now
    let hash = Self.hash(of: deployment)
    self.hash = hash
    all = pods.filter { $0.controllerUID == deployment.metadata.uid }
    var current: [Pod] = []
    var old: [Pod] = []
    var ended: [Pod] = []
    var hasHolder = false
    for pod in all where !pod.isTerminating {
      let own = pod.metadata.annotations[SandboxAnnotation.address]
      let isHolder = own != nil && own == address
      if pod.hasEnded {
        ended.append(pod)
      } else if pod.metadata.labels[Self.hashLabel] == hash, own == nil || (isHolder && !hasHolder) {
        if isHolder { hasHolder = true }
        current.append(pod)
      } else {
        old.append(pod)
      }
    }
    self.current = current
    self.old = old
    self.ended = ended
  }

  /// The digest of the template, ten digits.
  static func hash(of deployment: Deployment) -> String {
    let bytes = deployment.spec?.template.json.serialized(sortedKeys: true) ?? []
    return String(Hexadecimal.encode(Digest.hash(bytes)).prefix(10))
  }

  var replicas: Int { max(0, deployment.spec?.replicas ?? 1) }

  // MARK: Availability

  /// How long a Pod still has to be ready before it counts; zero for one that counts, nil for one that is not ready.
  func untilAvailable(_ pod: Pod) -> Int64? {
    guard pod.isReady else { return nil }
    let least = Int64(deployment.spec?.minReadySeconds ?? 0)
    guard least > 0, let since = pod.condition("Ready")?.lastTransitionTime else { return 0 }
    return max(0, since.secondsSince1970 + least - now.secondsSince1970)
  }

  func isAvailable(_ pod: Pod) -> Bool { untilAvailable(pod) == 0 }

  /// How many may be missing, and how many too many.
  var bounds: (unavailable: Int, surge: Int) {
    let update = deployment.spec?.strategy.rollingUpdate
    let unavailable = try? (update?.maxUnavailable ?? "25%").scaled(of: replicas, roundingUp: false)
    let surge = try? (update?.maxSurge ?? "25%").scaled(of: replicas, roundingUp: true)
    let bounds = (unavailable: max(0, unavailable ?? 0), surge: max(0, surge ?? 1))
    // Kubernetes refuses two zeros, but two percentages may come to them.
    return bounds.unavailable == 0 && bounds.surge == 0 ? (1, 0) : bounds
  }

  // MARK: Steps

  private func isHolder(_ pod: Pod) -> Bool {
    address != nil && pod.metadata.annotations[SandboxAnnotation.address] == address
  }

  /// The Pods to delete now, and those to make.
  var steps: (delete: [Pod], create: [Pod]) {
    var delete = ended
    var create: [Pod] = []
    if deployment.spec?.paused == true { return (delete, []) }
    let hasSlot = address != nil && replicas > 0
    let free = replicas - (hasSlot ? 1 : 0)
    let others = (current: current.filter { !isHolder($0) }, old: old.filter { !isHolder($0) })
    replace(others.current, others.old, upTo: free, &delete, &create)
    if address != nil {
      let isSettled =
        others.old.isEmpty && others.current.count == free && others.current.allSatisfy { isAvailable($0) }
      replaceHolder(hasSlot: hasSlot, isSettled: isSettled, &delete, &create)
    }
    return (delete, create)
  }

  private func replace(
    _ current: [Pod], _ old: [Pod], upTo wanted: Int, _ delete: inout [Pod], _ create: inout [Pod]
  ) {
    let isRecreated = deployment.spec?.strategy.type == "Recreate"
    if isRecreated, !old.isEmpty {
      delete += old
      return
    }
    if current.count > wanted {
      // The least useful ones first.
      let order = current.sorted { first, second in
        let states = (isAvailable(first), isAvailable(second))
        if states.0 != states.1 { return !states.0 }
        return first.metadata.name > second.metadata.name
      }
      delete += order.prefix(current.count - wanted)
    }
    let isGone = isRecreated && all.contains { $0.isTerminating }
    let room = isGone ? 0 : max(0, wanted + bounds.surge - current.count - old.count)
    // Without room to grow something has to go first.
    var available = (current + old).filter { isAvailable($0) }.count
    let least = wanted - bounds.unavailable
    for pod in old.sorted(by: { !isAvailable($0) && isAvailable($1) }) {
      if isAvailable(pod) {
        guard available > least else { continue }
        available -= 1
      }
      delete.append(pod)
    }
    for _ in 0..<max(0, min(wanted - current.count, room)) { create.append(pod(address: nil, beside: create)) }
  }

  private func replaceHolder(hasSlot: Bool, isSettled: Bool, _ delete: inout [Pod], _ create: inout [Pod]) {
    let holders = all.filter { isHolder($0) && !$0.hasEnded }
    guard hasSlot else {
      delete += holders.filter { !$0.isTerminating }
      return
    }
    let kept = current.first { isHolder($0) }
    for holder in holders where !holder.isTerminating && holder.metadata.uid != kept?.metadata.uid {
      if kept != nil || isSettled || !isAvailable(holder) { delete.append(holder) }
    }
    // While another one listens there, even on its way out, a new one cannot.
    if holders.isEmpty { create.append(pod(address: address, beside: create)) }
  }

  private func pod(address: String?, beside made: [Pod]) -> Pod {
    let template = deployment.spec?.template ?? PodTemplateSpec()
    let taken = Set((all + made).map(\.metadata.name))
    var number = 0
    while taken.contains("\(deployment.metadata.name)-\(hash)-\(number)") { number += 1 }
    var metadata = ObjectMeta(
      name: "\(deployment.metadata.name)-\(hash)-\(number)", namespace: deployment.metadata.namespace,
      labels: template.metadata.labels, annotations: template.metadata.annotations,
      ownerReferences: [deployment.owner])
    metadata.labels[Self.hashLabel] = hash
    metadata.annotations[SandboxAnnotation.address] = address
    return Pod(metadata: metadata, spec: template.spec)
  }
}
