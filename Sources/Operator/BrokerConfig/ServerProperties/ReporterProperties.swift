import JavaProperties
import KafkaResources

/// What a broker's reporter for Cruise Control is told: where the brokers are, and how to connect.
struct ReporterProperties {
  /// The class of the reporter.
  static let className = "com.linkedin.kafka.cruisecontrol.metricsreporter.CruiseControlMetricsReporter"
  private static let prefix = "cruise.control.metrics.reporter."

  /// The keys.
  let properties: JavaProperties

  init(in cluster: KafkaCluster, provider: String) {
    let addresses = NodeAddresses(of: cluster)
    let inner = cluster.spec.listenersConfig.innerBrokerListener
    var properties = JavaProperties()
    properties[Self.prefix + "bootstrap.servers"] = "\(addresses.anyBroker):\(inner?.containerPort ?? 0)"
    // It looks at the limits of its container, not at the machine.
    properties[Self.prefix + "kubernetes.mode"] = "true"
    if inner?.type == .ssl {
      properties[Self.prefix + "security.protocol"] = "SSL"
      if let stores = cluster.clientKeyStores {
        properties.merge(
          stores.properties(prefix: Self.prefix, folder: KeyStores.clientFolder, provider: provider))
      }
    }
    self.properties = properties
  }

  /// The reporters of metrics: those that the manifest names, and this one.
  static func reporters(beside written: String?) -> String {
    var names = (written ?? "").split(separator: ",").map { String($0.drop { $0 == " " }) }
    if !names.contains(className) { names.append(className) }
    return names.joined(separator: ",")
  }
}
