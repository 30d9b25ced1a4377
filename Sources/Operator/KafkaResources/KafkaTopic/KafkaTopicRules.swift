import JSON

/// A rule about a topic.
public typealias KafkaTopicRule = ManifestRule<KafkaTopic>

/// The rules about a topic. Each gives the path, what is wrong and what to do about it.
public enum KafkaTopicRules {
  /// Every rule, in the order in which its findings are told.
  public static let all: [KafkaTopicRule] = [
    .init(
      "nameIsKafkas",
      cel: [
        CELExpression(
          at: "spec.name", "self.matches('^[a-zA-Z0-9._-]{1,249}$') && self != '.' && self != '..'",
          message: "a topic's name is 1 to 249 of a-z, A-Z, 0-9, '.', '_' and '-', but not '.' or '..' alone")
      ], nameIsKafkas),
    .init(
      "countsAreNotZero",
      cel: [
        CELExpression(
          at: "spec.partitions", "self != 0",
          message: "a topic has at least one partition, or -1 for the brokers' default"),
        CELExpression(
          at: "spec.replicationFactor", "self != 0",
          message: "a partition has at least one replica, or -1 for the brokers' default"),
      ], countsAreNotZero), .init(change: "topicStays", topicStays), .init(change: "partitionsStay", partitionsStay),
    .init(change: "replicationFactorStays", replicationFactorStays),
  ]

  /// What breaks the rules.
  ///
  /// - Parameters:
  ///   - new: The topic as it is wanted.
  ///   - old: The topic as it was wanted before; nil for a new one.
  public static func problems(in new: KafkaTopic, replacing old: KafkaTopic? = nil) -> [ManifestProblem] {
    all.flatMap { $0.problems(in: new, replacing: old) }
  }

  private static let path = JSONPath(keys: "spec")

  /// Kafka's own rule (`Topic.validate`).
  private static func nameIsKafkas(_ topic: KafkaTopic) -> [ManifestProblem] {
    let name = topic.spec.name
    func isAllowed(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
    let isDots = name == "." || name == ".."
    if !name.isEmpty, !isDots, name.utf8.count <= 249, name.utf8.allSatisfy(isAllowed) { return [] }
    return [
      ManifestProblem(
        .error, at: path.appending("name"), "'\(name)' is no name of a topic",
        remedy: "use 1 to 249 of a-z, A-Z, 0-9, '.', '_' and '-', but not '.' or '..' alone")
    ]
  }

  private static func countsAreNotZero(_ topic: KafkaTopic) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    let counts = [("partitions", topic.spec.partitions), ("replicationFactor", topic.spec.replicationFactor)]
    for (field, count) in counts where count == 0 {
      problems.append(
        ManifestProblem(
          .error, at: path.appending(field), "a topic cannot have 0 of them",
          remedy: "write 1 or more, or -1 for the brokers' default"))
    }
    return problems
  }

  private static func topicStays(_ new: KafkaTopic, _ old: KafkaTopic) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    if new.spec.name != old.spec.name {
      problems.append(
        ManifestProblem(
          .warning, at: path.appending("name"),
          "the topic '\(old.spec.name)' stays in Kafka, and nobody manages it any more",
          remedy: "write another KafkaTopic for '\(new.spec.name)'"))
    }
    if new.spec.clusterRef.name != old.spec.clusterRef.name || new.clusterNamespace != old.clusterNamespace {
      problems.append(
        ManifestProblem(
          .warning, at: path.appending("clusterRef"),
          "the topic stays in the cluster '\(old.spec.clusterRef.name)', and nobody manages it any more",
          remedy: "write another KafkaTopic for the cluster '\(new.spec.clusterRef.name)'"))
    }
    return problems
  }

  /// Kafka has the last word: the topic may not be there yet, or have fewer partitions than the manifest said.
  private static func partitionsStay(_ new: KafkaTopic, _ old: KafkaTopic) -> [ManifestProblem] {
    guard let before = old.spec.partitions, let after = new.spec.partitions, after < before else { return [] }
    return [
      ManifestProblem(
        .warning, at: path.appending("partitions"), "Kafka takes no partition away: \(after) is less than \(before)",
        remedy: "write \(before) or more, unless the topic has \(after) or fewer")
    ]
  }

  private static func replicationFactorStays(_ new: KafkaTopic, _ old: KafkaTopic) -> [ManifestProblem] {
    guard let before = old.spec.replicationFactor, let after = new.spec.replicationFactor, after != before
    else { return [] }
    return [
      ManifestProblem(
        .warning, at: path.appending("replicationFactor"),
        "the topic's partitions keep their \(before) replicas: another number needs a reassignment",
        remedy: "write \(before), or reassign the partitions")
    ]
  }
}
