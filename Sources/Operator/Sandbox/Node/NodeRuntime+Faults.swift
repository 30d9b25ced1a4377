import KubernetesClient
import KubernetesObjects

/// What is done to pods and nodes on purpose.
extension NodeRuntime {
  /// Kills the processes of a container, or of all containers of a pod, and returns when they have ended.
  ///
  /// - Throws: `NodeError` where no such pod or container runs here, or a process does not end.
  public func kill(_ pod: String, in namespace: String, container: String? = nil) async throws(NodeError) {
    guard try await worker(pod, namespace, container).kill(container) else {
      throw NodeError(
        "pod '\(pod)' in namespace '\(namespace)' is killed, but a process of it has not ended: its disk may hang")
    }
  }

  /// Stops the processes of a container where they are, or of all containers of a pod.
  ///
  /// - Throws: `NodeError` where no such pod or container runs here.
  public func hang(_ pod: String, in namespace: String, container: String? = nil) async throws(NodeError) {
    try await signal(.stop, pod, namespace, container)
  }

  /// Lets the processes go on that hang.
  ///
  /// - Throws: `NodeError` where no such pod or container runs here.
  public func resume(_ pod: String, in namespace: String, container: String? = nil) async throws(NodeError) {
    try await signal(.resume, pod, namespace, container)
  }

  /// Ends a container, or all of a pod's that run on, with the pod's grace, and starts it again at once.
  ///
  /// - Throws: `NodeError` where no such pod or container runs here.
  public func restart(_ pod: String, in namespace: String, container: String? = nil) async throws(NodeError) {
    let worker = try await worker(pod, namespace, container)
    for name in await worker.restartable where container == nil || name == container {
      worker.tell(.input(.restart(name)))
    }
  }

  /// Kills everything on a node and says nothing more of it: the node is not ready, nor are its pods, and nothing is
  /// started there.
  ///
  /// - Throws: `NodeError` where there is no such node, or the server cannot be told.
  public func loseNode(_ name: String) async throws(NodeError) {
    let node = try node(name)
    // At first, so that no pod is started meanwhile.
    keeper.markLost(name)
    await fleet.lose(name)
    do throws(ClientError) { try await keeper.lose(node) } catch {
      throw NodeError("node \(name) is lost, but the API server cannot be told: \(error)")
    }
  }

  /// Brings a node back that was lost: its pods are started again.
  ///
  /// - Throws: `NodeError` where there is no such node, or the server cannot be told.
  public func returnNode(_ name: String) async throws(NodeError) {
    let node = try node(name)
    do throws(ClientError) { try await keeper.bringBack(node) } catch {
      throw NodeError("node \(name) is back, but the API server cannot be told: \(error)")
    }
    await fleet.bringBack(name)
  }

  private func node(_ name: String) throws(NodeError) -> NodeRuntimeConfiguration.NodeName {
    if let node = configuration.nodes.first(where: { $0.name == name }) { return node }
    throw NodeError(
      "there is no node '\(name)' here; there are \(configuration.nodes.map(\.name).joined(separator: ", "))")
  }

  private func signal(
    _ signal: GuardSignal, _ pod: String, _ namespace: String, _ container: String?
  ) async throws(NodeError) {
    try await worker(pod, namespace, container).tell(.signal(signal, container: container))
  }

  private func worker(_ pod: String, _ namespace: String, _ container: String?) async throws(NodeError) -> PodWorker {
    guard let worker = await fleet.worker(ObjectKey(namespace: namespace, name: pod)) else {
      throw NodeError("no pod '\(pod)' in namespace '\(namespace)' runs here")
    }
    if let container, await !worker.containers.contains(container) {
      let names = await worker.containers.joined(separator: ", ")
      throw NodeError("pod '\(pod)' has no container '\(container)'; it has \(names)")
    }
    return worker
  }
}

extension PodWorker {
  /// The names of all containers.
  var containers: [String] { machine.containers.map(\.name) }

  /// The names of the containers that go on.
  var restartable: [String] { machine.containers.filter { $0.role != .step && !$0.isLeftOut }.map(\.name) }
}
