import KafkaResources
import KubernetesObjects

/// What Cruise Control starts with, and how it is reached.
struct CruiseControlConfigMap {
  /// The keys, which are the names of the files (Koperator).
  static let properties = "cruisecontrol.properties"
  static let capacity = "capacity.json"
  static let clusterConfigs = "clusterConfigs.json"
  static let logging = "log4j.properties"
  /// The port of its REST interface, which the image passes to it.
  static let port = 8090

  /// What Cruise Control logs where the manifest does not say it: everything from INFO on, to the container's output.
  private static let defaultLogging = """
    status=warn
    appender.console.type=Console
    appender.console.name=console
    appender.console.layout.type=PatternLayout
    appender.console.layout.pattern=[%d] %p %m (%c)%n
    rootLogger.level=INFO
    rootLogger.appenderRef.console.ref=console

    """

  let context: RenderingContext

  func configMap(capacity: CruiseControlCapacity) throws(RenderingError) -> ConfigMap {
    let config = context.spec.cruiseControlConfig
    return ConfigMap(
      metadata: context.metadata(context.names.cruiseControlConfig, labels: labels),
      data: [
        Self.properties: try CruiseControlProperties(of: context).properties.text(),
        Self.capacity: capacity.text,
        // Cruise Control reads the file also where it holds nothing.
        Self.clusterConfigs: config.clusterConfig ?? "{}\n",
        Self.logging: config.log4jConfig ?? Self.defaultLogging,
      ])
  }

  var service: Service {
    Service(
      metadata: context.metadata(context.names.cruiseControlService, labels: labels),
      spec: ServiceSpec(
        ports: [ServicePorts.tcp("cc", Self.port), ServicePorts.tcp("metrics", ServicePorts.metrics)],
        selector: context.labels.cruiseControl,
        type: context.spec.localDebugEnabled ? "LoadBalancer" : "ClusterIP"))
  }

  private var labels: [String: String] { context.clusterLabels.adding(context.labels.cruiseControl) }
}
