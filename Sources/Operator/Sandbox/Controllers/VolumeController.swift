import JSON
import KubernetesClient
import KubernetesObjects

/// Which volumes there are: one for each claim, on the node where the claim's Pod goes.
///
/// A claim goes from pending (a volume is made once a node was chosen) to bound; a volume from bound to released once its
/// claim is gone, and then, by its policy, to nothing. It must never remove a volume whose claim is there.
struct VolumeController {
  /// What the scheduler says of a claim that waits for its consumer.
  static let selectedNodeAnnotation = "volume.kubernetes.io/selected-node"
  private static let claimFinalizer = "kubernetes.io/pvc-protection"
  private static let volumeFinalizer = "kubernetes.io/pv-protection"

  private let objects: ClusterObjects
  private let classes: StorageClasses
  private let volumes: [String: UnstructuredObject]

  init(_ objects: ClusterObjects) {
    self.objects = objects
    classes = StorageClasses(objects.storageClasses)
    volumes = Dictionary(objects.volumes.map { ($0.metadata.name, $0) }) { first, _ in first }
  }

  /// The name of the volume of a claim.
  static func volumeName(ofClaim uid: String) -> String { "pvc-\(uid)" }

  /// The UID of the claim whose volume has that name; nil where it is not one that was made here.
  static func claimUID(ofVolume name: String) -> String? {
    name.hasPrefix("pvc-") ? String(name.dropFirst("pvc-".count)) : nil
  }

  /// The writes.
  func decision() -> ControllerDecision {
    var decision = ControllerDecision()
    if let standard = classes.standard() { decision.writes.append(.create(StorageClass.resource, standard.json)) }
    for claim in objects.claims {
      if claim.metadata.deletionTimestamp == nil { serve(claim, &decision) } else { release(claim, &decision) }
    }
    let claims = Set(objects.claims.compactMap(\.metadata.uid))
    for volume in objects.volumes { look(at: volume, claims, &decision) }
    return decision
  }

  // MARK: Claims

  private func serve(_ claim: PersistentVolumeClaim, _ decision: inout ControllerDecision) {
    guard let uid = claim.metadata.uid else { return }
    if let name = claim.spec?.volumeName, !name.isEmpty {
      guard let volume = volumes[name] else {
        // A claim whose volume is gone has lost its data; nothing takes its place.
        if claim.status?.phase != "Lost" { setPhase("Lost", of: claim, &decision) }
        return
      }
      guard volume["spec"]?["claimRef"]?["uid"] == .string(uid) else { return }
      settle(claim, on: volume, &decision)
      return
    }
    let name = Self.volumeName(ofClaim: uid)
    if let volume = volumes[name] {
      guard volume.metadata.deletionTimestamp == nil else { return }
      decision.writes.append(
        .patch(
          PersistentVolumeClaim.resource, claim.objectKey,
          claim.patch(
            ["spec": ["volumeName": .string(name)]],
            metadata: [
              "annotations": [
                "pv.kubernetes.io/bind-completed": "yes", "pv.kubernetes.io/bound-by-controller": "yes",
              ]
            ])))
      return
    }
    guard let storageClass = classes.storageClass(of: claim) else {
      complain(of: claim, &decision)
      return
    }
    guard storageClass.provisioner == StorageClasses.provisioner else { return }
    let node = claim.metadata.annotations[Self.selectedNodeAnnotation]
    if storageClass.volumeBindingMode == "WaitForFirstConsumer", node == nil { return }
    guard node.map({ name in objects.nodes.contains { $0.metadata.name == name } }) ?? true else {
      // The chosen node is gone: the scheduler chooses anew.
      decision.writes.append(
        .patch(
          PersistentVolumeClaim.resource, claim.objectKey,
          claim.patch([:], metadata: ["annotations": [Self.selectedNodeAnnotation: nil]])))
      return
    }
    decision.writes.append(.create(.persistentVolumes, volume(name, for: claim, of: storageClass, on: node)))
  }

  private func volume(
    _ name: String, for claim: PersistentVolumeClaim, of storageClass: StorageClass, on node: String?
  ) -> JSONValue {
    let request = claim.spec?.resources?.requests["storage"]
    var spec: JSONObject = [
      "capacity": ["storage": request?.json ?? "1Gi"],
      "accessModes": .array((claim.spec?.accessModes ?? ["ReadWriteOnce"]).map { .string($0) }),
      "persistentVolumeReclaimPolicy": .string(storageClass.reclaimPolicy ?? "Delete"),
      "storageClassName": .string(storageClass.metadata.name),
      "volumeMode": .string(claim.spec?.volumeMode ?? "Filesystem"),
      "claimRef": [
        "apiVersion": "v1", "kind": "PersistentVolumeClaim", "name": .string(claim.metadata.name),
        "namespace": .string(claim.metadata.namespace ?? ""), "uid": .string(claim.metadata.uid ?? ""),
      ],
      "csi": ["driver": "sandbox.koperator.kafka.banzaicloud.io", "volumeHandle": .string(name)],
    ]
    if let node {
      let host = objects.nodes.first { $0.metadata.name == node }?.metadata.labels[Node.hostnameLabel] ?? node
      let expression: JSONValue = [
        "key": .string(Node.hostnameLabel), "operator": "In", "values": [.string(host)],
      ]
      spec["nodeAffinity"] = ["required": ["nodeSelectorTerms": [["matchExpressions": [expression]]]]]
    }
    return [
      "apiVersion": "v1", "kind": "PersistentVolume",
      "metadata": [
        "name": .string(name), "annotations": ["pv.kubernetes.io/provisioned-by": .string(StorageClasses.provisioner)],
      ],
      "spec": .object(spec),
    ]
  }

  /// A claim that has its volume says so, and how large it is. A claim that asks for more gets it: a folder grows.
  private func settle(
    _ claim: PersistentVolumeClaim, on volume: UnstructuredObject, _ decision: inout ControllerDecision
  ) {
    let capacity = volume["spec"]?["capacity"]?["storage"] ?? "0"
    let wanted = claim.spec?.resources?.requests["storage"]
    if let wanted, let size = try? Quantity(json: capacity), size < wanted,
      classes.storageClass(of: claim)?.allowVolumeExpansion == true
    {
      decision.writes.append(
        .patch(
          .persistentVolumes, volume.objectKey,
          volume.patch(["spec": ["capacity": ["storage": wanted.json]]])))
      return
    }
    let said = claim.status
    if said?.phase == "Bound", said?.capacity["storage"]?.json == capacity { return }
    let modes = volume["spec"]?["accessModes"] ?? ["ReadWriteOnce"]
    decision.writes.append(
      .patch(
        PersistentVolumeClaim.resource, claim.objectKey,
        claim.patch(["status": ["phase": "Bound", "accessModes": modes, "capacity": ["storage": capacity]]]),
        subresource: "status"))
  }

  private func setPhase(_ phase: String, of claim: PersistentVolumeClaim, _ decision: inout ControllerDecision) {
    decision.writes.append(
      .patch(
        PersistentVolumeClaim.resource, claim.objectKey, claim.patch(["status": ["phase": .string(phase)]]),
        subresource: "status"))
  }

  private func complain(of claim: PersistentVolumeClaim, _ decision: inout ControllerDecision) {
    guard claim.spec?.storageClassName != "" else { return }
    let name = claim.spec?.storageClassName ?? "(default)"
    let known = objects.storageClasses.map { "'\($0.metadata.name)'" }.joined(separator: ", ")
    decision.notes.insert(
      ControllerNote(
        reason: "ProvisioningFailed", action: "Provision",
        message:
          "claim '\(claim.objectKey.path)': storageclass.storage.k8s.io \"\(name)\" not found: name one of \(known) "
          + "as storageClassName, leave it out, or create that StorageClass with the provisioner "
          + StorageClasses.provisioner,
        object: claim.reference))
  }

  /// A claim that is deleted goes when no Pod uses it any more.
  private func release(_ claim: PersistentVolumeClaim, _ decision: inout ControllerDecision) {
    guard claim.metadata.finalizers.contains(Self.claimFinalizer) else { return }
    let isUsed = objects.pods.contains { pod in
      pod.metadata.namespace == claim.metadata.namespace && !pod.hasEnded
        && pod.claimNames.contains(claim.metadata.name)
    }
    if isUsed { return }
    decision.writes.append(
      .patch(PersistentVolumeClaim.resource, claim.objectKey, claim.patchRemoving(Self.claimFinalizer)))
  }

  // MARK: Volumes

  private func look(at volume: UnstructuredObject, _ claims: Set<String>, _ decision: inout ControllerDecision) {
    guard volume.metadata.annotations["pv.kubernetes.io/provisioned-by"] == StorageClasses.provisioner else { return }
    let owner = volume["spec"]?["claimRef"]?["uid"]?.stringValue ?? ""
    let isClaimed = claims.contains(owner)
    if volume.metadata.deletionTimestamp != nil {
      guard !isClaimed, volume.metadata.finalizers.contains(Self.volumeFinalizer) else { return }
      decision.writes.append(
        .patch(.persistentVolumes, volume.objectKey, volume.patchRemoving(Self.volumeFinalizer)))
      return
    }
    let phase = isClaimed ? "Bound" : "Released"
    if volume["status"]?["phase"] != .string(phase) {
      decision.writes.append(
        .patch(
          .persistentVolumes, volume.objectKey, volume.patch(["status": ["phase": .string(phase)]]),
          subresource: "status"))
    } else if !isClaimed, volume["spec"]?["persistentVolumeReclaimPolicy"] == "Delete" {
      decision.writes.append(.delete(.persistentVolumes, volume.objectKey, uid: volume.metadata.uid ?? ""))
    }
  }
}

extension KubernetesObject {
  /// A patch that takes one finalizer away.
  func patchRemoving(_ finalizer: String) -> JSONValue {
    let others = metadata.finalizers.filter { $0 != finalizer }
    return patch([:], metadata: ["finalizers": others.isEmpty ? nil : .array(others.map { .string($0) })])
  }
}
