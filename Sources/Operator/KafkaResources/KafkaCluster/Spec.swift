import JSON

extension KafkaCluster {
  /// What is wanted of a cluster: the fields that decide how clients reach it. The others are in `KafkaCluster.raw`.
  public struct Spec: Sendable, Hashable {
    /// Whether brokers and controllers form a KRaft quorum; else they use ZooKeeper.
    public let kRaft: Bool
    /// Kafka's image, where the manifest names one.
    public let clusterImage: String?
    /// Whether one headless Service names the brokers, or a Service each.
    public let headlessServiceEnabled: Bool
    /// The DNS domain of the Kubernetes cluster (default `cluster.local`).
    public let kubernetesClusterDomain: String
    /// What the manifest names to carry external traffic (default Envoy). It is always our Envoy that does.
    public let ingressController: IngressController
    /// The nodes, in the order of the manifest.
    public let brokers: [Broker]
    /// Settings that brokers share, by name.
    public let brokerConfigGroups: [String: BrokerConfig]
    /// Where Kafka listens.
    public let listenersConfig: ListenersConfig
    /// How Envoy runs; ingress configs inherit what they leave out.
    public let envoyConfig: EnvoyConfig
  }

  /// What carries external traffic, by the manifest.
  public enum IngressController: String, Sendable, Hashable, CaseIterable {
    /// Envoy.
    case envoy
    /// Istio's gateway (Koperator before the fork).
    case istioingress
    /// Contour (the fork).
    case contour
  }
}

extension KafkaCluster.Spec {
  /// The fields of a spec, typed here or not.
  private static let fields: Set<String> = [
    "headlessServiceEnabled", "listenersConfig", "additionalPorts", "zkAddresses", "zkPath", "rackAwareness",
    "clusterImage", "clusterMetricsReporterImage", "readOnlyConfig", "clusterWideConfig", "brokerConfigGroups",
    "brokers", "disruptionBudget", "rollingUpgradeConfig", "ingressController", "istioControlPlane",
    "oneBrokerPerNode", "removeUnusedIngressResources", "propagateLabels", "cruiseControlConfig", "envoyConfig",
    "istioIngressConfig", "monitoringConfig", "alertManagerConfig", "envs", "kubernetesClusterDomain",
    "clientSSLCertSecret", "kRaft", "localDebugEnabled", "taintedBrokersSelector", "contourIngressConfig",
  ]

  init(_ object: ManifestObject) {
    object.warnAboutFields(notIn: Self.fields)
    kRaft = object.bool("kRaft") ?? false
    clusterImage = object.string("clusterImage")
    headlessServiceEnabled = object.bool("headlessServiceEnabled") ?? false
    kubernetesClusterDomain = object.string("kubernetesClusterDomain") ?? "cluster.local"
    ingressController = object.choice("ingressController", KafkaCluster.IngressController.self) ?? .envoy
    for flag in ["oneBrokerPerNode", "propagateLabels", "removeUnusedIngressResources", "localDebugEnabled"] {
      _ = object.bool(flag)
    }
    for text in ["readOnlyConfig", "clusterWideConfig", "zkPath", "clusterMetricsReporterImage"] {
      _ = object.string(text)
    }

    if object.value("brokers") == nil { object.missing("brokers", remedy: "list the brokers") }
    brokers = (object.objects("brokers") ?? []).map { KafkaCluster.Broker($0) }

    var groups: [String: KafkaCluster.BrokerConfig] = [:]
    if let read = object.object("brokerConfigGroups") {
      for name in read.members.keys {
        if let group = read.object(name) { groups[name] = KafkaCluster.BrokerConfig(group) }
      }
    }
    brokerConfigGroups = groups

    let contour = object.object("contourIngressConfig").map { KafkaCluster.ContourIngressConfig($0) }
    if let read = object.object("listenersConfig") {
      var config = KafkaCluster.ListenersConfig(read)
      if ingressController == .contour, let contour {
        config.externalListeners = config.externalListeners.map { $0.served(as: contour) }
      }
      listenersConfig = config
    } else {
      if object.value("listenersConfig") == nil {
        object.missing("listenersConfig", remedy: "say where the brokers listen")
      }
      listenersConfig = KafkaCluster.ListenersConfig()
    }
    envoyConfig = object.object("envoyConfig").map { KafkaCluster.EnvoyConfig($0) } ?? KafkaCluster.EnvoyConfig()
  }

  /// A broker's settings: its own, completed by those of its group.
  ///
  /// A scalar of the broker wins; lists are the broker's elements, then the group's that are not among them.
  public func effectiveConfig(of broker: KafkaCluster.Broker) -> KafkaCluster.BrokerConfig {
    guard let name = broker.brokerConfigGroup, let group = brokerConfigGroups[name] else { return broker.brokerConfig }
    return broker.brokerConfig.merging(group: group)
  }

  /// What a node does. With ZooKeeper every node is a broker; with KRaft one that names no role is taken for a broker.
  public func roles(of broker: KafkaCluster.Broker) -> [KafkaCluster.ProcessRole] {
    guard kRaft else { return [.broker] }
    let roles = effectiveConfig(of: broker).processRoles
    return roles.isEmpty ? [.broker] : roles
  }
}
