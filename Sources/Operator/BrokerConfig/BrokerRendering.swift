import KafkaResources
public import KubernetesObjects

/// What one node of a cluster consists of in Kubernetes.
public struct BrokerRendering: Sendable {
  /// The node's id.
  public let id: Int32
  /// The Services by which clients outside reach it without Envoy.
  public let externalServices: [Service]
  /// Its Service within the Kubernetes cluster; nil where a headless one names it.
  public let service: Service?

  init(of broker: KafkaCluster.Broker, _ context: RenderingContext) throws(RenderingError) {
    id = broker.id
    externalServices = ExternalServices(context: context).services(of: broker)
    service = try BrokerServices(context: context).own(of: broker.id)
  }

  /// What is created for it alone, when its volumes are there, in that order.
  var objects: [any KubernetesObject] {
    var objects: [any KubernetesObject] = []
    if let service { objects.append(service) }
    return objects
  }
}
