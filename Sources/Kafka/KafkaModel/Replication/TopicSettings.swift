/// The configuration of a topic that the path of its records needs, read once.
struct TopicSettings: Sendable, Hashable {
  /// `max.message.bytes`: the largest batch, in bytes.
  var maximumBatchSize = 1_048_588
  /// `min.insync.replicas`: how many replicas an append with acks=all needs.
  var minimumInSyncReplicas = 1
  /// `message.timestamp.type` is `LogAppendTime`.
  var usesLogAppendTime = false
  /// `message.timestamp.before.max.ms`: how far in the past a record's time may be.
  var maximumTimestampAge = Int64.max
  /// `message.timestamp.after.max.ms`: how far in the future.
  var maximumTimestampLead: Int64 = 3_600_000
  /// `retention.bytes`; -1 keeps all.
  var retentionSize: Int64 = -1
  /// `retention.ms`; -1 keeps all.
  var retentionTime: Int64 = 604_800_000
  /// Whether `cleanup.policy` has `delete`.
  var deletes = true
  /// Whether `cleanup.policy` has `compact`.
  var compacts = false

  /// Kafka's defaults.
  init() {}

  /// The settings that the values of the keys say; what is no number stands at its default.
  init(values: (String) -> String?) {
    func number<Number: FixedWidthInteger>(_ key: String, _ fallback: Number) -> Number {
      values(key).flatMap { Number($0) } ?? fallback
    }
    maximumBatchSize = number("max.message.bytes", maximumBatchSize)
    minimumInSyncReplicas = number("min.insync.replicas", minimumInSyncReplicas)
    usesLogAppendTime = values("message.timestamp.type") == "LogAppendTime"
    maximumTimestampAge = number("message.timestamp.before.max.ms", maximumTimestampAge)
    maximumTimestampLead = number("message.timestamp.after.max.ms", maximumTimestampLead)
    retentionSize = number("retention.bytes", retentionSize)
    retentionTime = number("retention.ms", retentionTime)
    if let policy = values("cleanup.policy") {
      let parts = policy.split(separator: ",")
      deletes = parts.contains("delete")
      compacts = parts.contains("compact")
    }
  }
}
