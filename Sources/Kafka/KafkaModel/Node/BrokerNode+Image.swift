import KafkaProtocol

/// What the controller publishes: the replicas that this broker has, and their part.
extension BrokerNode {
  func apply(_ update: ClusterUpdate) {
    guard update.isWhole || update.version > image.version else { return }
    let gone = topicsGone(by: update)
    image.apply(update)
    if configuration.hasAuthorizer, let entries = update.acls {
      authorizer = Authorizer(
        entries: entries, superUsers: configuration.superUsers, allowsWithoutEntries: configuration.allowsWithoutEntries
      )
    }
    var hasChanged = false
    wantedDirectories = wantedDirectories.filter { image.topics[$0.key] != nil }
    for (name, topic) in topics where image.topics[name]?.id != topic.id {
      remove(topic)
      hasChanged = true
    }
    if update.configs != nil {
      for (name, topic) in topics { topic.settings = settings(of: name) }
    }
    for topic in update.topics where take(topic) { hasChanged = true }
    wakeFollowers()
    if hasChanged { outputs.append(.partitionsChanged) }
    if let count = image.topics[Self.offsetsTopic]?.partitions.count {
      groups.configuration.offsetsPartitions = Int32(clamping: count)
    }
    if !gone.isEmpty { take(groups.deleted(topics: gone, at: now)) }
    // A leader that was fenced may have come back, and a follower may count again.
    if update.brokers != nil {
      for leader in fetchers.keys { fetchers[leader]?.retry = nil }
      nextInSyncCheck = now.monotonic
    }
  }

  /// The names of topics that an update deletes, also where there is a new topic of the name at once.
  private func topicsGone(by update: ClusterUpdate) -> Set<String> {
    var gone = Set(update.deletedTopics)
    for topic in update.topics {
      if let known = image.topics[topic.name], known.id != topic.id { gone.insert(topic.name) }
    }
    if update.isWhole { gone.formUnion(Set(image.topics.keys).subtracting(update.topics.map(\.name))) }
    return gone
  }

  private func remove(_ topic: HostedTopic) {
    topics[topic.name] = nil
    topicsByID[topic.id] = nil
    wantedDirectories[topic.name] = nil
    for case let replica? in topic.replicas { remove(replica) }
    fetchersAreStale = true
  }

  private func remove(_ replica: PartitionReplica) {
    let wasLeader = replica.isLeader
    memoryUsed -= replica.log.size
    replicasByDirectory[replica.directory, default: 0] -= 1
    replica.remove()
    touch(replica)
    if wasLeader, replica.topic.name == Self.offsetsTopic { take(groups.unload(partition: replica.partition)) }
  }

  /// Takes in a topic that is new or changed; says whether replicas came or went.
  private func take(_ record: TopicRecord) -> Bool {
    let isHosted = record.partitions.contains { $0.replicas.contains(configuration.nodeID) }
    guard isHosted || topics[record.name] != nil else { return false }
    var hasChanged = false
    let topic: HostedTopic
    if let known = topics[record.name] {
      topic = known
    } else {
      topic = HostedTopic(
        name: record.name, id: record.id, isInternal: record.isInternal, settings: settings(of: record.name))
      topics[record.name] = topic
      topicsByID[record.id] = topic
    }
    while topic.replicas.count < record.partitions.count { topic.replicas.append(nil) }
    for (index, partition) in record.partitions.enumerated() {
      let number = Int32(index)
      if !partition.replicas.contains(configuration.nodeID) {
        if let replica = topic.replicas[index] {
          topic.replicas[index] = nil
          remove(replica)
          fetchersAreStale = true
          hasChanged = true
        }
        continue
      }
      if topic.replicas[index] == nil {
        let directory = directory(for: record.name, number)
        replicasByDirectory[directory, default: 0] += 1
        topic.replicas[index] = PartitionReplica(
          topic: topic, partition: number, brokerID: configuration.nodeID, directory: directory)
        hasChanged = true
      }
      if let replica = topic.replicas[index] { apply(partition, to: replica) }
    }
    if !isHosted {
      topics[topic.name] = nil
      topicsByID[topic.id] = nil
    }
    return hasChanged
  }

  private func apply(_ record: PartitionRecord, to replica: PartitionReplica) {
    let wasLeader = replica.isLeader
    let isNewEpoch = replica.apply(record, at: now.monotonic)
    if isNewEpoch { fetchersAreStale = true }
    considerInSync(replica)
    touch(replica)
    if replica.topic.name == Self.offsetsTopic, isNewEpoch, wasLeader || replica.isLeader {
      if wasLeader { take(groups.unload(partition: replica.partition)) }
      if replica.isLeader {
        take(groups.load(partition: replica.partition, batches: replica.log.allRecords, at: now))
      }
    }
    if isNewEpoch, replica.isLeader { followersToWake.formUnion(replica.replicas) }
  }

  /// Followers of new leaders here that wait for other partitions are answered, so that they ask for these, too.
  private func wakeFollowers() {
    guard !followersToWake.isEmpty else { return }
    for fetches in fetchesByConnection.values {
      for fetch in fetches where followersToWake.contains(fetch.replicaID) { complete(fetch, isOver: true) }
    }
    followersToWake = []
  }

  /// Where a new replica goes: where it was asked to be, else where the fewest are.
  private func directory(for topic: String, _ partition: Int32) -> String {
    if let wanted = wantedDirectories[topic]?.removeValue(forKey: partition) { return wanted }
    let fewest = configuration.directories.min {
      replicasByDirectory[$0.path, default: 0] < replicasByDirectory[$1.path, default: 0]
    }
    return fewest?.path ?? ""
  }

  private func settings(of topic: String) -> TopicSettings {
    TopicSettings { key in topicValue(key, of: topic) }
  }
}
