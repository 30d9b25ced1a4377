public import JSON

extension KafkaCluster {
  /// What a KRaft node does.
  public enum ProcessRole: String, Sendable, Hashable, CaseIterable {
    /// It is one of the quorum that keeps the metadata.
    case controller
    /// It holds partitions and serves clients.
    case broker
  }

  /// A broker's settings, or those of a group. What is not said is nil or empty, so that a group can complete it.
  ///
  /// Parts of Pods are kept as they are written: they are passed through.
  public struct BrokerConfig: Sendable, Hashable {
    /// What a KRaft node does; empty where it is not said.
    public var processRoles: [ProcessRole] = []
    /// Kafka's image, in place of the cluster's.
    public var image: String?
    /// The image with Cruise Control's metrics reporter, in place of the cluster's.
    public var metricsReporterImage: String?
    /// Kafka's dynamic configuration of this broker, as properties; never merged key by key.
    public var config: String?
    /// The volumes for logs, with a mount path each.
    public var storageConfigs: [StorageConfig] = []
    /// The service account of the Pod.
    public var serviceAccountName: String?
    /// What Kafka's container asks for and may use.
    public var resourceRequirements: JSONObject?
    /// Secrets to pull images with.
    public var imagePullSecrets: [JSONValue] = []
    /// Labels that the Kubernetes node must have.
    public var nodeSelector: [String: String] = [:]
    /// Taints that the Pod bears.
    public var tolerations: [JSONValue] = []
    /// Where the Pod wants to be; it replaces what `oneBrokerPerNode` asks for.
    public var affinity: JSONObject?
    /// The security context of the Pod.
    public var podSecurityContext: JSONObject?
    /// The security context of Kafka's container.
    public var securityContext: JSONObject?
    /// The priority class of the Pod.
    public var priorityClassName: String?
    /// `KAFKA_HEAP_OPTS`.
    public var kafkaHeapOpts: String?
    /// `KAFKA_JVM_PERFORMANCE_OPTS`.
    public var kafkaJvmPerfOpts: String?
    /// Kafka's log4j configuration, in place of the image's.
    public var log4jConfig: String?
    /// Annotations of the Pod.
    public var brokerAnnotations: [String: String] = [:]
    /// Labels of the Pod, under those that the operator needs.
    public var brokerLabels: [String: String] = [:]
    /// The network's capacity, for Cruise Control.
    public var networkConfig: NetworkConfig?
    /// The external IP address of a NodePort listener, by its name.
    public var nodePortExternalIP: [String: String] = [:]
    /// Which address of its node a NodePort listener is advertised under.
    public var nodePortNodeAddressType: NodeAddressType?
    /// The ingress configs that serve it; empty means the listener's default.
    public var brokerIngressMapping: [String] = []
    /// More init containers.
    public var initContainers: [JSONValue] = []
    /// More containers.
    public var containers: [JSONValue] = []
    /// More volumes of the Pod.
    public var volumes: [JSONValue] = []
    /// More mounts of Kafka's container.
    public var volumeMounts: [JSONValue] = []
    /// Environment variables of Kafka's container: `+NAME` puts a value before what is there, `NAME+` behind it.
    public var envs: [JSONValue] = []
    /// Seconds that Kafka has to stop.
    public var terminationGracePeriodSeconds: Int?
    /// When Kafka's container is ready, in place of our probe: our field.
    public var readinessProbe: JSONObject?
    /// When Kafka's container is to be restarted, in place of our probe: our field.
    public var livenessProbe: JSONObject?
    /// When Kafka's container has started, in place of our probe: our field.
    public var startupProbe: JSONObject?

    /// Settings that say nothing.
    public init() {}
  }
}

extension KafkaCluster.BrokerConfig {
  init(_ object: ManifestObject) {
    readRoles(object)
    image = object.nonEmptyString("image")
    metricsReporterImage = object.nonEmptyString("metricsReporterImage")
    config = object.nonEmptyString("config")
    storageConfigs = (object.objects("storageConfigs") ?? []).map { KafkaCluster.StorageConfig($0) }
    serviceAccountName = object.nonEmptyString("serviceAccountName")
    priorityClassName = object.nonEmptyString("priorityClassName")
    kafkaHeapOpts = object.nonEmptyString("kafkaHeapOpts")
    kafkaJvmPerfOpts = object.nonEmptyString("kafkaJvmPerfOpts")
    log4jConfig = object.nonEmptyString("log4jConfig")
    brokerAnnotations = object.texts("brokerAnnotations")
    brokerLabels = object.texts("brokerLabels")
    networkConfig = object.object("networkConfig").map { KafkaCluster.NetworkConfig($0) }
    nodePortExternalIP = object.texts("nodePortExternalIP")
    nodePortNodeAddressType = object.nonEmptyString("nodePortNodeAddressType").flatMap { .init(rawValue: $0) }
    brokerIngressMapping = object.strings("brokerIngressMapping") ?? []
    terminationGracePeriodSeconds = object.integer("terminationGracePeriodSeconds")
    readPodParts(object)
  }

  private mutating func readPodParts(_ object: ManifestObject) {
    resourceRequirements = object.part("resourceRequirements")
    imagePullSecrets = object.parts("imagePullSecrets")
    nodeSelector = object.texts("nodeSelector")
    tolerations = object.parts("tolerations")
    affinity = object.part("affinity")
    podSecurityContext = object.part("podSecurityContext")
    securityContext = object.part("securityContext")
    initContainers = object.parts("initContainers")
    containers = object.parts("containers")
    volumes = object.parts("volumes")
    volumeMounts = object.parts("volumeMounts")
    envs = object.parts("envs")
    readinessProbe = object.part("readinessProbe")
    livenessProbe = object.part("livenessProbe")
    startupProbe = object.part("startupProbe")
  }

  private mutating func readRoles(_ object: ManifestObject) {
    let roles = (object.strings("processRoles") ?? []).compactMap { KafkaCluster.ProcessRole(rawValue: $0) }
    processRoles = [].appendingMissing(roles)
  }
}
