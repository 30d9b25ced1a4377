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
    try await groups(topic)
    try await acls(topic)
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

  /// What goes to the coordinator of a group: an offset is committed, read, and goes with the group.
  private func groups(_ topic: String) async throws {
    let group = "group-of-\(topic)"
    var partition = OffsetCommitRequest.Partition()
    partition.committedOffset = 0
    partition.committedMetadata = "here"
    var place = OffsetCommitRequest.Topic()
    place.name = topic
    place.partitions = [partition]
    var commit = OffsetCommitRequest()
    commit.groupId = group
    commit.topics = [place]
    // The coordinator may still be loading; then it says so for each partition.
    try await wait("the offset is not committed") {
      let committed = try await client.send(commit, to: .coordinator(group: group), versions: 8...9)
      return committed.topics.first?.partitions.first?.errorCode == 0
    }
    var wanted = OffsetFetchRequest.Group()
    wanted.groupId = group
    wanted.topics = nil
    var fetch = OffsetFetchRequest()
    fetch.groups = [wanted]
    let found = try await client.send(fetch, to: .coordinator(group: group), versions: 8...9)
    let metadata = found.groups.first?.topics.first?.partitions.first?.metadata
    try require(metadata == "here", "the offset is not there: \(found)")
    var deletion = DeleteGroupsRequest()
    deletion.groupsNames = [group]
    let deleted = try await client.send(deletion, to: .coordinator(group: group)).results.first?.errorCode
    try require(deleted == 0, "the group is not deleted: \(String(describing: deleted))")
    let again = try await client.send(deletion, to: .coordinator(group: group)).results.first?.errorCode
    try require(again == ErrorCode.groupIdNotFound.rawValue, "the group is there: \(String(describing: again))")
  }

  private func acls(_ topic: String) async throws {
    var entry = CreateAclsRequest.AclCreation()
    entry.resourceType = 2
    entry.resourceName = "acl-of-\(topic)"
    entry.resourcePatternType = 3
    entry.principal = "User:somebody"
    entry.host = "*"
    entry.operation = 3
    entry.permissionType = 3
    try await client.createAcls([entry])
    var filter = DescribeAclsRequest()
    filter.resourceTypeFilter = 2
    filter.resourceNameFilter = entry.resourceName
    filter.patternTypeFilter = 3
    filter.principalFilter = nil
    filter.hostFilter = nil
    filter.operation = 1
    filter.permissionType = 1
    try await wait("the entry is not there") {
      try await client.describeAcls(filter).first?.acls.first?.principal == "User:somebody"
    }
    var removal = DeleteAclsRequest.Filter()
    removal.resourceTypeFilter = 2
    removal.resourceNameFilter = entry.resourceName
    removal.patternTypeFilter = 3
    removal.principalFilter = nil
    removal.hostFilter = nil
    removal.operation = 1
    removal.permissionType = 1
    let removed = try await client.deleteAcls([removal])
    try require(removed.map(\.principal) == ["User:somebody"], "others were removed: \(removed)")
    try await wait("the entry is still there") { try await client.describeAcls(filter).isEmpty }
    entry.principal = "nobody"
    do {
      try await client.createAcls([entry])
      throw Failure(description: "a principal that is none was taken")
    } catch let error as KafkaAdminError {
      try require(error.apiError == .invalidRequest, "another error: \(error)")
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
