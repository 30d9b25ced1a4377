public import KafkaProtocol

/// What the coordinator of groups asks about the cluster's topics.
public protocol GroupTopics {
  /// The name of the topic with an identifier; nil where there is none.
  func topicName(of id: KafkaUUID) -> String?
  /// The identifier of a topic; nil where there is none of this name.
  func topicID(of name: String) -> KafkaUUID?
  /// How many partitions a topic has; nil where there is none of this name.
  func partitionCount(of name: String) -> Int?
}
