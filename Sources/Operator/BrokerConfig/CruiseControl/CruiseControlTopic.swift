import JavaProperties
import KafkaResources
import KubernetesObjects

/// The topic that brokers report their metrics to. It is made as a KafkaTopic unless the manifest leaves it to the
/// reporter (`cruise.control.metrics.topic.auto.create=true`).
struct CruiseControlTopic {
  private static let autoCreate = "cruise.control.metrics.topic.auto.create"
  private static let name = "cruise.control.metrics.topic"
  private static let defaultName = "__CruiseControlMetrics"

  let context: RenderingContext

  func topic() throws(RenderingError) -> KafkaTopicObject? {
    let written: JavaProperties
    do {
      written = try JavaProperties(text: context.spec.readOnlyConfig)
    } catch {
      throw RenderingError(
        at: .spec("readOnlyConfig"), "line \(error.line) of the text: \(error.message)", remedy: "correct the line")
    }
    guard written[Self.autoCreate]?.lowercased() != "true" else { return nil }
    let config = context.spec.cruiseControlConfig.topicConfig
    return KafkaTopicObject(
      metadata: context.metadata(
        context.names.cruiseControlTopic,
        labels: [
          "app": "kafka", "clusterName": context.cluster.name, "clusterNamespace": context.cluster.namespace,
        ]),
      spec: [
        "name": .string(written[Self.name] ?? Self.defaultName), "partitions": .number(.init(config.partitions)),
        "replicationFactor": .number(.init(config.replicationFactor)),
        "clusterRef": ["name": .string(context.cluster.name), "namespace": .string(context.cluster.namespace)],
      ])
  }
}
