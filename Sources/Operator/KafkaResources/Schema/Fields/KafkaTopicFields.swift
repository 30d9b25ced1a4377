/// The fields of a KafkaTopic.
enum KafkaTopicFields {
  /// What a user asks for.
  static let spec: [SchemaField] = [
    .name("name", "The topic's name.").required("name the topic in Kafka"),
    .integer(
      "partitions", "How many partitions it has, 1 or more; -1 means as many as the brokers are set to give.",
      in: -1...Int(Int32.max)
    ).required("say how many partitions it has, or -1 for the brokers' default"),
    .integer(
      "replicationFactor",
      "How many replicas a partition has, 1 or more; -1 means as many as the brokers are set to give.",
      in: -1...Int(Int32.max)
    ).required("say how many replicas it has, or -1 for the brokers' default"),
    .stringMap("config", "The topic's settings."),
    .object("clusterRef", "The cluster.", clusterReference).required("name the cluster"),
  ]

  /// What the operator reports.
  static let status: [SchemaField] = [
    .string("managedBy", "Who manages the topic."), .string("state", "`created` where the topic exists."),
    .integer("observedGeneration", "The generation of the manifest that this speaks of.", in: 0...Int.max),
    .objects("conditions", "What holds of the topic, by type.", KafkaClusterFields.condition),
  ]

  static let clusterReference: [SchemaField] = [
    .name("name", "The cluster's name.").required("name the cluster"),
    .name("namespace", "The cluster's namespace.", default: "that of the object"),
  ]
}
