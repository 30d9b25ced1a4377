extension KafkaClusterFields {
  /// What the operator reports. Words are not bound to a list here: a status that another version wrote is never refused.
  static let status: [SchemaField] = [
    .string("state", "`ClusterReconciling`, `ClusterRollingUpgrading` or `ClusterRunning`."),
    .integer("observedGeneration", "The generation of the manifest that this speaks of.", in: 0...Int.max),
    .objects(
      "conditions", "What holds of the cluster, by type.", condition,
      key: ListKey(field: "type", noun: "the type", remedy: "give each condition a type of its own", isUnique: true)),
    .integer("alertCount", "How many alerts are firing."),
    .object(
      "rollingUpgradeStatus", "How restarts go.",
      [
        .string("lastSuccess", "When the last one ended well."),
        .integer("errorCount", "How many alerts with the label `rollingupgrade` are firing."),
      ]),
    .string("cruiseControlTopicStatus", "`CruiseControlTopicNotReady` or `CruiseControlTopicReady`."),
    .string("clusterID", "The id of the KRaft cluster."),
    .object(
      "listenerStatuses", "Where the cluster is reached.",
      [listenerStatuses("internalListeners"), listenerStatuses("externalListeners")]),
    .objectMap("brokersState", "What is known of each broker, by id.", brokerState),
  ]

  static let condition: [SchemaField] = [
    .name("type", "What it speaks of.").required("name what it speaks of"),
    .name("status", "`True`, `False` or `Unknown`."),
    .integer("observedGeneration", "The generation of the manifest that it speaks of.", in: 0...Int.max),
    .name("lastTransitionTime", "When it changed last.", form: .time),
    .name("reason", "One word why."), .string("message", "A sentence why."),
  ]

  private static func listenerStatuses(_ name: String) -> SchemaField {
    let address: [SchemaField] = [
      .string("name", "`any-broker`, `headless` or `broker-` and an id."), .string("address", "`host:port`."),
    ]
    let list = ListSchema(
      element: .object(address, keepsOthers: false), maximumCount: SchemaBounds.list * 4, key: nil)
    return SchemaField(name, .map(.list(list), maximumCount: SchemaBounds.map), "Addresses by the listener's name.")
  }

  private static let brokerState: [SchemaField] = [
    .string("rackAwarenessState", "Whether the broker's rack is known, or its rack."),
    .string("configurationState", "`ConfigInSync` or `ConfigOutOfSync`."),
    .string(
      "perBrokerConfigurationState", "`PerBrokerConfigInSync`, `PerBrokerConfigOutOfSync` or `PerBrokerConfigError`."),
    .object("gracefulActionState", "What Cruise Control does with the broker.", gracefulActionState),
    .strings("externalListenerConfigNames", "The ingress configs that served the broker when its Pod was made."),
    .string("version", "Kafka's version."), .string("image", "Kafka's image."),
    .document("configurationBackup", "The broker's part of the manifest, to run it on while it is drained."),
    .objectMap("volumes", "The broker's volumes, by mount path.", volume, maximum: SchemaBounds.volumes),
  ]

  private static let volume: [SchemaField] = [
    .name("directoryID", "The id that Kafka gave the volume (KIP-858)."),
    .string("state", "`used`: it holds data and is never formatted. `lost`: the user said that its data is gone."),
  ]

  private static let gracefulActionState: [SchemaField] = [
    .string("cruiseControlState", "How far adding or removing the broker is."),
    .object("cruiseControlOperationReference", "The operation that does it.", [.name("name", "Its name.")]),
    .objectMap(
      "volumeStates", "How far moving data onto or off its volumes is, by mount path.",
      [
        .string("cruiseControlVolumeState", "How far it is."),
        .object("cruiseControlOperationReference", "The operation that does it.", [.name("name", "Its name.")]),
      ]),
  ]
}
