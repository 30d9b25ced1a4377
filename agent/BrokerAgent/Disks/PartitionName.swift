/// What an entry of a log directory is, by its name (Kafka's LocalLog: `parseTopicPartitionName`, and the patterns
/// `(\S+)-(\S+)\.(\S+)-delete`, `-future` and `-stray` of UnifiedLog).
enum PartitionName: Sendable, Hashable {
  /// `topic-0`: served.
  case live
  /// `topic-0.<id>-future`: being copied from another log directory.
  case future
  /// `topic-0.<id>-delete`: to be deleted.
  case deleted
  /// `topic-0.<id>-stray`: not known to Kafka.
  case stray
  /// `__cluster_metadata-0`: KRaft's own log.
  case metadata
  /// Not a partition, and Kafka's, the agent's or the file system's own.
  case own
  /// Anything else.
  case other

  /// The longest name of a topic.
  private static let longestTopic = 249

  /// The kind of a folder.
  init(folder name: String) {
    if name == "__cluster_metadata-0" {
      self = .metadata
      return
    }
    switch name {
    case ".koperator", "lost+found", "remote-log-index-cache": self = .own
    default: self = Self.partition(name)
    }
  }

  /// The kind of what is not a folder: never a partition.
  init(file name: String) {
    // Checkpoints and the like are written beside, and renamed.
    let stem = name.hasSuffix(".tmp") ? String(name.dropLast(4)) : name
    switch stem {
    case "meta.properties", "bootstrap.checkpoint", ".lock", ".kafka_cleanshutdown", "recovery-point-offset-checkpoint",
      "log-start-offset-checkpoint", "replication-offset-checkpoint", "cleaner-offset-checkpoint":
      self = .own
    default: self = .other
    }
  }

  private static func partition(_ name: String) -> PartitionName {
    if isTopicPartition(name.utf8[...]) { return .live }
    let endings: [(String, PartitionName)] = [("-delete", .deleted), ("-future", .future), ("-stray", .stray)]
    for (ending, kind) in endings where name.hasSuffix(ending) {
      let stem = name.utf8.dropLast(ending.utf8.count)
      guard let dot = stem.lastIndex(of: UInt8(ascii: ".")) else { return .other }
      guard stem.index(after: dot) < stem.endIndex else { return .other }
      return isTopicPartition(stem[..<dot]) ? kind : .other
    }
    return .other
  }

  /// Whether it is the legal name of a topic, a hyphen and a number without leading zeros.
  private static func isTopicPartition(_ name: Substring.UTF8View) -> Bool {
    guard let hyphen = name.lastIndex(of: UInt8(ascii: "-")) else { return false }
    let topic = name[..<hyphen]
    let number = name[name.index(after: hyphen)...]
    guard (1...longestTopic).contains(topic.count), (1...10).contains(number.count) else { return false }
    guard number.count == 1 || number.first != UInt8(ascii: "0") else { return false }
    var value = 0
    for byte in number {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return false }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    guard value <= Int(Int32.max) else { return false }
    return topic.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
  }
}

extension PartitionsState {
  /// Counts one entry.
  mutating func count(_ name: PartitionName) {
    switch name {
    case .live: live.count += 1
    case .future: future.count += 1
    case .deleted: deleted.count += 1
    case .stray: stray.count += 1
    case .metadata: metadata.count += 1
    case .own: break
    case .other: others += 1
    }
  }

  /// Adds bytes of a partition.
  mutating func add(_ bytes: UInt64, to name: PartitionName) {
    switch name {
    case .live: live.bytes &+= bytes
    case .future: future.bytes &+= bytes
    case .deleted: deleted.bytes &+= bytes
    case .stray: stray.bytes &+= bytes
    case .metadata: metadata.bytes &+= bytes
    case .own, .other: break
    }
  }

  /// Takes over the bytes of each kind.
  mutating func takeBytes(of other: PartitionsState) {
    live.bytes = other.live.bytes
    future.bytes = other.future.bytes
    deleted.bytes = other.deleted.bytes
    stray.bytes = other.stray.bytes
    metadata.bytes = other.metadata.bytes
    bytesSeen = other.bytesSeen
  }
}
