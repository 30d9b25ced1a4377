public import JSON

extension KafkaCluster {
  /// How Envoy runs. A field that the manifest leaves out is nil or empty, so that an ingress config can inherit it;
  /// `EnvoySettings` has the defaults.
  public struct EnvoyConfig: Sendable, Hashable {
    /// The image.
    public var image: String?
    /// How many Envoys run.
    public var replicas: Int?
    /// Worker threads; nil means one per core.
    public var concurrency: Int?
    /// The port of `/ready` and `/stats/prometheus`.
    public var adminPort: UInt16?
    /// The port of `/healthcheck`.
    public var healthCheckPort: UInt16?
    /// Whether `/healthcheck` answers HTTP/1.0.
    public var enableHealthCheckHttp10: Bool?
    /// The host name of a broker where brokers are told apart by name: `%id` stands for the broker's id.
    public var brokerHostnameTemplate: String?
    /// Seconds without a byte after which a client's connection is closed: our field.
    public var idleTimeoutSeconds: Int?
    /// What the container asks for and may use.
    public var resourceRequirements: JSONObject?
    /// The service account of the Pods.
    public var serviceAccountName: String?
    /// Secrets to pull images with.
    public var imagePullSecrets: [JSONValue] = []
    /// Where the Pods want to be.
    public var affinity: JSONObject?
    /// How the Pods are spread.
    public var topologySpreadConstraints: [JSONValue] = []
    /// Labels that the Kubernetes node must have.
    public var nodeSelector: [String: String] = [:]
    /// Taints that the Pods bear.
    public var tolerations: [JSONValue] = []
    /// Annotations of the Deployment and the Pods.
    public var annotations: [String: String] = [:]
    /// Which clients the load balancer lets in (CIDR).
    public var loadBalancerSourceRanges: [String] = []
    /// The address that the load balancer is to have.
    public var loadBalancerIP: String?
    /// How many Envoys may be away at a time; Koperator reads it in `spec.envoyConfig` only.
    public var disruptionBudget: EnvoyDisruptionBudget?
    /// The priority class of the Pods.
    public var priorityClassName: String?
    /// The security context of the Pods.
    public var podSecurityContext: JSONObject?

    /// The default of `image` (the fork).
    public static let defaultImage = "envoyproxy/envoy:v1.39.0"
    /// The default of `adminPort` (Koperator).
    public static let defaultAdminPort: UInt16 = 8081
    /// The default of `healthCheckPort` (Koperator).
    public static let defaultHealthCheckPort: UInt16 = 8080
    /// The default of `resourceRequirements` (Koperator).
    public static let defaultResourceRequirements: JSONObject = [
      "limits": ["cpu": "100m", "memory": "100Mi"], "requests": ["cpu": "100m", "memory": "100Mi"],
    ]

    /// Nothing said.
    public init() {}

    /// These settings, completed by others: maps and objects member by member, lists only where there is none.
    public func inheriting(_ other: EnvoyConfig) -> EnvoyConfig {
      var merged = self
      merged.inheritValues(of: other)
      merged.inheritPodParts(of: other)
      return merged
    }

    private mutating func inheritValues(of other: EnvoyConfig) {
      image = image ?? other.image
      replicas = replicas ?? other.replicas
      concurrency = concurrency ?? other.concurrency
      adminPort = adminPort ?? other.adminPort
      healthCheckPort = healthCheckPort ?? other.healthCheckPort
      enableHealthCheckHttp10 = enableHealthCheckHttp10 ?? other.enableHealthCheckHttp10
      brokerHostnameTemplate = brokerHostnameTemplate ?? other.brokerHostnameTemplate
      idleTimeoutSeconds = idleTimeoutSeconds ?? other.idleTimeoutSeconds
      if loadBalancerSourceRanges.isEmpty { loadBalancerSourceRanges = other.loadBalancerSourceRanges }
      loadBalancerIP = loadBalancerIP ?? other.loadBalancerIP
      disruptionBudget = disruptionBudget ?? other.disruptionBudget
    }

    private mutating func inheritPodParts(of other: EnvoyConfig) {
      resourceRequirements = resourceRequirements.filled(by: other.resourceRequirements, lists: .kept)
      serviceAccountName = serviceAccountName ?? other.serviceAccountName
      if imagePullSecrets.isEmpty { imagePullSecrets = other.imagePullSecrets }
      affinity = affinity.filled(by: other.affinity, lists: .kept)
      if topologySpreadConstraints.isEmpty { topologySpreadConstraints = other.topologySpreadConstraints }
      nodeSelector.merge(other.nodeSelector) { own, _ in own }
      if tolerations.isEmpty { tolerations = other.tolerations }
      annotations.merge(other.annotations) { own, _ in own }
      priorityClassName = priorityClassName ?? other.priorityClassName
      podSecurityContext = podSecurityContext.filled(by: other.podSecurityContext, lists: .kept)
    }
  }

  /// How many Envoys may be away at a time, by the will of others.
  public struct EnvoyDisruptionBudget: Sendable, Hashable {
    /// What the number says.
    public enum Strategy: String, Sendable, Hashable, CaseIterable {
      /// So many stay.
      case minAvailable
      /// So many may go.
      case maxUnavailable
    }

    /// Whether there is a PodDisruptionBudget.
    public let create: Bool
    /// A number, or a percentage; empty where it is not said.
    public let budget: String
    /// What the number says; nil where it is not said.
    public let strategy: Strategy?

    init(_ object: ManifestObject) {
      create = object.bool("create") ?? false
      budget = object.string("budget") ?? ""
      strategy = object.nonEmptyString("strategy").flatMap { Strategy(rawValue: $0) }
    }
  }
}

extension KafkaCluster.EnvoyConfig {
  init(_ object: ManifestObject) {
    image = object.nonEmptyString("image")
    replicas = object.integer("replicas")
    concurrency = object.object("envoyCommandLineArgs")?.integer("concurrency")
    adminPort = object.port("adminPort")
    healthCheckPort = object.port("healthCheckPort")
    enableHealthCheckHttp10 = object.bool("enableHealthCheckHttp10")
    brokerHostnameTemplate = object.nonEmptyString("brokerHostnameTemplate")
    idleTimeoutSeconds = object.integer("idleTimeoutSeconds")
    readPodParts(object)
  }

  private mutating func readPodParts(_ object: ManifestObject) {
    resourceRequirements = object.part("resourceRequirements")
    serviceAccountName = object.nonEmptyString("serviceAccountName")
    imagePullSecrets = object.parts("imagePullSecrets")
    affinity = object.part("affinity")
    topologySpreadConstraints = object.parts("topologySpreadConstraints")
    nodeSelector = object.texts("nodeSelector")
    tolerations = object.parts("tolerations")
    annotations = object.texts("annotations")
    loadBalancerSourceRanges = object.strings("loadBalancerSourceRanges") ?? []
    loadBalancerIP = object.nonEmptyString("loadBalancerIP")
    disruptionBudget = object.object("disruptionBudget").map { KafkaCluster.EnvoyDisruptionBudget($0) }
    priorityClassName = object.nonEmptyString("priorityClassName")
    podSecurityContext = object.part("podSecurityContext")
  }
}
