import ClusterTopology
import KafkaResources

/// The pods of the brokers of one cluster, and what they say together.
struct BrokerPods: Sendable, Hashable {
  /// The pod that stands for each broker that has one with an address.
  private(set) var chosen: [Int32: BrokerPod] = [:]
  /// The pod that stands for each broker that has one, with an address or not yet.
  private(set) var owners: [Int32: BrokerPod] = [:]
  /// What a person should know, in the order of ids.
  private(set) var problems: [String] = []

  /// Chooses for each broker.
  init(_ pods: some Collection<BrokerPod>) {
    var byBroker: [Int32: [BrokerPod]] = [:]
    for pod in pods { byBroker[pod.broker.id, default: []].append(pod) }
    for (id, pods) in byBroker.sorted(by: { $0.key < $1.key }) {
      let order = pods.sorted { $0.precedes($1) }
      owners[id] = order.first
      if let first = order.first, first.address != nil { chosen[id] = first }
      problems += order.compactMap(\.problem)
      let living = order.filter { $0.stage == .living && $0.address != nil }
      if living.count > 1 {
        let names = living.map { "'\($0.name)'" }.joined(separator: ", ")
        problems.append(
          "broker \(id) has \(living.count) living pods: \(names); the first is used: delete the others, or correct their "
            + "label brokerId")
      }
    }
  }

  /// What is to be said of the brokers of a cluster.
  ///
  /// A broker without a pod is certainly not there: it is unreachable where it was last. Of one that was never anywhere
  /// nothing is said.
  ///
  /// - Parameters:
  ///   - locations: Where brokers were last.
  ///   - words: What agents say. One of another pod than the one that stands for the broker says nothing.
  func reports(
    of cluster: KafkaCluster, locations: [Int32: BrokerLocation], words: [AgentWord] = []
  ) -> BrokerReports {
    var reports: [BrokerReport] = []
    for broker in cluster.spec.brokers {
      if let pod = chosen[broker.id], let address = pod.address {
        reports.append(BrokerReport(id: broker.id, location: BrokerLocation(address: address), health: pod.health))
      } else if let last = locations[broker.id] {
        reports.append(BrokerReport(id: broker.id, location: last, health: .unreachable))
      }
    }
    let heard = words.filter { word in
      guard let pod = chosen[word.id] else { return false }
      return word.podUID.isEmpty || word.podUID == pod.uid
    }
    return BrokerReports(reports).heard(from: heard, addsBrokers: false)
  }
}
