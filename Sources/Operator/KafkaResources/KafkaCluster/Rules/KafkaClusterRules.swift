import JSON

/// The rules that look at more than one field of a cluster. Each gives the path, what is wrong and what to do about it.
public enum KafkaClusterRules {
  /// Every rule, in the order in which its findings are told.
  public static let all: [KafkaClusterRule] = servingRules + runningRules + changeRules

  /// The rules that decide how brokers are reached.
  static let servingRules = nodeRules + listenerRules + accessRules

  /// The rules without which Pods would not run as they are meant to.
  private static let runningRules =
    purposeRules + portNameRules + quorumRules + storageRules + textRules + partRules + nameRules

  /// What breaks the rules about one manifest. Of a cluster that is only served, what else is wrong is a warning.
  static func problems(in cluster: KafkaCluster, for purpose: KafkaCluster.Purpose) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    for rule in servingRules { problems.append(contentsOf: rule.problems(in: cluster)) }
    for rule in runningRules {
      let found = rule.problems(in: cluster)
      problems.append(contentsOf: purpose == .serving ? found.map(\.asWarning) : found)
    }
    return problems
  }
}
