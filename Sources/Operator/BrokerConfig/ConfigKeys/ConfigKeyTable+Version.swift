public import KafkaModel
public import KafkaResources

extension ConfigKeyTable {
  /// The version of Kafka whose keys these are.
  public var kafkaVersion: KafkaVersion { KafkaVersion(major: version.major, minor: version.minor) }

  /// Whether this is the line of a version: the same two first numbers.
  public func isLine(of other: KafkaVersion?) -> Bool {
    other.map { $0.major == version.major && $0.minor == version.minor } ?? false
  }
}
