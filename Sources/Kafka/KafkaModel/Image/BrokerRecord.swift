public import KafkaProtocol

/// What is known of a broker that registered.
public struct BrokerRecord: Sendable, Hashable {
  /// Its number.
  public var id: Int32
  /// The number of its registration; it rises with every one in the cluster.
  public var epoch: Int64
  /// The identifier of its process: another one is another process.
  public var incarnation: KafkaUUID
  /// `broker.rack`.
  public var rack: String?
  /// Where clients and brokers reach it.
  public var endpoints: [BrokerEndpoint]
  /// Whether it is taken for dead: it leads nothing, and clients are not told of it.
  public var isFenced: Bool
  /// Whether it is about to stop: it leads nothing.
  public var isStopping: Bool
  /// The identifiers of its log directories.
  public var logDirectories: [KafkaUUID]

  /// A broker that registered just now: it is fenced until its first heartbeat.
  public init(
    id: Int32, epoch: Int64 = 0, incarnation: KafkaUUID = .zero, rack: String? = nil, endpoints: [BrokerEndpoint] = [],
    isFenced: Bool = true, isStopping: Bool = false, logDirectories: [KafkaUUID] = []
  ) {
    self.id = id
    self.epoch = epoch
    self.incarnation = incarnation
    self.rack = rack
    self.endpoints = endpoints
    self.isFenced = isFenced
    self.isStopping = isStopping
    self.logDirectories = logDirectories
  }

  /// Whether it may lead and be in sync.
  public var isActive: Bool { !isFenced && !isStopping }
}

/// Where a listener of a broker is reached.
public struct BrokerEndpoint: Sendable, Hashable {
  /// The listener's name, as `EXTERNAL`.
  public var listener: String
  /// The advertised host.
  public var host: String
  /// The advertised port.
  public var port: Int32
  /// How it is protected, by Kafka's number: 0 PLAINTEXT, 1 SSL, 2 SASL_PLAINTEXT, 3 SASL_SSL.
  public var securityProtocol: Int16

  /// An endpoint.
  public init(listener: String, host: String, port: Int32, securityProtocol: Int16) {
    self.listener = listener
    self.host = host
    self.port = port
    self.securityProtocol = securityProtocol
  }
}
