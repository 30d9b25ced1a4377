public import KubernetesObjects

/// Cruise Control beside a cluster: what it runs with, its Pod, how it is reached, and the topic of its metrics.
public struct CruiseControlRendering: Sendable {
  /// The topic that brokers report to, as a KafkaTopic; nil where their reporter creates it.
  public let topic: KafkaTopicObject?
  /// How it is reached.
  public let service: Service
  /// What it starts with.
  public let configMap: ConfigMap
  /// Its Pod.
  public let deployment: Deployment

  init(of context: RenderingContext) throws(RenderingError) {
    let config = CruiseControlConfigMap(context: context)
    let capacity = try CruiseControlCapacity(of: context)
    topic = try CruiseControlTopic(context: context).topic()
    service = config.service
    configMap = try config.configMap(capacity: capacity)
    deployment = try CruiseControlDeployment(context: context, configMap: configMap).deployment()
  }

  /// What is created, in that order.
  var objects: [any KubernetesObject] {
    var objects: [any KubernetesObject] = []
    if let topic { objects.append(topic) }
    objects.append(service)
    objects.append(configMap)
    objects.append(deployment)
    return objects
  }
}
