public import KafkaProtocol

/// What is known of a topic.
public struct TopicRecord: Sendable, Hashable {
  /// Its identifier: a topic that is deleted and made again has another one.
  public var id: KafkaUUID
  /// Its name.
  public var name: String
  /// Whether Kafka itself keeps it.
  public var isInternal: Bool
  /// Its partitions, by their number.
  public var partitions: [PartitionRecord]

  /// A topic.
  public init(id: KafkaUUID, name: String, isInternal: Bool = false, partitions: [PartitionRecord] = []) {
    self.id = id
    self.name = name
    self.isInternal = isInternal
    self.partitions = partitions
  }

  /// A partition, by its number; nil where there is none.
  public func partition(_ number: Int32) -> PartitionRecord? {
    number >= 0 && Int(number) < partitions.count ? partitions[Int(number)] : nil
  }
}

/// Who holds a partition, and who leads it.
///
/// The leader is in the in-sync replicas, these are among the replicas, and there is always one in-sync replica.
public struct PartitionRecord: Sendable, Hashable {
  /// The brokers that hold it, the preferred leader first.
  public var replicas: [Int32]
  /// Those of them that have every record that was acknowledged with acks=all.
  public var inSyncReplicas: [Int32]
  /// Who leads it; -1 where nobody does.
  public var leader: Int32
  /// The number of the leader's term.
  public var leaderEpoch: Int32
  /// The number of changes to this record.
  public var partitionEpoch: Int32
  /// Replicas that a reassignment adds.
  public var addingReplicas: [Int32]
  /// Replicas that a reassignment takes away.
  public var removingReplicas: [Int32]
  /// The log directories of the replicas, in their order; `KafkaUUID.zero` where they are not known.
  public var directories: [KafkaUUID]

  /// A partition.
  public init(
    replicas: [Int32], inSyncReplicas: [Int32], leader: Int32, leaderEpoch: Int32 = 0, partitionEpoch: Int32 = 0,
    addingReplicas: [Int32] = [], removingReplicas: [Int32] = [], directories: [KafkaUUID] = []
  ) {
    self.replicas = replicas
    self.inSyncReplicas = inSyncReplicas
    self.leader = leader
    self.leaderEpoch = leaderEpoch
    self.partitionEpoch = partitionEpoch
    self.addingReplicas = addingReplicas
    self.removingReplicas = removingReplicas
    self.directories = directories
  }

  /// Whether a reassignment is under way.
  public var isReassigned: Bool { !addingReplicas.isEmpty || !removingReplicas.isEmpty }
}
