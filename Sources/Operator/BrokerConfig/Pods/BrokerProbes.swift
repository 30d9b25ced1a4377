import JSON
import KafkaResources
import KubernetesObjects

/// When Kafka's container has started, is ready, and must be restarted.
///
/// A broker that recovers its logs can take an hour: nothing restarts it for that. So start and life are those of the Java
/// process, which its JMX exporter shows from the first second on, and readiness is a listener that is open.
struct BrokerProbes {
  let startup: Probe?
  let liveness: Probe?
  let readiness: Probe?

  /// - Parameter hasExporter: Whether the JMX exporter is there to ask.
  init(
    of broker: KafkaCluster.Broker, hasExporter: Bool, _ context: RenderingContext
  ) throws(RenderingError) {
    let settings = context.spec.settings(of: broker)
    let exporter = TCPSocketAction(port: "metrics")
    let ownStartup = Probe(tcpSocket: exporter, timeoutSeconds: 5, periodSeconds: 5, failureThreshold: 60)
    let ownLiveness = Probe(tcpSocket: exporter, timeoutSeconds: 5, periodSeconds: 30, failureThreshold: 10)
    startup =
      try context.part(
        settings.written.startupProbe, at: context.path(of: broker, "startupProbe")) ?? (hasExporter ? ownStartup : nil)
    liveness =
      try context.part(
        settings.written.livenessProbe, at: context.path(of: broker, "livenessProbe"))
      ?? (hasExporter ? ownLiveness : nil)
    readiness =
      try context.part(
        settings.written.readinessProbe, at: context.path(of: broker, "readinessProbe"))
      ?? Self.listenerPort(of: settings, context).map {
        Probe(
          tcpSocket: TCPSocketAction(port: .int(Int32($0))), timeoutSeconds: 5, periodSeconds: 10, failureThreshold: 3)
      }
  }

  /// The port of a listener that shows that the node serves: of those without TLS the first, for Kafka logs a handshake
  /// that does not come; else that of brokers or controllers.
  private static func listenerPort(
    of settings: KafkaCluster.BrokerSettings, _ context: RenderingContext
  ) -> UInt16? {
    let config = context.spec.listenersConfig
    guard settings.isBroker else { return config.controllerListener?.containerPort }
    let others = config.internalListeners.map(\.common).filter { $0.name != config.controllerListener?.name }
    let inner = others.first { $0.usedForInnerBrokerCommunication }
    if let inner, !inner.type.isTLS { return inner.containerPort }
    return (others.first { !$0.type.isTLS } ?? inner ?? config.innerBrokerListener)?.containerPort
  }
}
