public import JSON

extension KafkaCluster {
  /// How Cruise Control runs.
  public struct CruiseControlConfig: Sendable, Hashable {
    /// The default of `image` (the fork).
    public static let defaultImage = "adobe/cruise-control:3.0.3-adbe-20260722"
    /// The default of `resourceRequirements` (Koperator).
    public static let defaultResourceRequirements: JSONObject = [
      "limits": ["cpu": "200m", "memory": "768Mi"], "requests": ["cpu": "200m", "memory": "768Mi"],
    ]
    /// The default of `cruiseControlTaskSpec.RetryDurationMinutes` (Koperator).
    public static let defaultRetryDurationMinutes = 5

    /// How long a task may be tried, in minutes (Koperator no longer looks at it).
    public let retryDurationMinutes: Int
    /// Seconds after which a finished operation is deleted; nil where it stays.
    public let ttlSecondsAfterFinished: Int?
    /// `host:port` of a Cruise Control that is not ours to run; nil where ours runs.
    public let cruiseControlEndpoint: String?
    /// The image.
    public let image: String
    /// `cruisecontrol.properties`, below what the operator writes.
    public let config: String
    /// `capacity.json`; nil where it is made from the brokers.
    public let capacityConfig: String?
    /// `clusterConfigs.json`; nil where it is not said.
    public let clusterConfig: String?
    /// The log4j configuration; nil means ours.
    public let log4jConfig: String?
    /// The topic of metrics.
    public let topicConfig: TopicConfig
    /// What the container asks for and may use.
    public let resourceRequirements: JSONObject
    /// The service account of the Pod.
    public let serviceAccountName: String
    /// Secrets to pull images with.
    public let imagePullSecrets: [JSONValue]
    /// Labels that the Kubernetes node must have.
    public let nodeSelector: [String: String]
    /// Taints that the Pod bears.
    public let tolerations: [JSONValue]
    /// Where the Pod wants to be.
    public let affinity: JSONObject?
    /// Annotations of the Pod.
    public let cruiseControlAnnotations: [String: String]
    /// More init containers.
    public let initContainers: [JSONValue]
    /// More volumes of the Pod.
    public let volumes: [JSONValue]
    /// More mounts of the container.
    public let volumeMounts: [JSONValue]
    /// The security context of the Pod.
    public let podSecurityContext: JSONObject?
    /// The security context of the container.
    public let securityContext: JSONObject?
    /// The priority class of the Pod.
    public let priorityClassName: String?

    /// Whether Cruise Control is ours to run.
    public var isDeployed: Bool { cruiseControlEndpoint == nil }

    init(_ object: ManifestObject) {
      let minutes = object.object("cruiseControlTaskSpec")?.integer("RetryDurationMinutes") ?? 0
      retryDurationMinutes = minutes == 0 ? Self.defaultRetryDurationMinutes : minutes
      ttlSecondsAfterFinished = object.object("cruiseControlOperationSpec")?.integer("ttlSecondsAfterFinished")
      cruiseControlEndpoint = object.nonEmptyString("cruiseControlEndpoint")
      image = object.nonEmptyString("image") ?? Self.defaultImage
      config = object.nonEmptyString("config") ?? ""
      capacityConfig = object.nonEmptyString("capacityConfig")
      clusterConfig = object.nonEmptyString("clusterConfig")
      log4jConfig = object.nonEmptyString("log4jConfig")
      topicConfig = TopicConfig(object.object("topicConfig") ?? object.nothing)
      resourceRequirements = object.part("resourceRequirements") ?? Self.defaultResourceRequirements
      serviceAccountName = object.nonEmptyString("serviceAccountName") ?? BrokerSettings.defaultServiceAccountName
      imagePullSecrets = object.parts("imagePullSecrets")
      nodeSelector = object.texts("nodeSelector")
      tolerations = object.parts("tolerations")
      affinity = object.part("affinity")
      cruiseControlAnnotations = object.texts("cruiseControlAnnotations")
      initContainers = object.parts("initContainers")
      volumes = object.parts("volumes")
      volumeMounts = object.parts("volumeMounts")
      podSecurityContext = object.part("podSecurityContext")
      securityContext = object.part("securityContext")
      priorityClassName = object.nonEmptyString("priorityClassName")
    }
  }

  /// The topic that Cruise Control's metrics go through.
  public struct TopicConfig: Sendable, Hashable {
    /// How many partitions it has (default 12).
    public let partitions: Int
    /// How many replicas each has (default 3).
    public let replicationFactor: Int
    /// Whether the manifest says how many replicas.
    let isReplicationWritten: Bool

    init(_ object: ManifestObject) {
      partitions = object.integer("partitions") ?? 12
      replicationFactor = object.integer("replicationFactor") ?? 3
      isReplicationWritten = object.integer("replicationFactor") != nil
    }
  }
}
