/// Everything that is known of one kind of resource: its names, its fields, what `kubectl get` shows of it.
public struct ResourceSchema: Sendable {
  /// A column of `kubectl get`.
  public struct Column: Sendable {
    /// Its heading.
    public let name: String
    /// Where its value is, in JSONPath.
    public let path: String
    /// `string`, `integer` or `date`.
    public let type: String
    /// Whether it is shown with `-o wide` only.
    public var isWide = false
  }

  /// The API group of every kind.
  public static let group = "kafka.banzaicloud.io"

  /// The kind.
  public let kind: String
  /// The version, without the group.
  public let version: String
  /// The name in URLs.
  public let plural: String
  /// What people may write for it.
  public let shortNames: [String]
  /// What it is, in a sentence.
  public let text: String
  /// What messages call one: `cluster`.
  public let noun: String
  /// Whether its name has to be an RFC 1123 label, because it becomes part of others; else it is a subdomain.
  public var isNamedAsLabel = false
  /// Whether the API server may make its name (`generateName`).
  public var isNamedByServer = true
  /// Whether it has to have a spec.
  public var needsSpec = true
  /// The columns of `kubectl get`, after the name.
  public let columns: [Column]
  /// What a user asks for.
  public let spec: [SchemaField]
  /// What the operator reports.
  public let status: [SchemaField]
  /// What an API server checks beyond single fields. No rule stands at the root: it would be looked at when a status or
  /// a finalizer changes, too, so that an older object that breaks it could not even be deleted.
  public var rules: [CELExpression] = []

  /// The API version of its manifests.
  public var apiVersion: String { "\(Self.group)/\(version)" }

  /// Every kind.
  public static let all: [ResourceSchema] = [kafkaCluster, kafkaTopic, kafkaUser, cruiseControlOperation]
}

extension ResourceSchema {
  /// KafkaCluster, v1beta1.
  public static let kafkaCluster = ResourceSchema(
    kind: KafkaCluster.kind, version: "v1beta1", plural: "kafkaclusters", shortNames: ["kc"],
    text: "A Kafka cluster: its brokers and controllers, their listeners, volumes and configuration.", noun: "cluster",
    isNamedAsLabel: true, isNamedByServer: false,
    columns: [
      Column(name: "Cluster state", path: ".status.state", type: "string"),
      Column(name: "Ready", path: #".status.conditions[?(@.type=="Ready")].status"#, type: "string"),
      Column(name: "Cluster alert count", path: ".status.alertCount", type: "integer"),
      Column(name: "Last successful upgrade", path: ".status.rollingUpgradeStatus.lastSuccess", type: "string"),
      Column(name: "Upgrade error count", path: ".status.rollingUpgradeStatus.errorCount", type: "string"),
      Column(name: "Image", path: ".spec.clusterImage", type: "string", isWide: true),
      Column(name: "KRaft", path: ".spec.kRaft", type: "boolean", isWide: true),
      Column(name: "Age", path: ".metadata.creationTimestamp", type: "date"),
    ],
    spec: KafkaClusterFields.spec, status: KafkaClusterFields.status,
    rules: KafkaClusterRules.all.flatMap(\.expressions))

  /// KafkaTopic, v1alpha1.
  public static let kafkaTopic = ResourceSchema(
    kind: KafkaTopic.kind, version: "v1alpha1", plural: "kafkatopics", shortNames: ["kt"],
    text: "A topic of a Kafka cluster.", noun: "topic",
    columns: [
      Column(name: "Cluster", path: ".spec.clusterRef.name", type: "string"),
      Column(name: "Topic", path: ".spec.name", type: "string"),
      Column(name: "Partitions", path: ".spec.partitions", type: "integer"),
      Column(name: "Replication factor", path: ".spec.replicationFactor", type: "integer"),
      Column(name: "State", path: ".status.state", type: "string"),
      Column(name: "Managed by", path: ".status.managedBy", type: "string", isWide: true),
      Column(name: "Age", path: ".metadata.creationTimestamp", type: "date"),
    ],
    spec: KafkaTopicFields.spec, status: KafkaTopicFields.status, rules: KafkaTopicRules.all.flatMap(\.expressions))

  /// KafkaUser, v1alpha1.
  public static let kafkaUser = ResourceSchema(
    kind: KafkaUser.kind, version: "v1alpha1", plural: "kafkausers", shortNames: ["ku"],
    text: "A user of a Kafka cluster: its certificate and what it may do.", noun: "user",
    columns: [
      Column(name: "Cluster", path: ".spec.clusterRef.name", type: "string"),
      Column(name: "Secret", path: ".spec.secretName", type: "string"),
      Column(name: "State", path: ".status.state", type: "string"),
      Column(name: "Age", path: ".metadata.creationTimestamp", type: "date"),
    ],
    spec: KafkaUserFields.spec, status: KafkaUserFields.status, rules: KafkaUserRules.all.flatMap(\.expressions))

  /// CruiseControlOperation, v1alpha1.
  public static let cruiseControlOperation = ResourceSchema(
    kind: CruiseControlOperation.kind, version: "v1alpha1", plural: "cruisecontroloperations", shortNames: ["cco"],
    text: "An operation of Cruise Control: what it moves, how far it is, and what failed.", noun: "operation",
    needsSpec: false,
    columns: [
      Column(name: "Cluster", path: #".metadata.labels.kafka_cr"#, type: "string"),
      Column(name: "Operation", path: ".status.currentTask.operation", type: "string"),
      Column(name: "State", path: ".status.currentTask.state", type: "string"),
      Column(name: "Retries", path: ".status.retryCount", type: "integer"),
      Column(name: "Error", path: ".status.currentTask.errorMessage", type: "string", isWide: true),
      Column(name: "Age", path: ".metadata.creationTimestamp", type: "date"),
    ],
    spec: CruiseControlOperationFields.spec, status: CruiseControlOperationFields.status)
}
