import BrokerConfig
import JSON
import KafkaResources
import KubernetesClient
import KubernetesObjects

/// What a pass over one KafkaCluster does: from what is wanted and what is there to writes, without I/O.
///
/// A cluster whose manifest is wrong, or is being deleted, keeps what it has. It must never make a broker's configuration
/// from an address that is not known, and never change that of a broker that is not the next to restart.
struct ClusterPlanner {
  private let world: ClusterWorld
  private let controlPlane: ControlPlaneEndpoint
  private let newClusterID: @Sendable () -> String

  init(
    _ world: ClusterWorld, controlPlane: ControlPlaneEndpoint,
    newClusterID: @escaping @Sendable () -> String = { ClusterIdentity.make() }
  ) {
    self.world = world
    self.controlPlane = controlPlane
    self.newClusterID = newClusterID
  }

  /// The plan.
  func plan() -> ReconcilePlan {
    var plan = ReconcilePlan()
    guard let manifest = world.manifest else {
      removeAll(&plan)
      return plan
    }
    if manifest.metadata.deletionTimestamp != nil { return plan }
    let cluster: KafkaCluster
    do throws(ManifestErrors) {
      cluster = try KafkaCluster(manifest: manifest.json, defaultNamespace: world.key.namespace)
    } catch {
      refuse(error.errors.map(\.description), &plan)
      return plan
    }
    let facts = ClusterFacts(of: cluster, in: world, controlPlane: controlPlane)
    if cluster.spec.kRaft, facts.facts.clusterID(of: cluster) == nil {
      // Written down before anything is formatted with it.
      let id = newClusterID()
      plan.writes.append(
        .patch(
          .kafkaClusters, world.key, manifest.patch(["status": ["clusterID": .string(id)]]), subresource: "status"))
      return plan
    }
    render(cluster, manifest, facts, &plan)
    return plan
  }

  // MARK: Rendering

  private func render(
    _ cluster: KafkaCluster, _ manifest: UnstructuredObject, _ facts: ClusterFacts, _ plan: inout ReconcilePlan
  ) {
    let outline: ClusterRendering
    do throws(RenderingError) {
      outline = try ClusterRendering(of: cluster, facts: facts.completed(for: cluster))
    } catch {
      refuse([error.description], &plan)
      return
    }
    var whole: ClusterRendering?
    do throws(RenderingError) { whole = try ClusterRendering(of: cluster, facts: facts.facts) } catch {
      guard error.code == .missingFact else {
        refuse([error.description], &plan)
        return
      }
      waits(for: error, facts, &plan)
    }
    say(outline.warnings, cluster, &plan)
    let rendering = whole ?? outline
    var pods: BrokerPodPlan?
    if let whole { pods = podPlan(whole, facts, &plan) }
    var held = Set(rendering.brokers.map(\.configMap.metadata.name))
    if whole != nil {
      held = Set(
        rendering.brokers.filter {
          facts.brokersWithoutNode.contains($0.id) || pods?.waiting.contains($0.id) == true
        }.map(\.configMap.metadata.name))
    }
    apply(rendering, besides: held, cluster, &plan)
    prune(rendering, manifest, &plan)
    keepClaims(rendering, cluster, &plan)
    recordVolumes(cluster, facts.facts, &plan)
    let report = ClusterStatusReport(
      cluster, rendering: rendering, isWhole: whole != nil, facts: facts.facts, pods: pods, world)
    if let status = report.change {
      var changed = manifest
      changed.metadata.managedFields = []
      changed.content["status"] = .object(status)
      plan.writes.append(.replace(.kafkaClusters, changed.json, subresource: "status"))
    }
  }

  private func apply(
    _ rendering: ClusterRendering, besides held: Set<String>, _ cluster: KafkaCluster, _ plan: inout ReconcilePlan
  ) {
    for object in rendering.objects where !isCruiseControl(object) {
      guard !(object is Pod), let resource = APIResource(of: object) else { continue }
      if object is ConfigMap, held.contains(object.metadata.name) { continue }
      var desired = object.json
      let live = world.live(resource, object.objectKey)
      if let claim = object as? PersistentVolumeClaim, let live { desired = settled(claim, live, &plan) }
      plan.applies.append(ReconcilePlan.Apply(resource: resource, desired: desired, live: live))
    }
  }

  /// Of a claim that is there only the size can change, and that can only grow.
  private func settled(
    _ claim: PersistentVolumeClaim, _ live: JSONValue, _ plan: inout ReconcilePlan
  ) -> JSONValue {
    var desired = claim.json
    guard var spec = desired["spec"]?.objectValue, let old = live["spec"] else { return desired }
    var fixed: [String] = []
    for (name, value) in spec where name != "resources" {
      guard let there = old[name], there != value else { continue }
      fixed.append(name)
      spec[name] = there
    }
    let size = claim.spec?.resources?.requests["storage"]
    if let size, let text = old["resources"]?["requests"]?["storage"], let there = try? Quantity(json: text),
      size < there
    {
      fixed.append("resources")
      spec["resources"] = old["resources"]
    }
    desired["spec"] = .object(spec)
    if !fixed.isEmpty {
      warn(
        "ClaimIsFixed", "Apply",
        "claim '\(claim.metadata.name)': \(fixed.joined(separator: ", ")) cannot be changed and stays as it is; delete the "
          + "claim for another one, which loses its data", &plan)
    }
    return desired
  }

  private func isCruiseControl(_ object: any KubernetesObject) -> Bool {
    let names = ObjectNames(cluster: world.key.name)
    return [names.cruiseControl, names.cruiseControlService, names.cruiseControlConfig].contains(object.metadata.name)
  }

  // MARK: Pods

  private func podPlan(
    _ rendering: ClusterRendering, _ facts: ClusterFacts, _ plan: inout ReconcilePlan
  ) -> BrokerPodPlan {
    let wanted = rendering.brokers.map {
      BrokerPodPlan.Wanted(
        id: $0.id, pod: $0.isPaused ? nil : $0.pod, isProvisional: facts.brokersWithoutNode.contains($0.id))
    }
    let pods = BrokerPodPlan(wanted, pods: world.brokerPods, now: world.now)
    for pod in pods.deletions {
      plan.writes.append(.delete(Pod.resource, pod.objectKey, uid: pod.metadata.uid ?? ""))
      tell("Replacing", "Delete", "Pod '\(pod.metadata.name)' is deleted: it is not what is wanted", &plan)
    }
    for (live, wanted) in pods.adoptions {
      var annotations = JSONObject()
      for key in [SandboxAnnotation.rendered, BrokerPod.configHashAnnotation] {
        annotations[key] = wanted.metadata.annotations[key].map { .string($0) }
      }
      plan.writes.append(
        .patch(Pod.resource, live.objectKey, live.patch([:], metadata: ["annotations": .object(annotations)])))
    }
    for pod in pods.creations { plan.writes.append(.create(Pod.resource, pod.json)) }
    plan.again = pods.again
    return pods
  }

  // MARK: What is no longer wanted

  private func prune(
    _ rendering: ClusterRendering, _ manifest: UnstructuredObject, _ plan: inout ReconcilePlan
  ) {
    var wanted: [APIResource: Set<ObjectKey>] = [:]
    for object in rendering.objects {
      if let resource = APIResource(of: object) { wanted[resource, default: []].insert(object.objectKey) }
    }
    for object in world.owned(by: manifest.metadata.uid) where !object.isBeingDeleted {
      if wanted[object.resource]?.contains(object.key) == true { continue }
      plan.writes.append(.delete(object.resource, object.key, uid: object.uid))
    }
  }

  /// What becomes of claims: those that are not wanted go where their policy says so; one that somebody deletes is let go
  /// once no Pod has it.
  private func keepClaims(_ rendering: ClusterRendering, _ cluster: KafkaCluster, _ plan: inout ReconcilePlan) {
    let wanted = Set(rendering.brokers.flatMap { $0.claims.map(\.metadata.name) })
    let ids = Set(cluster.spec.brokers.map(\.id))
    for (claim, volume) in world.brokerClaims where !wanted.contains(claim.metadata.name) && !isMounted(claim) {
      let isDeleted = isDeletedByPolicy(claim)
      if claim.metadata.deletionTimestamp != nil, !isDeleted, ids.contains(volume.broker.id) {
        if claim.metadata.finalizers.contains(BrokerStorage.finalizer) {
          warn(
            "ClaimIsKept", "KeepClaim",
            "claim '\(claim.metadata.name)' is being deleted, and pvcPolicy is retain: it stays until its finalizer "
              + "\(BrokerStorage.finalizer) is taken away; do that where its data are not needed any more", &plan)
        }
        continue
      }
      letGo(claim, isDeleted: isDeleted, &plan)
    }
  }

  private func letGo(_ claim: PersistentVolumeClaim, isDeleted: Bool, _ plan: inout ReconcilePlan) {
    if claim.metadata.deletionTimestamp != nil {
      guard claim.metadata.finalizers.contains(BrokerStorage.finalizer) else { return }
      plan.writes.append(
        .patch(PersistentVolumeClaim.resource, claim.objectKey, claim.patchRemoving(BrokerStorage.finalizer)))
    } else if isDeleted {
      plan.writes.append(
        .delete(PersistentVolumeClaim.resource, claim.objectKey, uid: claim.metadata.uid ?? ""))
    }
  }

  private func isMounted(_ claim: PersistentVolumeClaim) -> Bool {
    world.pods.contains { !$0.hasEnded && $0.claimNames.contains(claim.metadata.name) }
  }

  private func isDeletedByPolicy(_ claim: PersistentVolumeClaim) -> Bool {
    claim.metadata.annotations[BrokerStorage.policyAnnotation] == KafkaCluster.PVCPolicy.delete.rawValue
  }

  /// The cluster is gone: what it owned goes, and its claims by their policy.
  private func removeAll(_ plan: inout ReconcilePlan) {
    for (_, pods) in world.brokerPods {
      for pod in pods where !pod.isTerminating && pod.isOwnedByCluster {
        plan.writes.append(.delete(Pod.resource, pod.objectKey, uid: pod.metadata.uid ?? ""))
      }
    }
    for object in world.owned(by: nil) where !object.isBeingDeleted {
      plan.writes.append(.delete(object.resource, object.key, uid: object.uid))
    }
    for (claim, _) in world.brokerClaims where !isMounted(claim) {
      letGo(claim, isDeleted: isDeletedByPolicy(claim), &plan)
    }
  }

  // MARK: What volumes were used for

  /// A volume whose node is ready has been used: from then on it is never formatted.
  private func recordVolumes(_ cluster: KafkaCluster, _ facts: RenderingFacts, _ plan: inout ReconcilePlan) {
    for (id, pods) in world.brokerPods {
      let mounted = Set(pods.filter { $0.isReady && !$0.isTerminating }.flatMap(\.claimNames))
      for (claim, volume) in world.brokerClaims where volume.broker.id == id && mounted.contains(claim.metadata.name) {
        if claim.metadata.annotations[SandboxAnnotation.usedBy] != nil { continue }
        var annotations: JSONObject = [
          SandboxAnnotation.usedBy: .string(facts.clusterID(of: cluster) ?? "")
        ]
        if cluster.spec.kRaft, cluster.spec.controllerQuorum == .dynamic {
          let all = cluster.spec.brokers.filter { cluster.spec.roles(of: $0).contains(.controller) }.map(\.id)
          let ids = (facts.initialControllers ?? Set(all)).sorted()
          annotations[ClusterFacts.initialControllers] = .string(ids.map(String.init).joined(separator: ","))
        }
        plan.writes.append(
          .patch(
            PersistentVolumeClaim.resource, claim.objectKey,
            claim.patch([:], metadata: ["annotations": .object(annotations)])))
      }
    }
  }

  // MARK: Saying

  private func refuse(_ problems: [String], _ plan: inout ReconcilePlan) {
    let text = problems.joined(separator: "; ")
    warn("InvalidCluster", "Read", "the manifest is refused, and what runs stays as it is: \(text)", &plan)
  }

  private func waits(for error: RenderingError, _ facts: ClusterFacts, _ plan: inout ReconcilePlan) {
    if facts.pointsWithoutAddress.isEmpty {
      warn("FactMissing", "Render", error.description, &plan)
    } else {
      let points = facts.pointsWithoutAddress.joined(separator: ", ")
      tell("WaitingForAddress", "Render", "brokers wait for the load balancers' addresses: \(points)", &plan)
    }
  }

  private func say(_ warnings: [ManifestProblem], _ cluster: KafkaCluster, _ plan: inout ReconcilePlan) {
    for warning in warnings + cluster.configProblems {
      warn("ManifestWarning", "Read", warning.description, &plan)
    }
    if cluster.spec.cruiseControlConfig.isDeployed {
      tell(
        "LeftOut", "Render",
        "Cruise Control and its KafkaTopic are not made: nothing here moves replicas off a broker that is taken away",
        &plan)
    }
  }

  private func warn(_ reason: String, _ action: String, _ message: String, _ plan: inout ReconcilePlan) {
    plan.notes.append(ReconcileNote(isWarning: true, reason: reason, action: action, message: message))
  }

  private func tell(_ reason: String, _ action: String, _ message: String, _ plan: inout ReconcilePlan) {
    plan.notes.append(ReconcileNote(isWarning: false, reason: reason, action: action, message: message))
  }
}

extension Pod {
  /// Whether a KafkaCluster owns it.
  var isOwnedByCluster: Bool { metadata.ownerReferences.contains { $0.kind == KafkaCluster.kind } }
}
