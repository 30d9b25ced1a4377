/// The configuration keys of one version of Kafka, by name.
public struct ConfigKeyTable: Sendable {
  /// The version's first two numbers.
  public let version: (major: Int, minor: Int)
  private let keysByName: [String: ConfigKey]

  /// The keys of a broker.
  public static let broker = ConfigKeyTable(lines: brokerLines + "\n" + dynamicLines)
  /// The keys of a topic.
  public static let topic = ConfigKeyTable(lines: topicLines)

  /// Keys of a broker that are set while it runs and never stand in its file: Kafka defines them elsewhere.
  private static let dynamicLines = """
    follower.replication.throttled.rate|long|cluster-wide|9223372036854775807|0..
    leader.replication.throttled.rate|long|cluster-wide|9223372036854775807|0..
    replica.alter.log.dirs.io.max.bytes.per.second|long|cluster-wide|9223372036854775807|0..
    """

  private init(lines: String) {
    version = Self.kafkaVersion
    var keys: [String: ConfigKey] = [:]
    for line in lines.split(separator: "\n") {
      if let key = ConfigKey(line: line) { keys[key.name] = key }
    }
    keysByName = keys
  }

  /// The key of that name; nil where this version of Kafka does not know it.
  public subscript(name: String) -> ConfigKey? { keysByName[name] }

  /// Every key, by name.
  public var keys: [ConfigKey] { keysByName.values.sorted { $0.name < $1.name } }
}
