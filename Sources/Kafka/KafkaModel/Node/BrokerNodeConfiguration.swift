public import KafkaProtocol

/// What a broker is told when it starts.
public struct BrokerNodeConfiguration: Sendable {
  /// The broker's number.
  public var nodeID: Int32
  /// The log directories that it can use; at least one.
  public var directories: [BrokerLogDirectory]
  /// The paths of those that it cannot use.
  public var failedDirectories: [String] = []
  /// What server.properties says, as it stands there.
  public var properties: [String: String]
  /// `broker.rack`.
  public var rack: String?
  /// Whether the properties name an authorizer.
  public var hasAuthorizer = false
  /// `super.users`, as `User:admin`.
  public var superUsers: Set<String> = []
  /// `allow.everyone.if.no.acl.found`.
  public var allowsWithoutEntries = false
  /// How many bytes all logs of the broker may hold in memory before the oldest committed records go. Ours: Kafka has disks.
  public var memoryLimit = 256 << 20
  /// How many fetches may wait for data at once; a further one is answered at once. Ours.
  public var maximumWaitingFetches = 10_000
  /// How many appends may wait for replicas at once; a further one of a producer times out at once. Ours.
  public var maximumWaitingAppends = 10_000

  /// The configuration of a broker; the rest stands at its defaults.
  public init(
    nodeID: Int32, directories: [BrokerLogDirectory], properties: [String: String] = [:], rack: String? = nil
  ) {
    self.nodeID = nodeID
    self.directories = directories
    self.properties = properties
    self.rack = rack
  }
}

/// A log directory of a broker.
public struct BrokerLogDirectory: Sendable, Hashable {
  /// Its path, as `log.dirs` says it.
  public var path: String
  /// Its identifier, from `meta.properties`.
  public var id: KafkaUUID

  /// The directory at a path.
  public init(path: String, id: KafkaUUID) {
    self.path = path
    self.id = id
  }
}

/// A partition of which a broker holds a replica.
public struct HostedPartition: Sendable, Hashable {
  /// The topic's name.
  public var topic: String
  /// The topic's identifier.
  public var topicID: KafkaUUID
  /// The partition's number.
  public var partition: Int32
  /// The path of the log directory that it lies in.
  public var directory: String
  /// What its log holds, in bytes.
  public var size: Int64
}
