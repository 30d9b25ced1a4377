import JavaProperties
import KafkaResources
public import KubernetesObjects

/// The ConfigMap of a node: all that its Kafka container reads as it starts, but for Secrets.
public struct BrokerConfigMap: Sendable, Hashable {
  /// The key of Kafka's `server.properties` (Koperator's).
  public static let propertiesKey = "broker-config"
  /// The key of the logging configuration (Koperator's).
  public static let log4jKey = "log4j.properties"
  /// The key of the start script (`StartScript`).
  public static let scriptKey = "start.sh"
  /// The key of the volumes that were used before, their mount paths one a line.
  public static let usedVolumesKey = "used-volumes"
  /// The key of the controllers that a dynamic quorum begins with.
  public static let initialControllersKey = "initial-controllers"

  /// The ConfigMap.
  public let configMap: ConfigMap
  /// The digest of what of it the node has to restart for.
  public let hash: String

  /// The ConfigMap of a node.
  init(
    of broker: KafkaCluster.Broker, _ context: RenderingContext, properties: JavaProperties, storage: BrokerStorage
  ) {
    let log4j = context.spec.settings(of: broker).written.log4jConfig
    var data = [Self.propertiesKey: properties.text(), Self.scriptKey: StartScript.text]
    data[Self.log4jKey] = log4j
    data[Self.usedVolumesKey] = Self.usedVolumes(of: broker, storage, context.facts)
    data[Self.initialControllersKey] = InitialControllers(of: context)?.text(for: broker, storage)
    configMap = ConfigMap(
      metadata: context.metadata(context.names.brokerConfig(broker.id), labels: context.labels.broker(broker.id)),
      data: data)
    hash = BrokerConfigHash.hash(of: properties, log4j: log4j)
  }

  /// The volumes that must not be empty. One that somebody declared lost may be, and one that goes with its Pod always is.
  private static func usedVolumes(
    of broker: KafkaCluster.Broker, _ storage: BrokerStorage, _ facts: RenderingFacts
  ) -> String? {
    let used = Set((facts.usedVolumes[broker.id] ?? []).map { VolumeIdentity.normalized($0) })
    let lost = Set(broker.lostVolumes.map { VolumeIdentity.normalized($0) })
    let paths = storage.volumes.filter(\.isPersistent).map { VolumeIdentity.normalized($0.mountPath) }
    let kept = paths.filter { used.contains($0) && !lost.contains($0) }.sorted()
    return kept.isEmpty ? nil : kept.map { $0 + "\n" }.joined()
  }
}
