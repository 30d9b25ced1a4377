import JSON
import KafkaResources
import KubernetesClient
import KubernetesObjects

/// Faults of a running sandbox.
extension Sandbox {
  /// Kafka's container in a broker's pod.
  static let kafkaContainer = "kafka"

  /// Does something to the sandbox.
  ///
  /// - Returns: What was done, for people.
  /// - Throws: `SandboxError` where there is no such broker, disk or node, or it cannot be done.
  @discardableResult
  public func inject(_ fault: Fault) async throws(SandboxError) -> String {
    let services = try running()
    if fault.kind.isOfNode { return try await injectIntoNode(fault, services) }
    let (cluster, id) = try FaultTarget.find(fault.target, in: services.caches.kafkaClusters)
    guard let pod = services.caches.brokerPods(of: cluster)[id] else {
      throw SandboxError(.notFound, "broker \(id) has no pod now; look at 'koperator sandbox status\(selector)'")
    }
    let subject = "broker \(id) (pod \(pod.metadata.name))"
    if fault.kind.isOfDisk { return try await injectIntoDisk(fault, pod, subject, Owner(cluster, id), services) }
    if fault.kind == .cut || fault.kind == .heal {
      guard let address = pod.status?.podIP, !address.isEmpty else {
        throw SandboxError(.notFound, "\(subject) has no address yet")
      }
      if fault.kind == .heal {
        services.ground.cuts.heal(address)
        return "\(subject) is reached again at \(address)"
      }
      try services.ground.cuts.cut(address)
      return "\(subject) is cut off at \(address)"
    }
    let namespace = pod.metadata.namespace ?? ""
    let container = Self.kafkaContainer
    do throws(NodeError) {
      switch fault.kind {
      case .kill: try await services.node.kill(pod.metadata.name, in: namespace, container: container)
      case .hang: try await services.node.hang(pod.metadata.name, in: namespace, container: container)
      case .resume: try await services.node.resume(pod.metadata.name, in: namespace, container: container)
      default: try await services.node.restart(pod.metadata.name, in: namespace, container: container)
      }
    } catch { throw SandboxError(.failed, error.description) }
    switch fault.kind {
    case .kill: return "\(subject) is killed; it is started again"
    case .hang: return "\(subject) hangs; 'koperator sandbox resume \(fault.target)\(selector)' lets it go on"
    case .resume: return "\(subject) goes on"
    default: return "\(subject) is started again"
    }
  }

  private func injectIntoNode(_ fault: Fault, _ services: SandboxServices) async throws(SandboxError) -> String {
    do throws(NodeError) {
      if fault.kind == .loseNode {
        try await services.node.loseNode(fault.target)
        return "the node \(fault.target) is lost with all that ran on it"
      }
      try await services.node.returnNode(fault.target)
      return "the node \(fault.target) is back"
    } catch { throw SandboxError(.notFound, error.description) }
  }

  private func injectIntoDisk(
    _ fault: Fault, _ pod: Pod, _ subject: String, _ owner: Owner, _ services: SandboxServices
  ) async throws(SandboxError) -> String {
    let disks = SandboxDisk.of(pod, services.caches)
    let all = disks.map(\.mountPath).joined(separator: ", ")
    let disk: SandboxDisk
    if let path = fault.mountPath {
      guard let found = disks.first(where: { $0.mountPath == path }) else {
        throw SandboxError(.notFound, "\(subject) has no disk at '\(path)'; it has \(all.isEmpty ? "none" : all)")
      }
      disk = found
    } else {
      guard let only = disks.first, disks.count == 1 else {
        throw SandboxError(
          .invalidInput, disks.isEmpty ? "\(subject) has no disk" : "\(subject) has several disks: name one of \(all)")
      }
      disk = only
    }
    let volumes = services.volumes
    let name = "the disk \(disk.mountPath) of \(subject)"
    do throws(VolumeError) {
      switch fault.kind {
      case .fillDisk:
        try await volumes.fill(disk.uid, true)
        return "\(name) is full"
      case .freeDisk:
        try await volumes.fill(disk.uid, false)
        return "\(name) has room again"
      case .readOnlyDisk:
        try await volumes.makeReadOnly(disk.uid, true)
        return "\(name) cannot be written to"
      case .writableDisk:
        try await volumes.makeReadOnly(disk.uid, false)
        return "\(name) can be written to again"
      default: break
      }
    } catch {
      guard error.code == .inUse else { throw SandboxError(.failed, "\(name): \(error)") }
      throw SandboxError(
        .failed,
        "\(name) is in use: end the broker with 'koperator sandbox kill \(fault.target)\(selector)', and try again")
    }
    return try await swap(disk, pod, name, owner, services)
  }

  /// A disk is not changed under a process that has it open: the broker is killed, and starts on the new one.
  private func swap(
    _ disk: SandboxDisk, _ pod: Pod, _ name: String, _ owner: Owner, _ services: SandboxServices
  ) async throws(SandboxError) -> String {
    do throws(NodeError) {
      try await services.node.kill(
        pod.metadata.name, in: pod.metadata.namespace ?? "", container: Self.kafkaContainer)
    } catch { throw SandboxError(.failed, error.description) }
    do throws(VolumeError) { try await services.volumes.swap(disk.uid) } catch {
      throw SandboxError(.failed, "\(name): \(error)")
    }
    let done = "\(name) is another one now, and empty"
    let claim = services.caches.claims[pod.metadata.namespace ?? "", disk.claim]
    if claim?.metadata.annotations[SandboxAnnotation.usedBy] == nil || owner.hasLost(disk.mountPath) {
      return "\(done); the broker is started again, and uses it"
    }
    return """
      \(done); the broker refuses to start until it stands in lostVolumes that its data are lost:
        kubectl --kubeconfig \(kubeconfig) \(owner.patch(lost: disk.mountPath))
      """
  }

  /// Whose disk it is.
  private struct Owner {
    let cluster: KafkaCluster
    let id: Int32

    init(_ cluster: KafkaCluster, _ id: Int32) {
      self.cluster = cluster
      self.id = id
    }

    private var index: Int { cluster.spec.brokers.firstIndex { $0.id == id } ?? 0 }
    private var lost: [String] { cluster.spec.brokers[index].lostVolumes }

    func hasLost(_ mountPath: String) -> Bool { lost.contains(mountPath) }

    /// What kubectl is to be told to declare another volume lost.
    func patch(lost mountPath: String) -> String {
      let patch: JSONValue = [
        [
          "op": "add", "path": .string("/spec/brokers/\(index)/lostVolumes"),
          "value": .array((lost + [mountPath]).map { .string($0) }),
        ]
      ]
      return
        "patch kafkacluster \(cluster.name) -n \(cluster.namespace) --type json -p '\(patch.text(style: .compact))'"
    }
  }
}

/// A disk of a broker.
struct SandboxDisk: Sendable, Hashable {
  let claim: String
  let uid: String
  let mountPath: String

  /// The disks of a pod, by where they are mounted.
  static func of(_ pod: Pod, _ caches: SandboxCaches) -> [SandboxDisk] {
    var disks: [SandboxDisk] = []
    let namespace = pod.metadata.namespace ?? ""
    for volume in pod.spec?.volumes ?? [] {
      guard let claim = volume.persistentVolumeClaim?.claimName,
        let uid = caches.claims[namespace, claim]?.metadata.uid,
        let mount = (pod.spec?.containers ?? []).flatMap(\.volumeMounts).first(where: { $0.name == volume.name })
      else { continue }
      disks.append(SandboxDisk(claim: claim, uid: uid, mountPath: mount.mountPath))
    }
    return disks.sorted { $0.mountPath < $1.mountPath }
  }
}
