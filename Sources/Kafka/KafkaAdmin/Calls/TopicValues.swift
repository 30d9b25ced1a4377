public import KafkaProtocol

/// A partition of a topic.
public struct TopicPartition: Sendable, Hashable, CustomStringConvertible {
  /// The topic's name.
  public var topic: String
  /// The partition's number, from 0.
  public var partition: Int32

  /// A partition.
  public init(_ topic: String, _ partition: Int32) {
    self.topic = topic
    self.partition = partition
  }

  /// As `topic-0`.
  public var description: String { "\(topic)-\(partition)" }
}

/// A topic to create.
public struct NewTopic: Sendable, Hashable {
  /// Its name.
  public var name: String
  /// How many partitions; -1 takes the broker's default.
  public var partitions: Int32
  /// How many replicas each has; -1 takes the broker's default.
  public var replicationFactor: Int16
  /// The replicas of each partition, the preferred leader first; where it is not empty, both numbers above are not sent.
  public var assignments: [Int32: [Int32]] = [:]
  /// The configs that differ from the broker's defaults.
  public var configs: [String: String] = [:]

  /// A topic.
  public init(_ name: String, partitions: Int32 = -1, replicationFactor: Int16 = -1) {
    self.name = name
    self.partitions = partitions
    self.replicationFactor = replicationFactor
  }
}

/// A topic as a list shows it.
public struct TopicListing: Sendable, Hashable {
  /// Its name.
  public let name: String
  /// Its identifier; zero where the broker is too old to have one.
  public let id: KafkaUUID
  /// Whether it is Kafka's own, such as `__consumer_offsets`.
  public let isInternal: Bool
}

/// A topic with its partitions.
public struct TopicDescription: Sendable, Hashable {
  /// Name and identifier.
  public let listing: TopicListing
  /// The partitions by their numbers.
  public let partitions: [Int32: PartitionDescription]
}

/// A partition's replicas.
public struct PartitionDescription: Sendable, Hashable {
  /// The broker that leads; nil where none can.
  public let leader: Int32?
  /// How often the leadership was given; -1 where the broker does not say it.
  public let leaderEpoch: Int32
  /// The brokers with a replica, the preferred leader first.
  public let replicas: [Int32]
  /// Those that have all that was acknowledged.
  public let inSyncReplicas: [Int32]
  /// Those that are not there.
  public let offlineReplicas: [Int32]
}
