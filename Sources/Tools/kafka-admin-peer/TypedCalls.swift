import KafkaAdmin
import KafkaProtocol

/// The calls of the client, with what they must say of a cluster that has just been started.
struct TypedCalls {
  let client: KafkaClient

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private func require(_ condition: Bool, _ text: String) throws {
    guard condition else { throw Failure(description: text) }
  }

  /// The calls that brokers answer.
  func run(topic: String) async throws {
    let cluster = try await client.describeCluster()
    try require(!cluster.nodes.isEmpty && cluster.clusterID != nil, "the cluster has no nodes: \(cluster)")
    try await topics(topic, brokers: cluster.nodes.keys.sorted())
    try await configs(topic, broker: cluster.nodes.keys.min() ?? 0)
    try await moves(topic, brokers: cluster.nodes.keys.sorted())
    let quorum = try await client.describeQuorum()
    try require(quorum.leaderId >= 0 && !quorum.currentVoters.isEmpty, "the quorum has no leader: \(quorum)")
    try await users()
  }

  private func topics(_ name: String, brokers: [Int32]) async throws {
    var topic = NewTopic(name, partitions: 3, replicationFactor: 1)
    topic.configs["retention.ms"] = "86400000"
    let trial = try await client.createTopics([topic], isTrial: true)
    _ = try trial[name]?.get()
    let made = try await client.createTopics([topic])
    let id = try made[name]?.get().id
    try require(id != nil && id != .zero, "a new topic has no identifier")
    let again = try await client.createTopics([topic])
    try require(Self.error(again[name]) == .topicAlreadyExists, "a second topic of the name was made: \(again)")
    try await wait("the topic is not led") {
      guard case .success(let found) = try await client.describeTopics([name])[name] else { return false }
      return found.partitions.count == 3 && found.partitions.values.allSatisfy { $0.leader != nil }
    }
    try require(try await client.listTopics()[name]?.id == id, "the list has another topic")
    let missing = try await client.describeTopics(["no-such-topic"])["no-such-topic"]
    try require(Self.error(missing) == .unknownTopicOrPartition, "a topic that is not there is described")
    let offsets = try await client.listOffsets([TopicPartition(name, 0): .latest, TopicPartition(name, 9): .earliest])
    try require(try offsets[TopicPartition(name, 0)]?.get() == 0, "an empty partition ends at \(offsets)")
    try require(Self.error(offsets[TopicPartition(name, 9)]) == .unknownTopicOrPartition, "there is a partition 9")
    try require(try await client.createPartitions([name: 4]).isEmpty, "the topic did not get a fourth partition")
    try require(try await client.createPartitions([name: 2])[name]?.apiError == .invalidPartitions, "it shrank")
    try await wait("no log directory has the topic") {
      for broker in brokers {
        for directory in try await client.describeLogDirs(of: broker).values
        where directory.replicas[TopicPartition(name, 0)] != nil { return directory.totalBytes ?? 1 > 0 }
      }
      return false
    }
    try require(try await client.deleteTopics(["no-such-topic"]).count == 1, "a topic that is not there was deleted")
  }

  private func configs(_ name: String, broker: Int32) async throws {
    let resources: [ConfigResource] = [.topic(name), .broker(broker), .topic("no-such-topic")]
    let found = try await client.describeConfigs(resources)
    let retention = try found[.topic(name)]?.get()["retention.ms"]
    let isSet = retention?.value == "86400000" && retention?.source == .topic
    try require(isSet, "retention.ms is \(String(describing: retention))")
    try require(try found[.broker(broker)]?.get()["log.dirs"] != nil, "the broker has no log.dirs")
    try require(Self.error(found[.topic("no-such-topic")]) == .unknownTopicOrPartition, "\(found)")
    let changes: [ConfigResource: [ConfigChange]] = [
      .topic(name): [.set("retention.bytes", "1000000"), .delete("retention.ms")],
      .broker(broker): [.set("log.cleaner.threads", "2")],
    ]
    try require(try await client.incrementalAlterConfigs(changes).isEmpty, "configs were not changed")
    let wrong = try await client.incrementalAlterConfigs([.topic(name): [.set("retention.bytes", "much")]])
    try require(wrong[.topic(name)]?.apiError == .invalidConfig, "a wrong value was taken: \(wrong)")
    try await wait("the broker does not have its new configs") {
      let now = try await client.describeConfigs([.topic(name), .broker(broker)])
      return try now[.topic(name)]?.get()["retention.bytes"]?.value == "1000000"
        && now[.topic(name)]?.get()["retention.ms"]?.source != .topic
        && now[.broker(broker)]?.get()["log.cleaner.threads"]?.value == "2"
    }
  }

  private func moves(_ name: String, brokers: [Int32]) async throws {
    let place = TopicPartition(name, 0)
    let targets: [TopicPartition: [Int32]?] = [place: brokers]
    try require(try await client.alterPartitionReassignments(targets).isEmpty, "the partition is not moved")
    try await wait("the partition is not on all brokers in sync") {
      let isMoving = try await client.listPartitionReassignments()[place] != nil
      let partition = try await client.describeTopics([name])[name]?.get().partitions[0]
      return !isMoving && partition?.inSyncReplicas.sorted() == brokers
    }
    let cancel: [TopicPartition: [Int32]?] = [place: nil]
    let refused = try await client.alterPartitionReassignments(cancel)
    try require(refused[place]?.apiError == .noReassignmentInProgress, "there was a move to cancel: \(refused)")
    try require(try await client.electLeaders(.preferred, of: [place]).isEmpty, "no leader was elected")
  }

  private func users() async throws {
    try await client.upsertScramCredential(of: "somebody", .sha256, password: "secret", iterations: 8192)
    try await wait("the user has no credential") {
      try await client.describeScramCredentials()["somebody"]?[.sha256] == 8192
    }
    try await client.deleteScramCredential(of: "somebody", .sha256)
    var entity = AlterClientQuotasRequest.EntityData()
    entity.entityType = "user"
    entity.entityName = "somebody"
    var operation = AlterClientQuotasRequest.OpData()
    operation.key = "producer_byte_rate"
    operation.value = 1_000_000
    var entry = AlterClientQuotasRequest.EntryData()
    entry.entity = [entity]
    entry.ops = [operation]
    try await client.alterQuotas([entry])
    try await wait("the user has no quota") {
      try await client.describeQuotas(DescribeClientQuotasRequest()).contains { entry in
        entry.values.contains { $0.key == "producer_byte_rate" && $0.value == 1_000_000 }
      }
    }
  }

  /// Asks until it is so; what is changed reaches each broker a little later.
  private func wait(_ text: String, _ condition: () async throws -> Bool) async throws {
    let clock = ContinuousClock()
    let ends = clock.now + .seconds(60)
    while true {
      if try await condition() { return }
      guard clock.now < ends else { throw Failure(description: text) }
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  private static func error<Value>(_ result: Result<Value, KafkaAdminError>?) -> ErrorCode? {
    if case .failure(let error) = result { return error.apiError }
    return nil
  }
}
