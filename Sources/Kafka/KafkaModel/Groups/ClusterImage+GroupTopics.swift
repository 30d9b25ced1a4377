public import KafkaProtocol

/// What groups commit to are the topics of the cluster.
extension ClusterImage: GroupTopics {
  /// The name of the topic with an identifier; nil where there is none.
  public func topicName(of id: KafkaUUID) -> String? { topicNames[id] }
  /// The identifier of a topic; nil where there is none of this name.
  public func topicID(of name: String) -> KafkaUUID? { topics[name]?.id }
  /// How many partitions a topic has; nil where there is none of this name.
  public func partitionCount(of name: String) -> Int? { topics[name]?.partitions.count }
}
