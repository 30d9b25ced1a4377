import JSON

extension KafkaCluster {
  /// How Envoy runs. A field that the manifest leaves out is nil, so that an ingress config can inherit it.
  public struct EnvoyConfig: Sendable, Hashable {
    /// The image; nil means ours.
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

    /// The default of `adminPort` (Koperator).
    public static let defaultAdminPort: UInt16 = 8081
    /// The default of `healthCheckPort` (Koperator).
    public static let defaultHealthCheckPort: UInt16 = 8080

    /// Nothing said.
    public init() {}

    /// These settings, completed by others.
    public func inheriting(_ other: EnvoyConfig) -> EnvoyConfig {
      var merged = self
      merged.image = image ?? other.image
      merged.replicas = replicas ?? other.replicas
      merged.concurrency = concurrency ?? other.concurrency
      merged.adminPort = adminPort ?? other.adminPort
      merged.healthCheckPort = healthCheckPort ?? other.healthCheckPort
      merged.enableHealthCheckHttp10 = enableHealthCheckHttp10 ?? other.enableHealthCheckHttp10
      merged.brokerHostnameTemplate = brokerHostnameTemplate ?? other.brokerHostnameTemplate
      return merged
    }
  }
}

extension KafkaCluster.EnvoyConfig {
  /// The fields of Envoy's settings, typed here or not.
  private static let fields: Set<String> = [
    "image", "resourceRequirements", "replicas", "serviceAccountName", "imagePullSecrets", "affinity",
    "topologySpreadConstraints", "nodeSelector", "tolerations", "annotations", "loadBalancerSourceRanges",
    "loadBalancerIP", "adminPort", "healthCheckPort", "disruptionBudget", "envoyCommandLineArgs",
    "priorityClassName", "enableHealthCheckHttp10", "podSecurityContext", "brokerHostnameTemplate",
  ]

  init(_ object: ManifestObject) {
    object.warnAboutFields(notIn: Self.fields)
    image = object.string("image")
    if let image, let version = EnvoyVersion(image: image), version < EnvoyVersion.oldestServed {
      object.problems.warning(
        at: object.path.appending("image"), "Envoy \(version) is older than what is tested",
        remedy: "use \(EnvoyVersion.oldestServed) or newer, or leave the image out")
    }
    replicas = object.integer("replicas", in: 1...Int(Int32.max))
    concurrency = object.object("envoyCommandLineArgs")?.integer("concurrency", in: 1...Int(Int32.max))
    adminPort = object.port("adminPort")
    healthCheckPort = object.port("healthCheckPort")
    enableHealthCheckHttp10 = object.bool("enableHealthCheckHttp10")
    brokerHostnameTemplate = object.nonEmptyString("brokerHostnameTemplate")
  }
}
