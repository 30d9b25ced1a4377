/// Everything that a node of the cluster is started with.
public struct BrokerConfiguration: Sendable {
  /// `node.id`, or `broker.id` of clusters with ZooKeeper.
  public var nodeID: Int32
  /// Whether it is a broker.
  public var isBroker = true
  /// Whether it is a controller: it answers on the controller listener, and passes on what is asked there.
  public var isController = false
  /// Whether the configuration is one for ZooKeeper: log directories are made ready at the start.
  public var usesZooKeeper = false
  /// The cluster's identifier; nil takes that of the log directories.
  public var clusterID: String?
  /// Where it listens.
  public var listeners: [BrokerListener]
  /// The listener that other brokers connect to.
  public var interBrokerListener: String
  /// The log directories, in order; never empty.
  public var logDirectories: [String]
  /// The folder of the metadata log, where it is none of `logDirectories`.
  public var metadataDirectory: String?
  /// `broker.rack`.
  public var rack: String?
  /// All keys as they stand in the file, overrides included: what DescribeConfigs shows.
  public var properties: [String: String]
  /// The most connections that are open at a time on a listener (`max.connections`).
  public var maximumConnections = 20_000
  /// The most connections of one address (`max.connections.per.ip`).
  public var maximumConnectionsPerPeer: Int?
  /// The longest request, in bytes (`socket.request.max.bytes`).
  public var maximumRequestSize = 100 << 20
  /// How long a connection may be without a request (`connections.max.idle.ms`); nil for ever.
  public var idleTimeout: Duration? = .seconds(600)
  /// The most requests of a connection that wait for their answers; reading pauses then.
  public var maximumPipelinedRequests = 64
  /// How long a request for records of a leader may take beyond the time that the leader may wait.
  public var fetchDeadline: Duration = .seconds(30)
  /// Whether somebody named an authorizer (`authorizer.class.name`).
  public var hasAuthorizer = false
  /// Who may do everything, as `User:admin` (`super.users`).
  public var superUsers: Set<String> = []
  /// Whether what no entry speaks of is allowed (`allow.everyone.if.no.acl.found`).
  public var allowsWithoutEntries = false
  /// Between two heartbeats to the controller (`broker.heartbeat.interval.ms`).
  public var heartbeatInterval: Duration = .seconds(2)

  /// A broker with these listeners, of which the first is for other brokers.
  public init(nodeID: Int32, listeners: [BrokerListener], logDirectories: [String], properties: [String: String] = [:])
  {
    self.nodeID = nodeID
    self.listeners = listeners
    self.logDirectories = logDirectories
    self.properties = properties
    interBrokerListener = listeners.first?.name ?? ""
  }
}
