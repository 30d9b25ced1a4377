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
      drop(before: last + 1, of: replica)
    }
  }

  private func drop(before offset: Int64, of replica: PartitionReplica) {
    let before = replica.log.size
    replica.deleteRecords(before: offset)
    memoryUsed += replica.log.size - before
    touch(replica)
  }

  /// The oldest segments of all partitions go until there is room again, and some more, so that not every append looks at all
  /// partitions; those of Kafka's own topics go only where nothing else is left, and those that are not replicated never.
  private func freeMemory() {
    let goal = configuration.memoryLimit - configuration.memoryLimit / 16
    for takesInternal in [false, true] where memoryUsed > configuration.memoryLimit {
      var segments: [(replica: PartitionReplica, lastOffset: Int64, lastAppend: Int64)] = []
      for topic in topics.values where topic.isInternal == takesInternal {
        for case let replica? in topic.replicas {
          for segment in replica.log.segments {
            guard let last = segment.lastOffset, last < replica.highWatermark else { break }
            segments.append((replica, last, segment.lastAppend))
          }
        }
      }
      segments.sort { ($0.lastAppend, $0.lastOffset) < ($1.lastAppend, $1.lastOffset) }
      for segment in segments {
        guard memoryUsed > goal else { return }
        drop(before: segment.lastOffset + 1, of: segment.replica)
      }
    }
  }
}
