import KafkaProtocol

/// A topic of which a broker holds replicas.
final class HostedTopic {
  let name: String
  let id: KafkaUUID
  /// Whether Kafka itself keeps the topic, as `__consumer_offsets`.
  let isInternal: Bool
  var settings: TopicSettings
  /// The replicas by partition; nil where the broker has none.
  var replicas: [PartitionReplica?] = []

  init(name: String, id: KafkaUUID, isInternal: Bool, settings: TopicSettings) {
    self.name = name
    self.id = id
    self.isInternal = isInternal
    self.settings = settings
  }

  /// The replica of a partition, where the broker has one.
  func replica(_ partition: Int32) -> PartitionReplica? {
    partition >= 0 && Int(partition) < replicas.count ? replicas[Int(partition)] : nil
  }
}
