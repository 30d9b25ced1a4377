import KafkaProtocol

/// Retention: records that are too old, and the bound on memory.
extension BrokerNode {
  /// How often retention is looked at: Kafka's `log.retention.check.interval.ms` is five minutes; logs in memory are looked at
  /// more often. Ours.
  static let retentionInterval = Duration.seconds(30)

  func maintainRetention() {
    if memoryUsed > configuration.memoryLimit { freeMemory() }
    guard nextRetention <= now.monotonic else { return }
    nextRetention = now.monotonic + Self.retentionInterval
    let silence: Int64 = configuration.number("producer.id.expiration.ms", 86_400_000)
    for name in topics.keys.sorted() {
      guard let topic = topics[name] else { continue }
      for case let replica? in topic.replicas {
        replica.log.expireProducers(before: now.wall - max(0, silence))
        if replica.isLeader, topic.settings.deletes { expire(replica, topic.settings) }
      }
    }
  }

  /// Whole segments go, the oldest first, and only what all in-sync replicas have. Followers learn it from their leader.
  private func expire(_ replica: PartitionReplica, _ settings: TopicSettings) {
    while let segment = replica.log.segments.first, let last = segment.lastOffset, last < replica.highWatermark {
      let time = segment.maxTimestamp >= 0 ? segment.maxTimestamp : segment.lastAppend
      let isOld = settings.retentionTime >= 0 && time < now.wall - settings.retentionTime
      let isSurplus =
        settings.retentionSize >= 0 && replica.log.size - segment.bytes.count >= settings.retentionSize
      guard isOld || isSurplus else { return }
      drop(segment, of: replica)
    }
  }

  private func drop(_ segment: LogSegment, of replica: PartitionReplica) {
    guard let last = segment.lastOffset else { return }
    let before = replica.log.size
    replica.deleteRecords(before: last + 1)
    memoryUsed += replica.log.size - before
    touch(replica)
  }

  /// The oldest segments of all partitions go until there is room again; those of Kafka's own topics only where nothing else is
  /// left, and those that are not replicated never.
  private func freeMemory() {
    for takesInternal in [false, true] {
      while memoryUsed > configuration.memoryLimit {
        var oldest: (replica: PartitionReplica, segment: LogSegment)?
        for topic in topics.values where topic.isInternal == takesInternal {
          for case let replica? in topic.replicas {
            guard let segment = replica.log.segments.first, let last = segment.lastOffset, last < replica.highWatermark,
              segment.lastAppend < oldest?.segment.lastAppend ?? .max
            else { continue }
            oldest = (replica, segment)
          }
        }
        guard let oldest else { break }
        drop(oldest.segment, of: oldest.replica)
      }
    }
  }
}
