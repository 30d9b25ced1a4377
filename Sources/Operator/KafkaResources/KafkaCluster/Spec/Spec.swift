public import JSON

extension KafkaCluster {
  /// What is wanted of a cluster.
  public struct Spec: Sendable, Hashable {
    /// Whether brokers and controllers form a KRaft quorum; else they use ZooKeeper.
    public let kRaft: Bool
    /// How the quorum finds its members (default by a fixed list): our field.
    public let controllerQuorum: ControllerQuorum
    /// The ZooKeeper servers, `host:port` each; without effect with KRaft.
    public let zkAddresses: [String]
    /// The path below which ZooKeeper keeps the cluster; it begins with `/`, the default.
    public let zkPath: String

    /// Kafka's image.
    public let clusterImage: String
    /// The version of Kafka that the tag of `clusterImage` says.
    let clusterImageVersion: KafkaVersion?
    /// The image with Cruise Control's metrics reporter (default Cruise Control's own).
    public let clusterMetricsReporterImage: String
    /// Kafka's version, where the manifest says one (`kafkaVersion(of:)` looks at images too): our field.
    public let kafkaVersion: KafkaVersion?
    /// Kafka's configuration that needs a restart, as properties, for every broker.
    public let readOnlyConfig: String
    /// Kafka's dynamic configuration of the whole cluster, as properties.
    public let clusterWideConfig: String

    /// The nodes, in the order of the manifest.
    public let brokers: [Broker]
    /// Settings that brokers share, by name.
    public let brokerConfigGroups: [String: BrokerConfig]
    /// Environment variables of every broker, before those of its group and its own.
    public let envs: [JSONValue]
    /// Whether brokers must not share a Kubernetes node; else they had better not.
    public let oneBrokerPerNode: Bool
    /// The labels of Kubernetes nodes whose values make a broker's rack; empty where racks are not wanted.
    public let rackAwareness: RackAwareness
    /// What happens to the claims of a broker's volumes when nothing needs them any more (default retain): our field.
    public let pvcPolicy: PVCPolicy
    /// How many brokers may be away at a time, by the will of others.
    public let disruptionBudget: DisruptionBudget
    /// How brokers are restarted.
    public let rollingUpgradeConfig: RollingUpgradeConfig
    /// Which broker Pods are to be restarted, by their labels; nil where none are.
    public let taintedBrokersSelector: JSONObject?

    /// Where Kafka listens.
    public let listenersConfig: ListenersConfig
    /// Whether one headless Service names the brokers, or a Service each.
    public let headlessServiceEnabled: Bool
    /// More ports of Kafka's container and of the Services.
    public let additionalPorts: [JSONValue]
    /// The DNS domain of the Kubernetes cluster (default `cluster.local`).
    public let kubernetesClusterDomain: String
    /// The Secret with the certificate that clients of ours show; nil where the manifest names none.
    public let clientSSLCertSecret: String?

    /// What the manifest names to carry external traffic (default Envoy). It is always our Envoy that does.
    public let ingressController: IngressController
    /// Whether what another ingress controller needed is removed.
    public let removeUnusedIngressResources: Bool
    /// How Envoy runs; ingress configs inherit what they leave out.
    public let envoyConfig: EnvoyConfig
    /// What Contour would need; nil where the manifest does not say.
    public let contourIngressConfig: ContourIngressConfig?
    /// How Istio's gateway would run; without effect.
    public let istioIngressConfig: IstioIngressConfig?
    /// Which Istio would carry external traffic; without effect.
    public let istioControlPlane: IstioControlPlane?

    /// How Cruise Control runs.
    public let cruiseControlConfig: CruiseControlConfig
    /// How metrics are exported.
    public let monitoringConfig: MonitoringConfig
    /// Bounds of what alerts may do.
    public let alertManagerConfig: AlertManagerConfig
    /// How the agent beside each broker runs: our field.
    public let agent: AgentConfig

    /// Whether the labels of the KafkaCluster are also those of what it consists of.
    public let propagateLabels: Bool
    /// Whether Services become reachable from outside, for debugging (the fork).
    public let localDebugEnabled: Bool
    /// Whether something else decides what brokers ask for of CPU and memory (the fork).
    public let scaleOpsEnabled: Bool
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
