import JSON

/// The rules about brokers and their groups. That no id is there twice is the schema's.
extension KafkaClusterRules {
  static let nodeRules: [KafkaClusterRule] = [
    .init(
      "groupsExist",
      cel: [
        CELExpression(
          at: "spec",
          "self.brokers.all(b, !has(b.brokerConfigGroup) || b.brokerConfigGroup == '' "
            + "|| (has(self.brokerConfigGroups) && b.brokerConfigGroup in self.brokerConfigGroups))",
          message: "a broker names a brokerConfigGroup that is not in brokerConfigGroups")
      ], spec: groupsExist),
    .init("thereAreBrokers", spec: thereAreBrokers),
    .init("nodesHaveRoles", spec: nodesHaveRoles),
    .init("rolesAreWrittenOnce", spec: rolesAreWrittenOnce),
  ]

  private static func groupsExist(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    for (index, broker) in spec.brokers.enumerated() {
      guard let group = broker.brokerConfigGroup, spec.brokerConfigGroups[group] == nil else { continue }
      let known = spec.brokerConfigGroups.keys.sorted().joined(separator: ", ")
      problems.append(
        ManifestProblem(
          .error, at: brokerPath(index).appending("brokerConfigGroup"), "there is no group '\(group)'",
          remedy: known.isEmpty
            ? "define it in spec.brokerConfigGroups" : "define it in spec.brokerConfigGroups, or use one of: \(known)"))
    }
    return problems
  }

  private static func thereAreBrokers(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    if spec.brokers.contains(where: { spec.roles(of: $0).contains(.broker) }) { return [] }
    return [
      ManifestProblem(
        .warning, at: specPath.appending("brokers"), "no node is a broker: there is nothing to serve",
        remedy: "list at least one broker")
    ]
  }

  private static func nodesHaveRoles(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    guard spec.kRaft else { return [] }
    var problems: [ManifestProblem] = []
    for (index, broker) in spec.brokers.enumerated() where spec.writtenRoles(of: broker).isEmpty {
      problems.append(
        ManifestProblem(
          .warning, at: brokerPath(index), "the node has no processRoles and is taken for a broker",
          remedy: "write processRoles in its brokerConfig or in its group"))
    }
    return problems
  }

  /// The lists of a broker and of its group are joined, so that a broker cannot have fewer roles than its group.
  private static func rolesAreWrittenOnce(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    guard spec.kRaft else { return [] }
    var problems: [ManifestProblem] = []
    for (index, broker) in spec.brokers.enumerated() where !broker.brokerConfig.processRoles.isEmpty {
      let own = broker.brokerConfig.processRoles
      let added = spec.writtenRoles(of: broker).filter { !own.contains($0) }.map(\.rawValue).joined(separator: ", ")
      if added.isEmpty { continue }
      problems.append(
        ManifestProblem(
          .warning, at: brokerPath(index).appending("brokerConfig").appending("processRoles"),
          "its group '\(broker.brokerConfigGroup ?? "")' adds the role \(added): roles of both are joined",
          remedy: "write the roles in one place"))
    }
    return problems
  }
}
