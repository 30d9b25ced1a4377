import ClusterTopology
import EnvoyConfig
import Foundation
import JSON
import KubernetesClient
import KubernetesObjects
import XDS
import YAML

@testable import Coordinator

/// A KafkaCluster as an API server has it.
func kafkaCluster(_ text: String) -> JSONValue {
  (try? YAML.documents(in: Array(text.utf8)).first?.value) ?? .null
}

/// A pod of a broker: `R` ready, `N` not ready, `P` pending, `T` terminating, `E` ended, `U` whose node is silent.
func brokerPod(
  _ id: Int32, _ letter: Character = "R", name: String? = nil, at address: String?, created: Int64 = 0,
  cluster: String = "kafka", namespace: String = "shop", uid: String? = nil
) -> Pod {
  var metadata = ObjectMeta(name: name ?? "kafka-\(id)-a", namespace: namespace, uid: uid ?? name ?? "\(id)")
  metadata.labels = ["app": "kafka", "kafka_cr": cluster, "brokerId": String(id)]
  metadata.creationTimestamp = Time(secondsSince1970: 1_800_000_000 + created)
  if letter == "T" { metadata.deletionTimestamp = Time(secondsSince1970: 1_800_000_000) }
  let ready = ["R": "True", "N": "False", "U": "Unknown", "T": "True", "E": "False"][letter]
  let phase = ["P": "Pending", "E": "Failed"][letter] ?? "Running"
  var status = PodStatus(phase: phase, podIP: address)
  if let ready { status.conditions = [Condition(type: "Ready", status: ready)] }
  return Pod(metadata: metadata, status: status)
}

/// The inputs of an API server under a sequence of changes.
struct World {
  static let key = ObjectKey(namespace: "shop", name: "kafka")
  static let group = GroupID(rawValue: "shop/kafka/external")

  var inputs: KubernetesInputs
  var now = Duration.zero
  var date = Int64(Date().timeIntervalSince1970)
  var directives: [KubernetesInputs.Directive] = []
  /// What Envoys were given last, by group.
  var published: [GroupID: [XDSResource]] = [:]

  init(_ inputs: KubernetesInputs = KubernetesInputs()) { self.inputs = inputs }

  /// A cluster whose brokers 0… are as the letters say, at 10.0.0.(id + 1), already synchronised.
  static func running(_ letters: String = "RRR", listeners: [String] = ["external"]) -> World {
    var world = World()
    world.set(cluster: manifest(Array(letters.indices.enumerated()).map(\.offset), listeners: listeners))
    for (id, letter) in letters.enumerated() where letter != "-" {
      world.set(brokerPod(Int32(id), letter, at: "10.0.0.\(id + 1)"))
    }
    world.inputs.synced()
    world.update()
    return world
  }

  mutating func set(cluster text: String?, of key: ObjectKey = World.key) {
    inputs.receive(cluster: text.map { kafkaCluster($0) }, of: key)
  }

  mutating func set(_ pod: Pod) {
    inputs.receive(
      pod: pod, of: ObjectKey(namespace: pod.metadata.namespace ?? "", name: pod.metadata.name))
  }

  mutating func remove(pod name: String, in namespace: String = "shop") {
    inputs.receive(pod: nil, of: ObjectKey(namespace: namespace, name: name))
  }

  mutating func set(_ service: Service) {
    inputs.receive(
      service: service, of: ObjectKey(namespace: service.metadata.namespace ?? "", name: service.metadata.name))
  }

  mutating func set(secret content: TLSSecret.Content, _ name: String = "kafka-tls") {
    inputs.receive(secret: content, of: ObjectKey(namespace: "shop", name: name), at: now, date: date)
  }

  mutating func update(after time: Duration = .seconds(60)) {
    now += time
    directives = inputs.update(at: now)
    directives += inputs.look(at: now, date: date)
    for case .cluster(_, .publish(let group, let resources)) in directives { published[group] = resources }
    for case .cluster(_, .withdraw(let group)) in directives { published[group] = nil }
  }

  // MARK: What came of it

  /// The brokers that clients bootstrap from.
  var bootstrap: [Int32]? { inputs.inputs(of: Self.key)?.topology?.bootstrapMembers["external"] }

  func broker(_ id: Int32) -> ClusterTopology.Broker? { inputs.inputs(of: Self.key)?.topology?.broker(id) }

  func address(_ id: Int32) -> String? { broker(id)?.location?.address.description }

  /// Name and version of each resource of a type that was published.
  func versions(_ type: TypeURL, in group: GroupID = World.group) -> [String: String] {
    var versions: [String: String] = [:]
    for resource in published[group] ?? [] where resource.type == type { versions[resource.name] = resource.version }
    return versions
  }

  var publishes: Int {
    directives.count {
      if case .cluster(_, .publish) = $0 { return true }
      return false
    }
  }

  var refusals: [String] {
    var found: [String] = []
    for case .refused(_, let problems) in directives { found += problems }
    return found
  }

  var acceptances: Int {
    directives.count {
      if case .accepted = $0 { return true }
      return false
    }
  }

  var warnings: [String] {
    var found: [String] = []
    for case .warning(_, let text) in directives { found.append(text) }
    return found
  }

  var withdrawn: [GroupID] {
    var found: [GroupID] = []
    for case .cluster(_, .withdraw(let group)) in directives { found.append(group) }
    return found
  }

  var gone: [ObjectKey] {
    var found: [ObjectKey] = []
    for case .gone(let key) in directives { found.append(key) }
    return found
  }

  var balancers: [[LoadBalancer]] {
    var found: [[LoadBalancer]] = []
    for case .loadBalancers(_, let balancers) in directives { found.append(balancers) }
    return found
  }
}
