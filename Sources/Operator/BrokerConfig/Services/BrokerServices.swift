import KafkaResources
import KubernetesObjects

/// The Services by which brokers are reached within the Kubernetes cluster: with names of their own by headless ones, or
/// one for all and one for each.
struct BrokerServices {
  let context: RenderingContext

  /// The Services of the whole cluster.
  func shared() throws(RenderingError) -> [Service] {
    guard context.spec.headlessServiceEnabled else { return [try allBrokers()] }
    guard context.spec.kRaft else {
      return [try headless(context.names.headlessService, selector: context.labels.kafka)]
    }
    return [
      try headless(context.names.headlessService, selector: context.labels.brokers),
      try headless(context.names.controllerHeadlessService, selector: context.labels.controllers),
    ]
  }

  /// The Service of one node; nil where a headless one names it.
  func own(of id: Int32) throws(RenderingError) -> Service? {
    guard !context.spec.headlessServiceEnabled else { return nil }
    let labels = context.labels.broker(id)
    var service = Service(
      metadata: context.metadata(context.names.broker(id), labels: labels, annotations: annotations),
      spec: ServiceSpec(
        ports: try ServicePorts.kafkaAndMetrics(of: context), selector: labels, type: type, sessionAffinity: "None"))
    // The others have to find a node that is not ready yet: it gets ready by them.
    service.spec?.publishNotReadyAddresses = true
    return service
  }

  /// Its members have names as soon as they run: they find each other by them while none is ready.
  private func headless(_ name: String, selector: [String: String]) throws(RenderingError) -> Service {
    Service(
      metadata: context.metadata(name, labels: context.clusterLabels.adding(selector), annotations: annotations),
      spec: ServiceSpec(
        ports: try ServicePorts.kafkaAndMetrics(of: context), selector: selector, clusterIP: "None", type: "ClusterIP",
        sessionAffinity: "None", publishNotReadyAddresses: true))
  }

  private func allBrokers() throws(RenderingError) -> Service {
    // With KRaft a client must not be led to a node that is a controller alone.
    let selector = context.spec.kRaft ? context.labels.brokers : context.labels.kafka
    return Service(
      metadata: context.metadata(
        context.names.allBrokerService, labels: context.labels.kafka, annotations: annotations),
      spec: ServiceSpec(
        ports: try ServicePorts.kafka(of: context), selector: selector, type: type, sessionAffinity: "None"))
  }

  private var annotations: [String: String] { context.spec.listenersConfig.serviceAnnotations }

  private var type: String { context.spec.localDebugEnabled ? "LoadBalancer" : "ClusterIP" }
}
