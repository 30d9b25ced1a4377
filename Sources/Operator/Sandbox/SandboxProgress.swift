import ClusterTopology
import JSON
import KafkaResources
import KubernetesClient
import KubernetesObjects

/// What is still missing until a cluster can be used, and what will not come by itself. It is a decision on what the
/// caches show.
struct SandboxProgress: Sendable, Hashable {
  /// What is missing, for people; empty once all is there.
  var missing: [String] = []
  /// A pod that ends at each start: nobody waits for it.
  var failing: Failing?
  private let restarts: [String: Int]

  /// A container that ended at its start and again.
  struct Failing: Sendable, Hashable {
    var subject: String
    var namespace: String
    var pod: String
    var container: String
    var exitCode: Int
    var times: Int
    /// What its status says, such as why it was not started.
    var message = ""
  }

  /// How often a container may end before that is a failure: the first end may be somebody else's fault.
  static let patience = 2

  /// - Parameters:
  ///   - restarts: How often the containers of pods (`<namespace>/<pod>/<container>`) were started again before the wait
  ///     began: that is another run's.
  ///   - pods: The pods of brokers, by id.
  ///   - envoys: The pods of Envoys, by access point.
  ///   - balancers: The addresses of load balancers, by access point.
  init(
    of cluster: KafkaCluster, pods: [Int32: Pod], envoys: [String: [Pod]], balancers: [String: [String]],
    restarts: [String: Int] = [:]
  ) {
    self.restarts = restarts
    for broker in cluster.spec.brokers {
      guard let pod = pods[broker.id] else {
        missing.append("broker \(broker.id) has no pod")
        continue
      }
      look(at: pod, "broker \(broker.id)")
    }
    // So it is after a start with other addresses than before: brokers run already, and are replaced one by one.
    if missing.isEmpty, cluster.status.state == .rollingUpgrading { missing.append("brokers are being replaced") }
    for point in AccessPoint.all(of: cluster) {
      if balancers[point.name]?.isEmpty ?? true { missing.append("the load balancer \(point.name) has no address") }
      let pods = envoys[point.name] ?? []
      if pods.isEmpty { missing.append("the access point \(point.name) has no Envoy") }
      for pod in pods { look(at: pod, "Envoy \(point.name)") }
    }
  }

  private mutating func look(at pod: Pod, _ subject: String) {
    if pod.isInService { return }
    var reason = pod.stateWord
    for container in (pod.status?.initContainerStatuses ?? []) + (pod.status?.containerStatuses ?? []) {
      if let message = container.state.waiting?.message, !message.isEmpty { reason += ": \(message)" }
      guard failing == nil, let ended = container.lastState.terminated ?? container.state.terminated,
        let code = ended.exitCode, code != 0
      else { continue }
      // A run that goes on has not ended.
      let before = restarts["\(pod.key.path)/\(container.name)"]
      let isOver = container.state.running == nil && before == nil
      let times = (container.restartCount ?? 0) - (before ?? 0) + (isOver ? 1 : 0)
      guard times >= Self.patience else { continue }
      failing = Failing(
        subject: subject, namespace: pod.metadata.namespace ?? "", pod: pod.metadata.name, container: container.name,
        exitCode: code, times: times, message: ended.message ?? "")
    }
    missing.append("\(subject) is not ready (\(reason))")
  }
}
