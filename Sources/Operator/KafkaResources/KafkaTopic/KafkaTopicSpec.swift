public import JSON

extension KafkaTopic {
  /// What is wanted of a topic.
  public struct Spec: Sendable, Hashable {
    /// The topic's name in Kafka.
    public let name: String
    /// How many partitions it has; nil means as many as the brokers are set to give (-1).
    public let partitions: Int32?
    /// How many replicas each partition has; nil means as many as the brokers are set to give (-1).
    public let replicationFactor: Int32?
    /// The topic's configuration.
    public let config: [String: String]
    /// The cluster.
    public let clusterRef: ClusterReference

    init(_ object: ManifestObject) {
      name = object.string("name") ?? ""
      func count(_ key: String) -> Int32? {
        object.integer(key).flatMap { Int32(exactly: $0) }.flatMap { $0 == -1 ? nil : $0 }
      }
      partitions = count("partitions")
      replicationFactor = count("replicationFactor")
      config = object.texts("config")
      clusterRef = ClusterReference(object.object("clusterRef"))
    }
  }

  /// What is known of a topic. It is read and written without losing members that are not known here.
  public struct Status: Sendable, Hashable {
    /// Who manages the topic in Kafka; empty where that is not known yet.
    public var managedBy: String
    /// `created` where the topic is there; empty where it is not.
    public var state: String
    /// What is true of the topic: ours.
    public var conditions: [StatusCondition]
    /// The generation of the object that this is about: ours.
    public var observedGeneration: Int?
    /// Members that are not known here.
    public var other: JSONObject

    /// Reads a status.
    public init(json members: JSONObject = [:]) {
      var reader = StatusReader(members)
      managedBy = reader.string("managedBy") ?? ""
      state = reader.string("state") ?? ""
      conditions = reader.objects("conditions").map { StatusCondition($0) }
      observedGeneration = reader.integer("observedGeneration")
      other = reader.other
    }

    /// The status as it is written; the members that Koperator's own CRD requires always.
    public var json: JSONObject {
      var writer = StatusWriter()
      writer.set("managedBy", managedBy)
      writer.set("state", state)
      writer.set("observedGeneration", observedGeneration)
      writer.set("conditions", conditions.map(\.json))
      return writer.object(with: other)
    }
  }
}
