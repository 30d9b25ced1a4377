import ClusterTopology
import EnvoyConfig
import JSON
import KafkaResources
import XDS

/// What `koperator serve` publishes for a cluster: a topology through EnvoyConfig.
///
/// Endpoints change because brokers move. Clusters and listeners hold nothing that moves: they change because brokers come
/// or go, so an update adds as many brokers as it is asked to change, and the next one takes them away.
struct ServePayload: Payload {
  private let brokers: Int
  private var extra = 0
  private var revisions: [Int32: Int] = [:]
  private var membership = BootstrapMembership()
  private var time = Duration.zero
  private var cluster: KafkaCluster
  private(set) var resources: [XDSResource] = []

  init(brokers: Int) throws {
    self.brokers = brokers
    cluster = try Self.cluster(brokers: brokers)
    build()
  }

  mutating func update(_ kind: UpdateKind, count: Int, offset: Int) {
    switch kind {
    case .eds: for step in 0..<min(count, brokers) { revisions[Int32((offset + step) % brokers), default: 0] += 1 }
    case .cds, .lds:
      extra = extra == 0 ? min(max(count, 1), 1000) : 0
      // The manifest differs from one that was read before by a number alone.
      if let changed = try? Self.cluster(brokers: brokers + extra) { cluster = changed }
    }
    build()
  }

  private mutating func build() {
    // Far apart, so that brokers that leave are not taken for a loss of many at once.
    time += .seconds(60)
    var reports: [BrokerReport] = []
    for id in 0..<Int32(brokers + extra) {
      let text = "10.\((revisions[id] ?? 0) % 250).\(id / 250).\(1 + id % 250)"
      guard let address = IPAddress(text) else { continue }
      reports.append(BrokerReport(id: id, location: BrokerLocation(address: address), health: .healthy))
    }
    let topology = ClusterTopology(cluster, reports: BrokerReports(reports), membership: &membership, at: time)
    guard let point = topology.accessPoint("external") else { return }
    resources = EnvoyResources(of: topology, accessPoint: point).xdsResources
  }

  private static func cluster(brokers: Int) throws -> KafkaCluster {
    var list: [JSONValue] = []
    for id in 0..<brokers { list.append(["id": .number(JSONNumber(id))]) }
    let listener: JSONValue = [
      "type": "plaintext", "name": "external", "containerPort": 9094, "externalStartingPort": 30000,
    ]
    return try KafkaCluster(manifest: [
      "apiVersion": "kafka.banzaicloud.io/v1beta1", "kind": "KafkaCluster",
      "metadata": ["name": "kafka", "namespace": "kafka"],
      "spec": [
        "zkAddresses": ["zookeeper:2181"], "brokers": .array(list),
        "listenersConfig": [
          "internalListeners": [
            ["type": "plaintext", "name": "internal", "containerPort": 29092, "usedForInnerBrokerCommunication": true]
          ], "externalListeners": [listener],
        ],
      ],
    ])
  }
}
