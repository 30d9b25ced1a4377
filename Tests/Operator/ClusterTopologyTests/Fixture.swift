import JSON
import KafkaResources
import YAML

@testable import ClusterTopology

/// A cluster of brokers with one external listener; with `zones`, one Envoy for each, where broker i is in zone i.
func cluster(brokers: Int, zones: [String] = [], more: String = "") throws -> KafkaCluster {
  var list = ""
  for id in 0..<brokers {
    list += "\n  - id: \(id)"
    if zones.indices.contains(id) { list += "\n    brokerConfig: {brokerIngressMapping: [\(zones[id])]}" }
  }
  let entries = Set(zones).sorted().map { "\($0): {}" }.joined(separator: ", ")
  let config = zones.isEmpty ? "" : "config: {defaultIngressConfig: \(zones[0]), ingressConfig: {\(entries)}}"
  let text = """
    apiVersion: kafka.banzaicloud.io/v1beta1
    kind: KafkaCluster
    metadata: {name: kafka, namespace: shop}
    spec:
      brokers:\(list.replacing("\n", with: "\n  "))
      zkAddresses: ["zookeeper:2181"]
      listenersConfig:
        internalListeners:
        - {type: plaintext, name: internal, containerPort: 29092, usedForInnerBrokerCommunication: true}
        externalListeners:
        - type: plaintext
          name: external
          containerPort: 9094
          externalStartingPort: 19090
          \(config)
      \(more)
    """
  for document in try YAML.documents(in: text) { return try KafkaCluster(document: document) }
  throw MissingDocument()
}

struct MissingDocument: Error {}

/// Reports by short words: `h` healthy, `x` unhealthy, `d` draining, `u` unreachable, `?` unknown; a dash leaves a
/// broker out. Broker i is at 10.0.0.(i + 1).
func reports(_ word: String) -> BrokerReports {
  var list: [BrokerReport] = []
  for (id, letter) in word.enumerated() {
    let health: BrokerHealth
    switch letter {
    case "h": health = .healthy
    case "x": health = .unhealthy
    case "d": health = .draining
    case "u": health = .unreachable
    case "?": health = .unknown
    default: continue
    }
    if let address = IPAddress("10.0.0.\(id + 1)") {
      list.append(BrokerReport(id: Int32(id), location: BrokerLocation(address: address), health: health))
    }
  }
  return BrokerReports(list)
}

/// The membership of a cluster under a sequence of reports.
struct Observed {
  var membership = BootstrapMembership()
  var cluster: KafkaCluster
  var now: Duration = .zero

  /// Takes in reports some time after the last; returns who is in at `external`.
  @discardableResult
  mutating func receive(_ word: String, after time: Duration = .seconds(60)) -> [Int32] {
    now += time
    membership.receive(reports(word), accessPoints: AccessPoint.all(of: cluster), at: now)
    return membership.members["external"] ?? []
  }

  func members(of point: String) -> [Int32] { membership.members[point] ?? [] }
}
