/// What has configs: a topic, a broker, or all brokers together.
public struct ConfigResource: Sendable, Hashable {
  /// The number of the kind in Kafka's protocol.
  public let type: Int8
  /// The topic's name, the broker's number in digits; empty for all brokers.
  public let name: String

  /// A resource of a kind that has no name here (KIP-133).
  public init(type: Int8, name: String) {
    self.type = type
    self.name = name
  }

  /// A topic.
  public static func topic(_ name: String) -> ConfigResource { ConfigResource(type: 2, name: name) }
  /// A broker; with nil what is set for all brokers.
  public static func broker(_ id: Int32?) -> ConfigResource {
    ConfigResource(type: 4, name: id.map { "\($0)" } ?? "")
  }
}

/// A config and where its value comes from.
public struct ConfigEntry: Sendable, Hashable {
  /// Where a value comes from (KIP-226), by the numbers of the protocol.
  public enum Source: Int8, Sendable, Hashable {
    /// Not said.
    case unknown = 0
    /// Set for the topic.
    case topic = 1
    /// Set for the broker, without restart.
    case dynamicBroker = 2
    /// Set for all brokers, without restart.
    case dynamicDefaultBroker = 3
    /// In the broker's file.
    case staticBroker = 4
    /// Kafka's default.
    case defaultConfig = 5
    /// Set for the broker's logger.
    case dynamicBrokerLogger = 6
    /// Set for a client metrics subscription.
    case clientMetrics = 7
    /// Set for the group.
    case group = 8
  }

  /// The key.
  public let name: String
  /// The value; nil where there is none or it is a secret.
  public let value: String?
  /// Where the value comes from.
  public let source: Source
  /// Whether only a restart changes it.
  public let isReadOnly: Bool
  /// Whether it is a secret.
  public let isSensitive: Bool
}

/// A change of one config (KIP-339).
public struct ConfigChange: Sendable, Hashable {
  enum Operation: Int8 {
    case set = 0
    case delete = 1
    case append = 2
    case subtract = 3
  }

  let name: String
  let operation: Operation
  let value: String?

  /// Gives a value.
  public static func set(_ name: String, _ value: String) -> ConfigChange {
    ConfigChange(name: name, operation: .set, value: value)
  }
  /// Goes back to the default.
  public static func delete(_ name: String) -> ConfigChange {
    ConfigChange(name: name, operation: .delete, value: nil)
  }
  /// Adds to a list.
  public static func append(_ name: String, _ value: String) -> ConfigChange {
    ConfigChange(name: name, operation: .append, value: value)
  }
  /// Takes out of a list.
  public static func subtract(_ name: String, _ value: String) -> ConfigChange {
    ConfigChange(name: name, operation: .subtract, value: value)
  }
}
