import KafkaModel
import KafkaResources

/// Keys that Kafka had once, with the version that no longer knows them.
enum RemovedKeys {
  private static let three = KafkaVersion(major: 3, minor: 0)
  private static let four = KafkaVersion(major: 4, minor: 0)

  /// The version of Kafka that no longer knows a key of a broker; nil where no version did.
  static func version(removingBrokerKey name: String) -> KafkaVersion? {
    if name.hasPrefix("zookeeper.") || name.hasPrefix("password.encoder.") { return four }
    if untilThree.contains(name) { return three }
    if untilFour.contains(name) { return four }
    return sinceFour.contains(name) ? ConfigKeyTable.broker.kafkaVersion : nil
  }

  /// The version of Kafka that no longer knows a key of a topic; nil where no version did.
  static func version(removingTopicKey name: String) -> KafkaVersion? {
    untilFourOfTopics.contains(name) ? four : nil
  }

  /// Kafka 3.0 knows them no longer.
  private static let untilThree: Set<String> = [
    "advertised.host.name", "advertised.port", "host.name", "port", "quota.consumer.default", "quota.producer.default",
  ]

  /// Kafka 4.0, which has no ZooKeeper, knows them no longer (KIP-500, KIP-724, KIP-896).
  private static let untilFour: Set<String> = [
    "alter.config.policy.kraft.compatibility.enable", "auto.include.jmx.reporter", "broker.id.generation.enable",
    "control.plane.listener.name", "controlled.shutdown.max.retries", "controlled.shutdown.retry.backoff.ms",
    "delegation.token.master.key", "eligible.leader.replicas.enable", "group.coordinator.new.enable",
    "inter.broker.protocol.version", "leader.imbalance.per.broker.percentage", "log.message.downconversion.enable",
    "log.message.format.version", "log.message.timestamp.difference.max.ms", "offsets.commit.required.acks",
    "reserved.broker.max.id",
  ]

  /// A later version than 4.0 dropped them; the table's does not have them.
  private static let sinceFour: Set<String> = [
    "group.share.enable", "group.share.max.groups", "metadata.log.segment.min.bytes",
  ]

  private static let untilFourOfTopics: Set<String> = [
    "message.downconversion.enable", "message.format.version", "message.timestamp.difference.max.ms",
  ]
}
