import KafkaProtocol

/// A partition of a topic, by the topic's name.
struct GroupTopicPartition: Hashable, Sendable {
  var topic: String
  var partition: Int32
}

/// How far a group has come in a partition.
struct CommittedOffset: Equatable, Sendable {
  var offset: Int64
  /// -1 where the client does not know it.
  var leaderEpoch: Int32
  var metadata: String
  /// Milliseconds since the epoch.
  var commitTimestamp: Int64
  /// Milliseconds since the epoch; nil where the broker's retention holds.
  var expireTimestamp: Int64?
  /// All zero where it is not known.
  var topicID: KafkaUUID
  /// The number of its append: an older one never takes the place of a newer one.
  var sequence: UInt64
}
