/// What can be configured: which keys there are, what they hold, and what is wrong with a value.
public enum ConfigCatalog {
  /// The keys of brokers that topics' keys fall back to, where they are called something else.
  private static let brokerKeys: [String: String] = [
    "cleanup.policy": "log.cleanup.policy", "delete.retention.ms": "log.cleaner.delete.retention.ms",
    "file.delete.delay.ms": "log.segment.delete.delay.ms", "flush.messages": "log.flush.interval.messages",
    "flush.ms": "log.flush.interval.ms", "index.interval.bytes": "log.index.interval.bytes",
    "local.retention.bytes": "log.local.retention.bytes", "local.retention.ms": "log.local.retention.ms",
    "max.compaction.lag.ms": "log.cleaner.max.compaction.lag.ms", "max.message.bytes": "message.max.bytes",
    "message.timestamp.after.max.ms": "log.message.timestamp.after.max.ms",
    "message.timestamp.before.max.ms": "log.message.timestamp.before.max.ms",
    "message.timestamp.type": "log.message.timestamp.type",
    "min.cleanable.dirty.ratio": "log.cleaner.min.cleanable.ratio",
    "min.compaction.lag.ms": "log.cleaner.min.compaction.lag.ms", "preallocate": "log.preallocate",
    "retention.bytes": "log.retention.bytes", "retention.ms": "log.retention.ms", "segment.bytes": "log.segment.bytes",
    "segment.index.bytes": "log.index.size.max.bytes", "segment.jitter.ms": "log.roll.jitter.ms",
    "segment.ms": "log.roll.ms",
  ]

  /// The key of brokers that holds the same as a key of topics.
  public static func brokerKey(_ key: String, isTopic: Bool) -> String { isTopic ? brokerKeys[key] ?? key : key }

  /// A key's definition; nil where there is none.
  public static func key(_ name: String, isTopic: Bool) -> ConfigKey? {
    isTopic ? ConfigKeyTable.topic[name] : ConfigKeyTable.broker[name]
  }

  /// Whether a key holds a list, which can be appended to.
  static func isList(_ name: String, isTopic: Bool) -> Bool { key(name, isTopic: isTopic)?.type == .list }

  /// The value that Kafka takes where none is given.
  public static func defaultValue(_ name: String, isTopic: Bool) -> String? {
    key(name, isTopic: isTopic)?.defaultValue
  }

  /// What is wrong with a setting of a topic, with the remedy; nil where nothing is.
  static func topicProblem(_ name: String, _ value: String) -> String? {
    guard let key = ConfigKeyTable.topic[name] else { return "Unknown topic config name: \(name)" }
    return key.problem(with: value).map {
      "Invalid value \(value) for configuration \(name): \($0.message); \($0.remedy)."
    }
  }

  /// What is wrong with a setting of a broker that is made while it runs, with the remedy; nil where nothing is.
  static func brokerProblem(_ name: String, _ value: String, isPerBroker: Bool) -> String? {
    // A listener's own setting has the listener's name in front of the key.
    let parts = name.split(separator: ".")
    let plain = parts.count > 3 && name.hasPrefix("listener.name.") ? parts.dropFirst(3).joined(separator: ".") : name
    guard let key = ConfigKeyTable.broker[plain] else { return nil }
    if key.update == .restart {
      return "Cannot update these configs dynamically: \(name); set it in the broker's properties and restart it."
    }
    if key.update == .perBroker, !isPerBroker {
      return "Cannot update these configs at default cluster level: \(name); name a broker."
    }
    return key.problem(with: value).map {
      "Invalid value \(value) for configuration \(name): \($0.message); \($0.remedy)."
    }
  }
}
