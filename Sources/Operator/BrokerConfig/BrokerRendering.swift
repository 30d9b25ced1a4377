public import KafkaResources
public import KubernetesObjects

/// What one node of a cluster consists of in Kubernetes.
public struct BrokerRendering: Sendable {
  /// The node's id.
  public let id: Int32
  /// The Services by which clients outside reach it without Envoy.
  public let externalServices: [Service]
  /// Its Service within the Kubernetes cluster; nil where a headless one names it.
  public let service: Service?
  /// The claims of its volumes.
  public let claims: [PersistentVolumeClaim]
  /// What its Kafka container reads as it starts.
  public let configMap: ConfigMap
  /// Whether it is stopped: it has no Pod, and keeps all the rest.
  public let isPaused: Bool
  /// Its Pod, as it is where it is not paused.
  public let pod: Pod
  /// What a person should know about it.
  public let warnings: [ManifestProblem]

  init(of broker: KafkaCluster.Broker, _ context: RenderingContext) throws(RenderingError) {
    id = broker.id
    isPaused = broker.paused
    externalServices = ExternalServices(context: context).services(of: broker)
    service = try BrokerServices(context: context).own(of: broker.id)
    let properties = try ServerProperties(of: broker, context)
    let storage = try BrokerStorage(of: broker, context)
    let config = BrokerConfigMap(of: broker, context, properties: properties.properties, storage: storage)
    claims = storage.claims
    configMap = config.configMap
    pod = try BrokerPod(of: broker, context, storage: storage, configHash: config.hash).pod
    warnings = properties.warnings
  }

  /// What is created for it alone once its claims are there, in that order: its Pod comes when all is there that it
  /// mounts.
  var objects: [any KubernetesObject] {
    var objects: [any KubernetesObject] = [configMap]
    if let service { objects.append(service) }
    if !isPaused { objects.append(pod) }
    return objects
  }
}
