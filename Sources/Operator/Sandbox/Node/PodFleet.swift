import KubernetesClient
import KubernetesObjects
import Telemetry

/// The pods of the nodes: a worker for each. It must never have two workers of one name.
actor PodFleet {
  private struct Entry {
    let worker: PodWorker
    let uid: String
  }

  private let tools: NodeTools
  private let pods: WatchCache<Pod>
  private let isLost: @Sendable (String) -> Bool
  private var entries: [ObjectKey: Entry] = [:]
  private var tasks: [ObjectKey: Task<Void, Never>] = [:]
  private var isStopped = false

  init(_ tools: NodeTools, pods: WatchCache<Pod>, isLost: @escaping @Sendable (String) -> Bool) {
    self.tools = tools
    self.pods = pods
    self.isLost = isLost
  }

  /// Makes what runs for a name what the object of that name asks for.
  func reconcile(_ key: ObjectKey) {
    guard !isStopped else { return }
    let pod = pods[key]
    if let entry = entries[key] {
      if let pod, pod.metadata.uid == entry.uid {
        entry.worker.tell(.object(pod))
      } else {
        // It was deleted without waiting for us. Its successor waits until nothing of it is left.
        entry.worker.tell(.input(.deleted(graceSeconds: nil)))
      }
      return
    }
    guard let pod, let name = pod.spec?.nodeName, !isLost(name),
      let node = tools.configuration.nodes.first(where: { $0.name == name })
    else { return }
    let worker = PodWorker(pod, node, tools)
    entries[key] = Entry(worker: worker, uid: pod.metadata.uid ?? "")
    tasks[key] = Task { [weak self] in
      await worker.run()
      await self?.ended(key)
    }
  }

  private func ended(_ key: ObjectKey) {
    let uid = entries[key]?.uid
    entries[key] = nil
    tasks[key] = nil
    // The cache may not have heard yet that the object is gone.
    if pods[key]?.metadata.uid != uid { reconcile(key) }
  }

  /// The worker of a pod.
  func worker(_ key: ObjectKey) -> PodWorker? { entries[key]?.worker }

  /// Kills what runs on a node, and waits until nothing does.
  func lose(_ node: String) async {
    var ended: [(PodWorker, Task<Void, Never>)] = []
    for (key, entry) in entries where entry.worker.node.name == node {
      entry.worker.tell(.abandon)
      if let task = tasks[key] { ended.append((entry.worker, task)) }
    }
    for (worker, task) in ended {
      await task.value
      await worker.writeUnready()
    }
  }

  /// Starts what belongs on a node that is back.
  func bringBack(_ node: String) {
    for pod in pods.objects where pod.spec?.nodeName == node { reconcile(pod.key) }
  }

  /// Ends every worker without a word: the processes are ended by the supervisor.
  func stop() {
    isStopped = true
    for task in tasks.values { task.cancel() }
    for entry in entries.values { entry.worker.inbox.finish() }
  }
}
