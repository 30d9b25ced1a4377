import ClusterTopology
import KubernetesClient
import Telemetry
import XDS

extension KubernetesCoordinator {
  /// Does what the inputs ask for, and says it.
  func carryOut(_ directive: KubernetesInputs.Directive) {
    let metrics = publisher.metrics
    switch directive {
    case .cluster(let key, let directive):
      let membership = inputs.withLock { $0.inputs(of: key)?.membership }
      publisher.carryOut(directive, membership, log: log.with([.cluster: key.text]))
    case .accepted(let key, let warnings):
      metrics.increment(.reloads, [Self.kind, "accepted"])
      for warning in warnings {
        log.warning("a KafkaCluster is in use with a warning", [.cluster: key.text, .reason: warning])
      }
      log.info("a KafkaCluster is in use", [.cluster: key.text])
    case .refused(let key, let problems):
      metrics.increment(.reloads, [Self.kind, "refused"])
      for problem in problems {
        log.error("a KafkaCluster is refused; what was in use stays", [.cluster: key.text, .reason: problem])
      }
    case .gone(let key):
      log.info("a KafkaCluster is gone; its Envoys keep what they have", [.cluster: key.text])
      publisher.store?.removeMembership(of: key.text)
    case .warning(let key, let problem):
      log.warning("the pods of a cluster need a look", [.cluster: key.text, .reason: problem])
    case .loadBalancers(let point, let balancers): tell(balancers, of: point)
    }
  }

  private static let kind = "kafkacluster"

  private func tell(_ balancers: [LoadBalancer], of point: AccessPoint) {
    let log = log.with([.cluster: "\(point.namespace)/\(point.cluster)", .accessPoint: point.name])
    if balancers.isEmpty { log.info("an access point has no Service any more") }
    for balancer in balancers {
      let places = balancer.bootstrap(of: point)
      if !places.isEmpty {
        log.info(
          "clients bootstrap here", [.service: balancer.service, .address: places.joined(separator: ", ")])
      }
      for problem in balancer.problems(of: point) {
        log.warning(
          "a Service does not lead to all of an access point", [.service: balancer.service, .reason: problem])
      }
    }
  }

  /// Brings the gauges of clusters up to date.
  func updateMetrics() {
    let known = inputs.withLock { $0.known }
    publisher.updateMetrics(known.map(\.inputs))
    publisher.metrics.clear(.configValid)
    for cluster in known {
      let isValid: Bool
      switch cluster.verdict {
      case .unread: continue
      case .accepted: isValid = true
      case .refused: isValid = false
      }
      publisher.metrics.set(.configValid, ["\(Self.kind)/\(cluster.key.text)"], to: isValid ? 1 : 0)
    }
  }
}
