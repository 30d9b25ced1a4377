import BrokerConfig
import ClusterTopology
import JSON
import KafkaResources
import KubernetesClient
import KubernetesObjects

/// What the status of a KafkaCluster says: its state, its brokers, and where clients reach it.
struct ClusterStatusReport {
  private let cluster: KafkaCluster
  private let rendering: ClusterRendering
  private let facts: RenderingFacts
  private let pods: BrokerPodPlan?
  private let world: ClusterWorld
  private let isWhole: Bool

  /// - Parameter isWhole: whether the rendering rests on nothing that is not known.
  init(
    _ cluster: KafkaCluster, rendering: ClusterRendering, isWhole: Bool, facts: RenderingFacts, pods: BrokerPodPlan?,
    _ world: ClusterWorld
  ) {
    self.cluster = cluster
    self.rendering = rendering
    self.isWhole = isWhole
    self.facts = facts
    self.pods = pods
    self.world = world
  }

  /// The status, where it is not what the cluster says already.
  var change: JSONObject? {
    let status = status.json
    return status == cluster.raw["status"]?.objectValue ?? [:] ? nil : status
  }

  private var status: KafkaCluster.Status {
    var status = cluster.status
    let live = world.brokerPods
    status.observedGeneration = world.manifest?.metadata.generation
    if cluster.spec.kRaft { status.clusterID = facts.clusterID(of: cluster) }
    var brokers: [String: KafkaCluster.BrokerState] = [:]
    var missing: [String] = []
    for broker in rendering.brokers {
      let pod = live[broker.id]?.first { !$0.isTerminating }
      let isWanted = pods?.waiting.contains(broker.id) == false
      let isReady = broker.isPaused || (pod?.isReady == true && isWanted)
      if !isReady { missing.append(String(broker.id)) }
      brokers[String(broker.id)] = state(of: broker, before: status[broker: broker.id], isInSync: isReady)
    }
    let hasStrangers = live.keys.contains { id in !rendering.brokers.contains { $0.id == id } }
    status.brokersState = brokers
    if isWhole, missing.isEmpty, !hasStrangers {
      status.state = .running
    } else {
      status.state = pods?.isRolling == true ? .rollingUpgrading : .reconciling
    }
    status.conditions.set(readiness(status.state, missing))
    status.listenerStatuses = listeners
    return status
  }

  private func readiness(_ state: KafkaCluster.ClusterState, _ missing: [String]) -> StatusCondition {
    let isReady = state == .running
    let message = missing.isEmpty ? "" : "not ready, or not as wanted: broker \(missing.joined(separator: ", "))"
    return StatusCondition(
      type: "Ready", status: isReady ? .true : .false, reason: state.rawValue, message: message,
      lastTransitionTime: world.now.description, observedGeneration: world.manifest?.metadata.generation)
  }

  private func state(
    of broker: BrokerRendering, before: KafkaCluster.BrokerState?, isInSync: Bool
  ) -> KafkaCluster.BrokerState {
    var state = before ?? KafkaCluster.BrokerState()
    state.configurationState = isInSync ? .inSync : .outOfSync
    state.image = broker.pod.spec?.containers.first?.image
    for path in facts.usedVolumes[broker.id] ?? [] where state.volumes[path] == nil {
      state.volumes[path] = KafkaCluster.VolumeStatus(state: .used)
    }
    return state
  }

  // MARK: Listeners

  private var listeners: KafkaCluster.ListenerStatuses {
    var statuses = KafkaCluster.ListenerStatuses()
    let names = ObjectNames(cluster: cluster.name)
    let spec = cluster.spec
    let domain = "\(cluster.namespace).svc.\(spec.kubernetesClusterDomain)"
    let service = spec.headlessServiceEnabled ? names.headlessService : names.allBrokerService
    for listener in spec.listenersConfig.internalListeners {
      let port = listener.common.containerPort
      statuses.internalListeners[listener.common.name] = [
        KafkaCluster.ListenerStatus(
          name: spec.headlessServiceEnabled ? "headless" : "any-broker", address: "\(service).\(domain):\(port)")
      ]
    }
    for point in AccessPoint.all(of: cluster) {
      guard let address = point.bootstrapHost ?? facts.externalAddress(of: point.name) else { continue }
      let suffix = point.ingressConfig.map { "-\($0)" } ?? ""
      var list = statuses.externalListeners[point.listener] ?? []
      list.append(
        KafkaCluster.ListenerStatus(name: "any-broker\(suffix)", address: "\(address):\(point.anyCastPort)"))
      for id in point.brokers {
        guard let port = point.port(ofBroker: id) else { continue }
        let host = point.hostName(ofBroker: id) ?? address
        list.append(KafkaCluster.ListenerStatus(name: "broker-\(id)", address: "\(host):\(port)"))
      }
      statuses.externalListeners[point.listener] = list
    }
    return statuses
  }
}
