/// All that the agent knows of one broker: what its probes saw last, each part with the time at which it was seen.
///
/// It is a value: the probes make parts of it, the reports are drawn from it.
public struct BrokerState: Sendable, Hashable {
  /// The process.
  public var process = ProcessState()
  /// Whether Kafka answers.
  public var kafka = KafkaState()
  /// The listeners, by name.
  public var listeners: [ListenerState] = []
  /// The log directories, by path.
  public var logDirs: [LogDirState] = []
  /// Kafka's own figures; nil where no exporter is asked.
  public var figures: FiguresState?

  /// Nothing is known.
  public init() {}
}

/// What Kafka says of itself, from the JMX exporter. A figure that it does not show is nil.
public struct FiguresState: Sendable, Hashable {
  /// Whether the exporter answered.
  public var isAvailable = false
  /// Partitions that it leads with fewer replicas in sync than there are.
  public var underReplicated: UInt32?
  /// Replicas of its own that lie on failed log directories.
  public var offlineReplicas: UInt32?
  /// Partitions of the cluster without a leader, on the active controller.
  public var offlinePartitions: UInt32?
  /// How idle the request handlers are, in thousandths.
  public var requestIdlePermille: UInt32?
  /// When the exporter was asked, in monotonic time.
  public var seen: Duration = .zero
  /// What went wrong, in words.
  public var problem = ""

  /// None.
  public init() {}
}

/// Which broker an agent watches, and where.
public struct WatchedBroker: Sendable, Hashable {
  /// The Kubernetes namespace.
  public var namespace: String
  /// The name of the KafkaCluster.
  public var cluster: String
  /// Kafka's node id.
  public var id: Int32
  /// The pod's name.
  public var podName: String
  /// The pod's UID.
  public var podUID: String
  /// The pod's address, numeric.
  public var address: String

  /// A broker.
  public init(namespace: String, cluster: String, id: Int32, podName: String, podUID: String, address: String) {
    self.namespace = namespace
    self.cluster = cluster
    self.id = id
    self.podName = podName
    self.podUID = podUID
    self.address = address
  }
}
