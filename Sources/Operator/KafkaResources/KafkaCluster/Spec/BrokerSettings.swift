public import JSON

extension KafkaCluster {
  /// What a broker runs with: its settings, completed by its group's, the cluster's and the defaults.
  public struct BrokerSettings: Sendable, Hashable {
    /// The default of `kafkaHeapOpts` (Koperator).
    public static let defaultHeapOptions = "-Xmx2G -Xms2G"
    /// The default of `kafkaJvmPerfOpts` (Koperator).
    public static let defaultPerformanceOptions =
      "-server -XX:+UseG1GC -XX:MaxGCPauseMillis=20 -XX:InitiatingHeapOccupancyPercent=35 "
      + "-XX:+ExplicitGCInvokesConcurrent -Djava.awt.headless=true -Dsun.net.inetaddr.ttl=60"
    /// The default of `terminationGracePeriodSeconds` (Koperator).
    public static let defaultTerminationGracePeriodSeconds = 120
    /// The default of every service account (Koperator and Kubernetes).
    public static let defaultServiceAccountName = "default"
    /// The default of a broker's `resourceRequirements` (Koperator).
    public static let defaultResourceRequirements: JSONObject = [
      "limits": ["cpu": "1500m", "memory": "3Gi"], "requests": ["cpu": "1000m", "memory": "2Gi"],
    ]

    /// The settings as they are written, of the broker and its group: whether one was said at all.
    public let written: BrokerConfig
    /// What the node does.
    public let roles: [ProcessRole]
    /// Kafka's image.
    public let image: String
    /// The image with Cruise Control's metrics reporter.
    public let metricsReporterImage: String

    init(_ written: BrokerConfig, roles: [ProcessRole], in spec: Spec) {
      self.written = written
      self.roles = roles
      image = written.image ?? spec.clusterImage
      metricsReporterImage = written.metricsReporterImage ?? spec.clusterMetricsReporterImage
    }

    /// Kafka's dynamic configuration of this broker, as properties.
    public var config: String { written.config ?? "" }
    /// The volumes for logs; no two with one mount path.
    public var storageConfigs: [StorageConfig] { written.storageConfigs }
    /// The service account of the Pod.
    public var serviceAccountName: String { written.serviceAccountName ?? Self.defaultServiceAccountName }
    /// What Kafka's container asks for and may use.
    public var resourceRequirements: JSONObject {
      written.resourceRequirements ?? Self.defaultResourceRequirements
    }
    /// `KAFKA_HEAP_OPTS`; where `written` says none, a variable of `envs` overrules it.
    public var kafkaHeapOpts: String { written.kafkaHeapOpts ?? Self.defaultHeapOptions }
    /// `KAFKA_JVM_PERFORMANCE_OPTS`; where `written` says none, a variable of `envs` overrules it.
    public var kafkaJvmPerfOpts: String { written.kafkaJvmPerfOpts ?? Self.defaultPerformanceOptions }
    /// Seconds that Kafka has to stop.
    public var terminationGracePeriodSeconds: Int {
      written.terminationGracePeriodSeconds ?? Self.defaultTerminationGracePeriodSeconds
    }
    /// What comes in at most, in KB/s.
    public var incomingNetworkThroughPut: String {
      written.networkConfig?.incomingNetworkThroughPut ?? NetworkConfig.defaultThroughPut
    }
    /// What goes out at most, in KB/s.
    public var outgoingNetworkThroughPut: String {
      written.networkConfig?.outgoingNetworkThroughPut ?? NetworkConfig.defaultThroughPut
    }
    /// The environment variables: the cluster's, the group's, the broker's; a later one overrules an earlier one.
    public var envs: [JSONValue] { written.envs }

    /// Whether it holds partitions.
    public var isBroker: Bool { roles.contains(.broker) }
    /// Whether it is one of a KRaft quorum.
    public var isController: Bool { roles.contains(.controller) }
  }
}

extension KafkaCluster.Spec {
  /// A broker's settings: its own, completed by those of its group (`BrokerConfig.merging(group:)`), with the cluster's
  /// environment variables before them.
  public func effectiveConfig(of broker: KafkaCluster.Broker) -> KafkaCluster.BrokerConfig {
    var config = broker.brokerConfig
    if let group = group(of: broker) {
      config = config.merging(group: group)
    } else {
      config.removeRepeatedVolumes()
    }
    config.envs = envs + config.envs
    return config
  }

  /// A broker's settings with every default.
  public func settings(of broker: KafkaCluster.Broker) -> KafkaCluster.BrokerSettings {
    KafkaCluster.BrokerSettings(effectiveConfig(of: broker), roles: roles(of: broker), in: self)
  }

  /// What a node does. With ZooKeeper every node is a broker; with KRaft one that names no role is taken for a broker.
  public func roles(of broker: KafkaCluster.Broker) -> [KafkaCluster.ProcessRole] {
    guard kRaft else { return [.broker] }
    let roles = writtenRoles(of: broker)
    return roles.isEmpty ? [.broker] : roles
  }

  /// The roles that are written for a node, by itself and by its group.
  func writtenRoles(of broker: KafkaCluster.Broker) -> [KafkaCluster.ProcessRole] {
    broker.brokerConfig.processRoles.appendingMissing(group(of: broker)?.processRoles ?? [])
  }

  /// The ingress configs that a broker is mapped to, by itself and by its group.
  func ingressMapping(of broker: KafkaCluster.Broker) -> [String] {
    broker.brokerConfig.brokerIngressMapping.appendingMissing(group(of: broker)?.brokerIngressMapping ?? [])
  }

  /// The settings of the group that a broker names; nil where it names none, or one that is not there.
  func group(of broker: KafkaCluster.Broker) -> KafkaCluster.BrokerConfig? {
    broker.brokerConfigGroup.flatMap { brokerConfigGroups[$0] }
  }
}
