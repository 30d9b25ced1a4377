public import JavaProperties
import JSON
public import KafkaResources

/// The configuration that a broker, or a controller, starts with: Kafka's `server.properties`.
///
/// What the manifest says for all brokers is overruled by what it says for this one, and that by what the rest of the
/// manifest means (listeners, roles, volumes, …); lists of names are united. The keys are in order. It holds no secret
/// but those that the manifest itself writes out.
public struct ServerProperties: Sendable, Hashable {
  /// The properties, by key.
  public let properties: JavaProperties
  /// What a person should know of them.
  public let warnings: [ManifestProblem]

  /// The text of the file.
  public var text: String { properties.text() }

  /// The configuration of a node.
  ///
  /// - Throws: What is not known and which fact would say it, or what of the manifest cannot be read.
  public init(
    of broker: KafkaCluster.Broker, in cluster: KafkaCluster, facts: RenderingFacts
  ) throws(RenderingError) {
    try self.init(of: broker, RenderingContext(cluster, facts: facts))
  }

  init(of broker: KafkaCluster.Broker, _ context: RenderingContext) throws(RenderingError) {
    let (cluster, facts) = (context.cluster, context.facts)
    let written = try WrittenProperties(of: broker, context)
    let providers = ConfigProviders(beside: written.properties)
    let listeners = ListenerProperties(
      of: broker, in: cluster, beside: written.properties, provider: providers.name)
    var generated = listeners.properties.merging(QuorumProperties(of: broker, context).properties)
    generated["advertised.listeners"] = try AdvertisedListeners(of: broker, context).value()
    let volumes = cluster.spec.settings(of: broker).storageConfigs
    if !volumes.isEmpty { generated["log.dirs"] = volumes.map { $0.logFolder }.joined(separator: ",") }
    let isBroker = cluster.spec.roles(of: broker).contains(.broker)
    if isBroker { generated.merge(ReporterProperties(in: cluster, provider: providers.name).properties) }
    // Kafka takes one of the two; the fork leaves this one to who writes the other, and does without the reporter then.
    let hasOwnProtocol = written.properties["security.inter.broker.protocol"] != nil
    if hasOwnProtocol { generated["inter.broker.listener.name"] = nil }
    var warnings = written.warnings(overruledBy: generated)

    // From here on the manifest's text is completed, not overruled.
    let superUsers = SuperUsers(of: cluster, facts: facts)
    generated["super.users"] = superUsers.union(written.properties["super.users"])
    if written.properties["authorizer.class.name"] != nil { warnings += superUsers.warnings }
    if isBroker, !hasOwnProtocol {
      generated["metric.reporters"] = ReporterProperties.reporters(beside: written.properties["metric.reporters"])
    }
    if isBroker, !written.namesRack { generated["broker.rack"] = try Rack.value(of: broker, in: cluster, facts: facts) }
    if generated.contains(where: { providers.isUsed(in: $0.value) }) { generated.merge(providers.properties) }

    properties = written.properties.merging(generated).sorted()
    self.warnings = warnings
  }
}

extension KafkaCluster.StorageConfig {
  /// Where Kafka keeps its logs on the volume.
  var logFolder: String { VolumeIdentity.normalized(mountPath) + "/kafka" }
}
