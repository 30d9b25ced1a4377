public import KafkaProtocol

/// What every broker knows of its cluster; the controller alone changes it.
public struct ClusterImage: Sendable, Equatable {
  /// How often it was changed; 0 is an image of nothing.
  public var version: Int64 = 0
  /// The cluster's identifier.
  public var clusterID: String
  /// The node that is shown as the controller; -1 where none is known.
  public var controllerID: Int32 = -1
  /// The brokers that registered, by their number, dead ones too.
  public var brokers: [Int32: BrokerRecord] = [:]
  /// The topics, by their names.
  public private(set) var topics: [String: TopicRecord] = [:]
  /// The names of topics, by their identifiers.
  public private(set) var topicNames: [KafkaUUID: String] = [:]
  /// What was configured while the cluster runs, by resource and key.
  public var configs: [ConfigResource: [String: String]] = [:]
  /// Who may do what.
  public var acls: Set<AccessControlEntry> = []
  /// The credentials of users.
  public var scramCredentials: [ScramUser: ScramCredential] = [:]
  /// The limits of clients, by whom they are for and their key.
  public var quotas: [QuotaEntity: [String: Double]] = [:]
  /// The levels of features.
  public var features: [String: Int16] = [:]
  /// The controllers, by their number.
  public var voters: [Int32: QuorumVoter] = [:]

  /// An image of nothing.
  public init(clusterID: String = "") { self.clusterID = clusterID }

  /// Sets a topic, new or not.
  public mutating func setTopic(_ topic: TopicRecord) {
    if let old = topics[topic.name], old.id != topic.id { topicNames[old.id] = nil }
    topics[topic.name] = topic
    topicNames[topic.id] = topic.name
  }

  /// Sets a partition that is there; the topic's others are not copied.
  mutating func setPartition(_ topic: String, _ number: Int, _ partition: PartitionRecord) {
    topics[topic]?.partitions[number] = partition
  }

  /// Takes a topic away.
  public mutating func removeTopic(_ name: String) {
    guard let topic = topics.removeValue(forKey: name) else { return }
    topicNames[topic.id] = nil
  }

  /// A partition; nil where there is none.
  public func partition(_ topic: String, _ number: Int32) -> PartitionRecord? { topics[topic]?.partition(number) }
}

/// What can be configured while the cluster runs.
public struct ConfigResource: Sendable, Hashable {
  /// Kafka's number of its kind: 2 topic, 4 broker.
  public var type: Int8
  /// Its name; empty for what all brokers share.
  public var name: String

  /// A resource.
  public init(type: Int8, name: String) {
    self.type = type
    self.name = name
  }

  /// A topic.
  public static func topic(_ name: String) -> ConfigResource { ConfigResource(type: 2, name: name) }
  /// A broker.
  public static func broker(_ id: Int32) -> ConfigResource { ConfigResource(type: 4, name: "\(id)") }
  /// All brokers.
  public static let allBrokers = ConfigResource(type: 4, name: "")
}

/// Whose credential it is, and for which mechanism.
public struct ScramUser: Sendable, Hashable {
  /// The user's name.
  public var name: String
  /// The mechanism.
  public var mechanism: ScramMechanism

  /// A user's mechanism.
  public init(name: String, mechanism: ScramMechanism) {
    self.name = name
    self.mechanism = mechanism
  }
}

/// Whom a limit is for: kinds (`user`, `client-id`, `ip`) and their names; nil stands for all that have no limit of their own.
public struct QuotaEntity: Sendable, Hashable {
  /// The names, by their kinds.
  public var parts: [String: String?]

  /// An entity.
  public init(_ parts: [String: String?]) { self.parts = parts }
}

/// A controller of the cluster.
public struct QuorumVoter: Sendable, Hashable {
  /// Its number.
  public var id: Int32
  /// The identifier of the directory that holds its metadata log.
  public var directoryID: KafkaUUID
  /// Where it listens.
  public var endpoints: [BrokerEndpoint]

  /// A controller.
  public init(id: Int32, directoryID: KafkaUUID, endpoints: [BrokerEndpoint]) {
    self.id = id
    self.directoryID = directoryID
    self.endpoints = endpoints
  }
}
