/// The limits and times of a broker's groups, by the keys of Kafka's broker configuration.
public struct GroupConfiguration: Sendable, Hashable {
  /// `group.initial.rebalance.delay.ms`: how long the first rebalance of an empty group waits for more members.
  public var initialRebalanceDelay: Int32 = 3_000
  /// `group.min.session.timeout.ms`: the shortest session timeout that a member may ask for.
  public var minimumSessionTimeout: Int32 = 6_000
  /// `group.max.session.timeout.ms`: the longest one.
  public var maximumSessionTimeout: Int32 = 1_800_000
  /// `group.max.size`: how many members a group may have. Kafka's default is no bound; ours is what a sandbox bears.
  public var maximumMembers = 10_000
  /// How many groups a broker keeps; Kafka has no bound. A further one is refused with POLICY_VIOLATION.
  public var maximumGroups = 10_000
  /// `offset.metadata.max.bytes`: the longest text that a commit may carry, in bytes.
  public var maximumOffsetMetadata = 4_096
  /// `offsets.retention.minutes`: how long offsets outlive the last member.
  public var offsetRetentionMinutes: Int64 = 10_080
  /// `offsets.retention.check.interval.ms`: how often expired offsets are looked for.
  public var offsetRetentionCheckInterval: Int64 = 600_000
  /// `offsets.topic.num.partitions`: over how many partitions of `__consumer_offsets` groups are spread.
  public var offsetsPartitions: Int32 = 50

  /// Kafka's defaults.
  public init() {}
}
