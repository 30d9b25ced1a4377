import JSON

extension KafkaCluster {
  /// How metrics are exported.
  public struct MonitoringConfig: Sendable, Hashable {
    /// The port of the JMX exporter, in brokers and in Cruise Control (Koperator).
    public static let port = 9020
    /// The default of `jmxImage` (the fork).
    public static let defaultImage = "ghcr.io/adobe/koperator/jmx-javaagent:1.5.0"
    /// The default of `pathToJar` (Koperator).
    public static let defaultPathToJar = "/jmx_prometheus_javaagent.jar"

    /// The image that holds the JMX exporter.
    public let jmxImage: String
    /// Where in it the JMX exporter is.
    public let pathToJar: String
    /// The exporter's configuration (YAML) for Kafka; nil means ours.
    public let kafkaJMXExporterConfig: String?
    /// The exporter's configuration (YAML) for Cruise Control; nil means ours.
    public let cCJMXExporterConfig: String?

    init(_ object: ManifestObject) {
      jmxImage = object.nonEmptyString("jmxImage") ?? Self.defaultImage
      pathToJar = object.nonEmptyString("pathToJar") ?? Self.defaultPathToJar
      kafkaJMXExporterConfig = object.nonEmptyString("kafkaJMXExporterConfig")
      cCJMXExporterConfig = object.nonEmptyString("cCJMXExporterConfig")
    }
  }
}
