import JSON

extension KafkaCluster {
  /// One node of the cluster.
  public struct Broker: Sendable, Hashable {
    /// The id, 0 to 65534; -1 stands for one that could not be read, which is an error of the manifest.
    public let id: Int32
    /// The group whose settings complete this broker's own; nil where it names none.
    public let brokerConfigGroup: String?
    /// Kafka's configuration that needs a restart, as properties; it overrules the cluster's.
    public let readOnlyConfig: String
    /// Its own settings.
    public let brokerConfig: BrokerConfig
    /// Whether the broker is stopped: it has no Pod, and keeps its volumes: our field.
    public let paused: Bool
    /// The mount paths of volumes whose data is gone for good, so that they may be used anew: our field.
    public let lostVolumes: [String]

    init(_ object: ManifestObject) {
      id = object.integer("id").flatMap { Int32(exactly: $0) } ?? -1
      let group = object.string("brokerConfigGroup")
      brokerConfigGroup = group == "" ? nil : group
      readOnlyConfig = object.string("readOnlyConfig") ?? ""
      brokerConfig = object.object("brokerConfig").map { BrokerConfig($0) } ?? BrokerConfig()
      paused = object.bool("paused") ?? false
      lostVolumes = object.strings("lostVolumes") ?? []
    }
  }
}
