import KafkaResources
import KubernetesObjects

/// The ports of the Services that lead to brokers, under Koperator's names.
enum ServicePorts {
  /// The port of the JMX exporter in brokers and in Cruise Control.
  static let metrics = KafkaCluster.MonitoringConfig.port
  /// Where the agent beside a broker answers `/healthz` and `/metrics`.
  static let agent = 9021

  /// The ports of the listeners, internal ones first, and those that the manifest adds.
  static func kafka(of context: RenderingContext) throws(RenderingError) -> [ServicePort] {
    var ports: [ServicePort] = []
    let listeners = context.spec.listenersConfig
    for listener in listeners.internalListeners { ports.append(port(of: listener.common)) }
    for listener in listeners.externalListeners { ports.append(port(of: listener.common)) }
    let additional: [ContainerPort] = try context.parts(context.spec.additionalPorts, at: .spec("additionalPorts"))
    for port in additional { ports.append(tcp(port.name, port.containerPort, protocol: port.protocol ?? "TCP")) }
    return ports
  }

  /// The same with the metrics' port.
  static func kafkaAndMetrics(of context: RenderingContext) throws(RenderingError) -> [ServicePort] {
    try kafka(of: context) + [tcp("metrics", metrics)]
  }

  /// A port that leads to the same port of the pods.
  static func tcp(_ name: String?, _ port: Int, protocol transport: String = "TCP") -> ServicePort {
    ServicePort(name: name, protocol: transport, port: port, targetPort: .int(Int32(clamping: port)))
  }

  private static func port(of listener: KafkaCluster.ListenerSettings) -> ServicePort {
    tcp(listener.portName, Int(listener.containerPort))
  }
}
