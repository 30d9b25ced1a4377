import ClusterTopology
import EnvoyConfig
import Synchronization
import Telemetry
import XDS
import XDSServer

/// Carries out what the inputs of clusters ask for: publishes, keeps what is to outlive the process, says what happens in
/// the log and in metrics.
///
/// What a Secret holds goes to the xDS server and nowhere else.
final class ClusterPublisher: Sendable {
  let server: XDSServer
  let store: SnapshotStore?
  let metrics: MetricsRegistry
  /// Whether there may be several clusters: what is kept and counted of one is named after it then.
  private let hasManyClusters: Bool
  /// The groups whose newest resources could not be kept; the next change of an input tries again.
  private let unkept = Mutex<Set<GroupID>>([])

  init(server: XDSServer, store: SnapshotStore?, metrics: MetricsRegistry, hasManyClusters: Bool) {
    self.server = server
    self.store = store
    self.metrics = metrics
    self.hasManyClusters = hasManyClusters
  }

  /// Serves what an earlier run kept, until the groups are published.
  ///
  /// - Parameter secrets: The Secrets of those names in a namespace, as they are now: they were not kept. Told that there is
  ///   no such Secret, an Envoy would open its port without a certificate, and call itself ready.
  /// - Returns: The groups that were kept, usable or not.
  func restore(
    log: Logger, secrets: (_ names: [String], _ group: GroupID) throws(TLSSecret.Unusable) -> [XDSResource]
  ) -> [GroupID] {
    guard let store else { return [] }
    let (groups, problems) = store.load()
    for problem in problems { log.warning("a kept snapshot is not usable", [.reason: problem]) }
    for (group, resources) in groups {
      var names: Set<String> = []
      for resource in resources {
        for reference in resource.references where reference.type == .secret { names.insert(reference.name) }
      }
      do {
        try server.restore(resources + secrets(names.sorted(), group), to: group)
        log.info("a snapshot of an earlier run is there until the inputs have loaded", [.group: group.rawValue])
      } catch {
        log.warning("a kept snapshot is not usable", [.group: group.rawValue, .reason: "\(error)"])
      }
    }
    return groups.keys.sorted()
  }

  /// Carries out what the inputs of a cluster ask for.
  ///
  /// - Parameter membership: What is remembered of the cluster's brokers, which is kept with what is published.
  func carryOut(_ directive: ClusterInputs.Directive, _ membership: BootstrapMembership?, log: Logger) {
    switch directive {
    case .watch: break
    case .publish(let group, let resources): publish(group, resources, membership, log)
    case .withdraw(let group):
      log.info("an access point is gone; its Envoys keep what they have", [.group: group.rawValue])
      server.withdraw(group)
      store?.remove(group)
      unkept.withLock { _ = $0.remove(group) }
    case .secretAccepted(let secret):
      metrics.increment(.reloads, ["secret", "accepted"])
      log.info(
        "a TLS Secret is in use",
        [.secret: secret.certificate.name, .expiry: Timestamp.text(seconds: secret.expiry)])
    case .secretRefused(let name, let problems):
      metrics.increment(.reloads, ["secret", "refused"])
      for problem in problems {
        log.error("a TLS Secret is refused; what was in use stays", [.secret: name, .reason: problem])
      }
    case .waiting(let point, let secret):
      log.error(
        "an access point waits for its TLS Secret; its Envoys keep what they have",
        [.accessPoint: point, .secret: secret])
    case .alarm(let alarm):
      let metadata: KeyValuePairs<LogKey, String> = [.accessPoint: alarm.accessPoint, .reason: alarm.description]
      if alarm.kind == .noEndpoint {
        log.error("there is no broker to bootstrap from", metadata)
      } else {
        log.error("bootstrap endpoints are held against the reports", metadata)
      }
    case .alarmOver(let alarm):
      log.info(
        "bootstrap endpoints follow the reports again",
        [.accessPoint: alarm.accessPoint, .reason: "it is over: \(alarm.description)"])
    }
  }

  private func publish(_ group: GroupID, _ resources: [XDSResource], _ membership: BootstrapMembership?, _ log: Logger)
  {
    do throws(SnapshotError) {
      let last = server.snapshot(of: group)?.generation
      let generation = try server.publish(resources, to: group)
      if generation != last {
        log.info("a snapshot was published", [.group: group.rawValue, .generation: String(generation)])
        keep(group, resources, membership, log)
      } else if unkept.withLock({ $0.contains(group) }) {
        keep(group, resources, membership, log)
      }
    } catch {
      log.error("a snapshot is refused; what was published stays", [.group: group.rawValue, .error: error.description])
    }
  }

  private func keep(_ group: GroupID, _ resources: [XDSResource], _ membership: BootstrapMembership?, _ log: Logger) {
    guard let store else { return }
    do {
      try store.save(resources, of: group)
      if let membership { try store.save(membership, of: hasManyClusters ? membership.cluster : nil) }
      unkept.withLock { _ = $0.remove(group) }
    } catch {
      unkept.withLock { _ = $0.insert(group) }
      log.warning("the state cannot be kept", [.group: group.rawValue, .error: "\(error)"])
    }
  }

  /// Brings the gauges of clusters up to date.
  func updateMetrics(_ clusters: [ClusterInputs]) {
    for gauge in [MetricName.Gauge.secretValid, .secretExpiry, .brokers, .bootstrapHeld] { metrics.clear(gauge) }
    for inputs in clusters {
      guard let topology = inputs.topology else { continue }
      updateSecrets(inputs.secrets, of: topology)
      var healths: [Int32: BrokerHealth] = [:]
      for broker in topology.brokers { healths[broker.id] = broker.health }
      for point in topology.accessPoints {
        let group = EnvoyGroup.group(of: point).rawValue
        var counts: [BrokerHealth: Int] = [:]
        for broker in point.brokers { counts[healths[broker] ?? .unknown, default: 0] += 1 }
        for health in BrokerHealth.allCases {
          metrics.set(.brokers, [group, health.rawValue], to: Double(counts[health] ?? 0))
        }
        let isHeld = topology.alarms.contains { $0.accessPoint == point.name }
        metrics.set(.bootstrapHeld, [group], to: isHeld ? 1 : 0)
      }
    }
  }

  private func updateSecrets(_ secrets: SecretInputs, of topology: ClusterTopology) {
    func label(_ name: String) -> String { hasManyClusters ? "\(topology.namespace)/\(name)" : name }
    for (name, verdict) in secrets.verdicts {
      if case .accepted = verdict { metrics.set(.secretValid, [label(name)], to: 1) }
      if case .refused = verdict { metrics.set(.secretValid, [label(name)], to: 0) }
    }
    for (point, secret) in secrets.inUse {
      guard let point = topology.accessPoint(point) else { continue }
      let labels = [EnvoyGroup.group(of: point).rawValue, label(secret.certificate.name)]
      metrics.set(.secretExpiry, labels, to: Double(secret.expiry))
    }
  }
}
