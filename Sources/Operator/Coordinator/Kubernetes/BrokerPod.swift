import BrokerConfig
import ClusterTopology
import KubernetesObjects

/// What a pod says of the broker in it: where it is and how it is.
///
/// A broker may have several pods for a while. One that lives comes before one that terminates, and that before one that
/// has ended; of those, the newest. It never depends on the order in which pods were seen, so replicas agree.
struct BrokerPod: Sendable, Hashable {
  /// How far the pod is in its life.
  enum Stage: Int, Sendable, Hashable {
    /// It runs, or is about to.
    case living
    /// Its deletion was asked for.
    case terminating
    /// Its containers have ended for good.
    case ended
  }

  /// Which broker of which cluster.
  let broker: BrokerIdentity
  /// The pod's name.
  let name: String
  /// How far it is.
  let stage: Stage
  /// Its first address, which is of the family that the cluster's network prefers; nil where it has none yet.
  let address: IPAddress?
  /// How the broker is.
  let health: BrokerHealth
  /// What keeps its address from being used.
  let problem: String?
  /// The pod's UID.
  let uid: String
  /// The node that it runs on; empty where it has none yet.
  let node: String
  private let created: Int64

  /// Nil where the pod is none of a Kafka cluster.
  init?(_ pod: Pod) {
    guard let broker = BrokerIdentity(of: pod.metadata) else { return nil }
    self.broker = broker
    name = pod.metadata.name
    uid = pod.metadata.uid ?? ""
    node = pod.spec?.nodeName ?? ""
    created = pod.metadata.creationTimestamp?.secondsSince1970 ?? 0
    let status = pod.status
    if status?.phase == "Succeeded" || status?.phase == "Failed" {
      stage = .ended
    } else {
      stage = pod.metadata.deletionTimestamp == nil ? .living : .terminating
    }
    health = Self.health(status, stage)
    let text = [status?.podIP ?? "", status?.podIPs.first?.ip ?? ""].first { !$0.isEmpty }
    let address = text.flatMap { IPAddress($0) }
    self.address = address?.isUnspecified == true ? nil : address
    problem =
      text == nil || self.address != nil
      ? nil : "pod '\(pod.metadata.name)': status.podIP '\(text ?? "")' is no address of a broker; the pod is not used"
  }

  private static func health(_ status: PodStatus?, _ stage: Stage) -> BrokerHealth {
    func condition(_ type: String) -> String? { status?.conditions.first { $0.type == type }?.status }
    if stage == .ended || status?.reason == "NodeLost" { return .unreachable }
    // An eviction is announced by the condition, before anything else shows it.
    if stage == .terminating || condition("DisruptionTarget") == "True" { return .draining }
    switch condition("Ready") {
    case "True": return .healthy
    case "False": return .unhealthy
    // The node does not say any more.
    case .some: return .unknown
    case nil: return status?.phase == "Pending" ? .unhealthy : .unknown
    }
  }

  /// Whether this pod stands for the broker rather than another one.
  func precedes(_ other: BrokerPod) -> Bool {
    if (address == nil) != (other.address == nil) { return address != nil }
    if stage != other.stage { return stage.rawValue < other.stage.rawValue }
    if created != other.created { return created > other.created }
    return uid > other.uid
  }
}
