public import JSON

extension KafkaCluster {
  /// How the Envoys of an access point run, with every default.
  public struct EnvoySettings: Sendable, Hashable {
    /// The settings as they are written, with what is inherited.
    public let written: EnvoyConfig

    /// These settings with the defaults.
    public init(_ written: EnvoyConfig) { self.written = written }

    /// The image.
    public var image: String { written.image ?? EnvoyConfig.defaultImage }
    /// How many Envoys run.
    public var replicas: Int { written.replicas ?? 1 }
    /// The port of `/ready` and `/stats/prometheus`.
    public var adminPort: UInt16 { written.adminPort ?? EnvoyConfig.defaultAdminPort }
    /// The port of `/healthcheck`.
    public var healthCheckPort: UInt16 { written.healthCheckPort ?? EnvoyConfig.defaultHealthCheckPort }
    /// Whether `/healthcheck` answers HTTP/1.0.
    public var enableHealthCheckHttp10: Bool { written.enableHealthCheckHttp10 ?? false }
    /// What the container asks for and may use.
    public var resourceRequirements: JSONObject {
      written.resourceRequirements ?? EnvoyConfig.defaultResourceRequirements
    }
    /// The service account of the Pods.
    public var serviceAccountName: String { written.serviceAccountName ?? BrokerSettings.defaultServiceAccountName }
  }
}
