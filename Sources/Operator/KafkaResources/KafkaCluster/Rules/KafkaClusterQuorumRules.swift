import JSON

/// The rules about KRaft's quorum, or ZooKeeper in its place.
extension KafkaClusterRules {
  static let quorumRules: [KafkaClusterRule] = [
    .init(
      "metadataIsKeptSomewhere",
      cel: [
        CELExpression(
          at: "spec", "(has(self.kRaft) && self.kRaft) || (has(self.zkAddresses) && size(self.zkAddresses) > 0)",
          message: "without kRaft brokers need zkAddresses")
      ], spec: metadataIsKeptSomewhere),
    .init(
      "quorumHasControllers",
      cel: [
        CELExpression(
          at: "spec",
          "!has(self.kRaft) || !self.kRaft || self.brokers.exists(b, "
            + "(has(b.brokerConfig) && has(b.brokerConfig.processRoles) && 'controller' in b.brokerConfig.processRoles) "
            + "|| (has(b.brokerConfigGroup) && has(self.brokerConfigGroups) "
            + "&& b.brokerConfigGroup in self.brokerConfigGroups "
            + "&& has(self.brokerConfigGroups[b.brokerConfigGroup].processRoles) "
            + "&& 'controller' in self.brokerConfigGroups[b.brokerConfigGroup].processRoles))",
          message: "with kRaft at least one node needs the role controller")
      ], spec: quorumHasControllers),
    .init("controllersAreReached", cel: [controllersHaveAListener], spec: controllersAreReached),
    .init("controllersAreOdd", spec: controllersAreOdd),
    .init("quorumOutlastsPauses", spec: quorumOutlastsPauses),
    .init("controllersHaveOneVolume", spec: controllersHaveOneVolume),
    .init("quorumFitsVersion", spec: quorumFitsVersion),
  ]

  private static func metadataIsKeptSomewhere(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    if spec.kRaft || !spec.zkAddresses.isEmpty { return [] }
    return [
      ManifestProblem(
        .error, at: specPath.appending("zkAddresses"), "the field is missing: without kRaft brokers need ZooKeeper",
        remedy: "list ZooKeeper's servers, or write 'kRaft: true'")
    ]
  }

  private static func controllers(_ spec: KafkaCluster.Spec) -> [KafkaCluster.Broker] {
    spec.kRaft ? spec.brokers.filter { spec.roles(of: $0).contains(.controller) } : []
  }

  private static func quorumHasControllers(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    if !spec.kRaft || !controllers(spec).isEmpty { return [] }
    return [
      ManifestProblem(
        .error, at: brokersPath, "no node is a controller: with kRaft nobody would keep the metadata",
        remedy: "write 'processRoles: [controller]' for one, three or five nodes")
    ]
  }

  private static func controllersAreReached(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    let config = spec.listenersConfig
    if !spec.kRaft || config.all.isEmpty || config.controllerListener != nil { return [] }
    return [
      ManifestProblem(
        .error, at: internalPath,
        "no listener has usedForControllerCommunication: with kRaft controllers are not reached",
        remedy: "write 'usedForControllerCommunication: true' in an internal listener of their own")
    ]
  }

  private static func controllersAreOdd(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    let count = controllers(spec).count
    if count == 0 || count % 2 == 1 { return [] }
    return [
      ManifestProblem(
        .warning, at: brokersPath, "\(count) controllers bear the loss of no more of them than \(count - 1) would",
        remedy: "make it \(count - 1) or \(count + 1)")
    ]
  }

  /// Kafka keeps the metadata in one log directory; the fork takes no controller with more.
  private static func controllersHaveOneVolume(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    for (index, broker) in spec.brokers.enumerated() where spec.kRaft && spec.roles(of: broker) == [.controller] {
      let volumes = spec.effectiveConfig(of: broker).storageConfigs
      if volumes.count <= 1 { continue }
      problems.append(
        ManifestProblem(
          .warning, at: brokerPath(index),
          "the node is a controller alone and has \(volumes.count) volumes, of which it uses '\(volumes[0].mountPath)' only",
          remedy: "leave it one volume"))
    }
    return problems
  }

  private static func quorumOutlastsPauses(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    let all = controllers(spec)
    let running = all.filter { !$0.paused }
    if running.count == all.count || running.count * 2 > all.count { return [] }
    return [
      ManifestProblem(
        .warning, at: brokersPath,
        "\(all.count - running.count) of \(all.count) controllers are paused: the others are no majority, and the cluster stops",
        remedy: "pause fewer of them, or mean it")
    ]
  }

  /// What a quorum, or ZooKeeper, needs of Kafka's version. An image's tag may be numbered otherwise than Kafka, so that it
  /// makes warnings only.
  private static func quorumFitsVersion(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    if !spec.kRaft, spec.controllerQuorum == .dynamic {
      return [
        ManifestProblem(
          .warning, at: specPath.appending("controllerQuorum"),
          "it has no effect here: there is no quorum without kRaft",
          remedy: "leave it out, or write 'kRaft: true'")
      ]
    }
    var oldest: KafkaVersion?
    var newest: KafkaVersion?
    for version in spec.brokers.compactMap({ spec.kafkaVersion(of: $0) }) {
      oldest = min(oldest ?? version, version)
      newest = max(newest ?? version, version)
    }
    guard let oldest, let newest else { return [] }
    let severity: ManifestProblem.Severity = spec.kafkaVersion == nil ? .warning : .error
    func problem(_ field: String, _ message: String, _ remedy: String) -> [ManifestProblem] {
      [ManifestProblem(severity, at: specPath.appending(field), message, remedy: remedy)]
    }
    if !spec.kRaft, newest >= KafkaVersion(major: 4, minor: 0) {
      return problem("kRaft", "Kafka \(newest) has no ZooKeeper mode", "write 'kRaft: true', or use Kafka 3.9 or older")
    }
    if spec.kRaft, oldest < KafkaVersion(major: 3, minor: 3) {
      return problem("kRaft", "Kafka \(oldest) has no KRaft that is fit for use", "use Kafka 3.3 or newer")
    }
    if spec.kRaft, spec.controllerQuorum == .dynamic, oldest < KafkaVersion(major: 3, minor: 9) {
      return problem(
        "controllerQuorum", "Kafka \(oldest) has no dynamic quorum", "use Kafka 3.9 or newer, or a static quorum")
    }
    return []
  }
}
