import JSON

/// The rules that look at more than one field of a cluster. Each gives the path, what is wrong and what to do about it.
public enum KafkaClusterRules {
  /// Every rule, in the order in which its findings are told.
  public static let all: [KafkaClusterRule] =
    nodeRules + listenerRules + accessRules + quorumRules + storageRules + textRules + partRules + nameRules
    + changeRules

  /// What breaks the rules.
  ///
  /// - Parameters:
  ///   - new: The cluster as it is wanted.
  ///   - old: The cluster as it was wanted before; nil for a new one.
  public static func problems(in new: KafkaCluster, replacing old: KafkaCluster? = nil) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    for rule in all { problems.append(contentsOf: rule.problems(in: new, replacing: old)) }
    return problems
  }
}
