import JSON
import KubernetesObjects

/// The rules about changes: what cannot be done to a cluster that is there, and what costs more than it seems.
extension KafkaClusterRules {
  static let changeRules: [KafkaClusterRule] = [
    .init(
      change: "kRaftStays",
      cel: [
        CELExpression(
          at: "spec", "!has(oldSelf.kRaft) || !oldSelf.kRaft || (has(self.kRaft) && self.kRaft)",
          message: "a cluster with kRaft cannot go back to ZooKeeper")
      ], spec: kRaftStays),
    .init(
      change: "dynamicQuorumStays",
      cel: [
        CELExpression(
          at: "spec",
          "!has(oldSelf.kRaft) || !oldSelf.kRaft || !has(oldSelf.controllerQuorum) || oldSelf.controllerQuorum != 'dynamic' "
            + "|| (has(self.controllerQuorum) && self.controllerQuorum == 'dynamic')",
          message: "a dynamic quorum cannot become a static one")
      ], spec: dynamicQuorumStays),
    .init(change: "zooKeepersPathStays", spec: zooKeepersPathStays),
    .init(change: "someControllersStay", spec: someControllersStay),
    .init(change: "controllersKeepTheirRole", spec: controllersKeepTheirRole),
    .init(change: "brokersKeepTheirRole", spec: brokersKeepTheirRole),
    .init(change: "volumesStay", spec: volumesStay), .init(change: "volumesDoNotShrink", spec: volumesDoNotShrink),
  ]

  private static func kRaftStays(_ new: KafkaCluster.Spec, _ old: KafkaCluster.Spec) -> [ManifestProblem] {
    if old.kRaft == new.kRaft { return [] }
    let path = specPath.appending("kRaft")
    if old.kRaft {
      return [
        ManifestProblem(
          .error, at: path, "a cluster with kRaft cannot go back to ZooKeeper", remedy: "write 'kRaft: true'")
      ]
    }
    return [
      ManifestProblem(
        .warning, at: path, "the metadata in ZooKeeper is not that of the quorum until it has been migrated",
        remedy: "migrate it first, as Kafka's documentation says (KIP-866)")
    ]
  }

  private static func dynamicQuorumStays(_ new: KafkaCluster.Spec, _ old: KafkaCluster.Spec) -> [ManifestProblem] {
    guard old.kRaft, new.kRaft, old.controllerQuorum != new.controllerQuorum else { return [] }
    let path = specPath.appending("controllerQuorum")
    if old.controllerQuorum == .dynamic {
      return [
        ManifestProblem(
          .error, at: path, "a dynamic quorum cannot become a static one", remedy: "write 'controllerQuorum: dynamic'")
      ]
    }
    return [
      ManifestProblem(
        .warning, at: path,
        "a quorum that was formed as a static one becomes dynamic only by an upgrade of kraft.version",
        remedy: "use Kafka 4.1 or newer, and upgrade the feature kraft.version (KIP-853)")
    ]
  }

  private static func zooKeepersPathStays(_ new: KafkaCluster.Spec, _ old: KafkaCluster.Spec) -> [ManifestProblem] {
    if new.kRaft || old.kRaft || new.zkPath == old.zkPath { return [] }
    return [
      ManifestProblem(
        .warning, at: specPath.appending("zkPath"),
        "the cluster is kept at '\(old.zkPath)': at '\(new.zkPath)' brokers find another one and do not start",
        remedy: "write '\(old.zkPath)', or move what ZooKeeper keeps there first")
    ]
  }

  private static func ids(_ spec: KafkaCluster.Spec, of role: KafkaCluster.ProcessRole) -> [Int32] {
    spec.brokers.filter { spec.roles(of: $0).contains(role) }.map(\.id)
  }

  private static func list(_ ids: [Int32]) -> String { ids.sorted().map { String($0) }.joined(separator: ", ") }

  /// The controllers keep the metadata of the whole cluster.
  private static func someControllersStay(_ new: KafkaCluster.Spec, _ old: KafkaCluster.Spec) -> [ManifestProblem] {
    guard old.kRaft, new.kRaft else { return [] }
    let before = ids(old, of: .controller)
    let after = ids(new, of: .controller)
    if before.isEmpty || after.isEmpty || Set(before) == Set(after) { return [] }
    let kept = before.filter { after.contains($0) }
    if kept.isEmpty {
      return [
        ManifestProblem(
          .error, at: brokersPath,
          "none of the controllers \(list(before)) stays, and with them the cluster's metadata is gone",
          remedy: "add the new ones first, and remove the old ones one by one")
      ]
    }
    if kept.count * 2 <= before.count {
      return [
        ManifestProblem(
          .warning, at: brokersPath,
          "of the controllers \(list(before)) no majority stays: what they alone know of the metadata is gone",
          remedy: "remove one controller at a time")
      ]
    }
    if new.controllerQuorum == .dynamic { return [] }
    return [
      ManifestProblem(
        .warning, at: brokersPath,
        "the controllers become \(list(after)), which every node of a static quorum learns at its next restart only",
        remedy: "change one controller at a time, or use 'controllerQuorum: dynamic' for a new cluster")
    ]
  }

  private static func changes(
    of role: KafkaCluster.ProcessRole, _ new: KafkaCluster.Spec, _ old: KafkaCluster.Spec
  ) -> [(index: Int, broker: KafkaCluster.Broker)] {
    guard new.kRaft, old.kRaft else { return [] }
    let before = Set(ids(old, of: role))
    var changes: [(index: Int, broker: KafkaCluster.Broker)] = []
    for (index, broker) in new.brokers.enumerated()
    where before.contains(broker.id) && !new.roles(of: broker).contains(role) {
      changes.append((index, broker))
    }
    return changes
  }

  private static func controllersKeepTheirRole(_ new: KafkaCluster.Spec, _ old: KafkaCluster.Spec) -> [ManifestProblem]
  {
    guard new.controllerQuorum == .static else { return [] }
    return changes(of: .controller, new, old).map { index, broker in
      ManifestProblem(
        .warning, at: brokerPath(index),
        "node \(broker.id) is a controller of a static quorum and would be none any more",
        remedy: "leave it the role, or put another controller in its place")
    }
  }

  private static func brokersKeepTheirRole(_ new: KafkaCluster.Spec, _ old: KafkaCluster.Spec) -> [ManifestProblem] {
    changes(of: .broker, new, old).map { index, broker in
      ManifestProblem(
        .warning, at: brokerPath(index), "node \(broker.id) holds partitions and would be no broker any more",
        remedy: "move its partitions away first")
    }
  }

  /// The volumes of brokers that stay, as they were and as they are wanted.
  private static func volumes(
    _ new: KafkaCluster.Spec, _ old: KafkaCluster.Spec
  ) -> [(index: Int, new: KafkaCluster.Broker, old: KafkaCluster.Broker)] {
    var earlier: [Int32: KafkaCluster.Broker] = [:]
    for broker in old.brokers { earlier[broker.id] = broker }
    var all: [(index: Int, new: KafkaCluster.Broker, old: KafkaCluster.Broker)] = []
    for (index, broker) in new.brokers.enumerated() {
      if let before = earlier[broker.id] { all.append((index, broker, before)) }
    }
    return all
  }

  /// Koperator refuses that a volume goes; the fork empties it first, as we do. But a node that is a controller has its
  /// metadata there, which nobody moves.
  private static func volumesStay(_ new: KafkaCluster.Spec, _ old: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    for (index, broker, before) in volumes(new, old) {
      let kept = Set(new.effectiveConfig(of: broker).storageConfigs.map(\.mountPath))
      let gone = old.effectiveConfig(of: before).storageConfigs.map(\.mountPath).filter { !kept.contains($0) }
      if gone.isEmpty { continue }
      let names = gone.map { "'\($0)'" }.joined(separator: ", ")
      let isController = new.kRaft && old.roles(of: before).contains(.controller)
      problems.append(
        isController
          ? ManifestProblem(
            .error, at: brokerPath(index),
            "the volume \(names) of controller \(broker.id) would go, and with it the metadata that it keeps",
            remedy: "leave it, or put another controller in the node's place")
          : ManifestProblem(
            .warning, at: brokerPath(index),
            "the volume \(names) of broker \(broker.id) goes as soon as its partitions are on others",
            remedy: "see to it that the other volumes have the room"))
    }
    return problems
  }

  /// Kubernetes makes volumes larger, never smaller.
  private static func volumesDoNotShrink(_ new: KafkaCluster.Spec, _ old: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    for (index, broker, before) in volumes(new, old) {
      var sizes: [String: Quantity] = [:]
      for volume in old.effectiveConfig(of: before).storageConfigs { sizes[volume.mountPath] = size(of: volume) }
      for (config, path) in settings(of: broker, at: index, in: new) {
        for (position, volume) in config.storageConfigs.enumerated() {
          guard let before = sizes.removeValue(forKey: volume.mountPath), let after = size(of: volume), after < before
          else { continue }
          let place: [JSONPath.Component] = [
            .key("storageConfigs"), .index(position), .key("pvcSpec"), .key("resources"), .key("requests"),
            .key("storage"),
          ]
          let problem = ManifestProblem(
            .error, at: JSONPath(path.components + place),
            "the volume '\(volume.mountPath)' has \(before), and cannot shrink to \(after)",
            remedy: "write \(before) or more, or add a volume of another mountPath and remove this one")
          if !problems.contains(problem) { problems.append(problem) }
        }
      }
    }
    return problems
  }

  private static func size(of volume: KafkaCluster.StorageConfig) -> Quantity? {
    (volume.pvcSpec?["resources"]?["requests"]?["storage"]).flatMap { try? Quantity(json: $0) }
  }
}
