public import KafkaProtocol

extension ClusterController {
  // MARK: Who leads

  /// Changes a partition by a rule; its epochs follow.
  func update(_ topic: String, _ number: Int, _ change: (inout PartitionRecord) -> Void) {
    guard let old = image.partition(topic, Int32(clamping: number)) else { return }
    var partition = old
    change(&partition)
    guard partition != old else { return }
    if partition.leader != old.leader { partition.leaderEpoch = old.leaderEpoch + 1 }
    partition.partitionEpoch = old.partitionEpoch + 1
    image.setPartition(topic, number, partition)
  }

  /// Lets somebody lead who may: who leads already, else the first replica that is in sync and lives.
  func elect(_ partition: inout PartitionRecord, isUncleanAllowed: Bool) {
    if partition.inSyncReplicas.contains(partition.leader), isActive(partition.leader) { return }
    if let leader = partition.replicas.first(where: { partition.inSyncReplicas.contains($0) && isActive($0) }) {
      partition.leader = leader
    } else if isUncleanAllowed, let leader = partition.replicas.first(where: isActive) {
      partition.leader = leader
      partition.inSyncReplicas = [leader]
    } else {
      partition.leader = -1
    }
  }

  func isUncleanAllowed(_ topic: String) -> Bool {
    let key = "unclean.leader.election.enable"
    let value =
      image.configs[.topic(topic)]?[key] ?? image.configs[.allBrokers]?[key] ?? properties[key]
    return value == "true"
  }

  /// A broker leaves: it is in sync nowhere but where nobody else is, and leads nothing.
  func leave(_ broker: Int32) {
    for (name, topic) in image.topics {
      let unclean = isUncleanAllowed(name)
      for (number, partition) in topic.partitions.enumerated() {
        guard partition.inSyncReplicas.contains(broker) || partition.leader == broker else { continue }
        update(name, number) { partition in
          let others = partition.inSyncReplicas.filter { $0 != broker }
          if !others.isEmpty {
            if partition.inSyncReplicas.contains(broker) { remember(broker, topic.id, number) }
            partition.inSyncReplicas = others
          }
          if partition.leader == broker { partition.leader = -1 }
          elect(&partition, isUncleanAllowed: unclean)
        }
      }
    }
  }

  /// A broker is there again: it may lead what nobody leads.
  func returned(_ broker: Int32) {
    for (name, topic) in image.topics {
      let unclean = isUncleanAllowed(name)
      for (number, partition) in topic.partitions.enumerated()
      where partition.leader == -1 && partition.replicas.contains(broker) {
        update(name, number) { elect(&$0, isUncleanAllowed: unclean) }
      }
    }
  }

  // MARK: In-sync replicas

  /// A leader says who is in sync with it now.
  public func alterPartition(_ request: AlterPartitionRequest, at moment: Moment) -> AlterPartitionResponse {
    defer { changed() }
    var response = AlterPartitionResponse()
    guard image.brokers[request.brokerId]?.epoch == request.brokerEpoch else {
      response.errorCode = ErrorCode.staleBrokerEpoch.rawValue
      return response
    }
    for topic in request.topics {
      var answer = AlterPartitionResponse.TopicData()
      answer.topicId = topic.topicId
      for wish in topic.partitions {
        answer.partitions.append(alter(wish, of: image.topicNames[topic.topicId], by: request.brokerId))
      }
      response.topics.append(answer)
    }
    return response
  }

  private func alter(
    _ wish: AlterPartitionRequest.PartitionData, of topic: String?, by broker: Int32
  ) -> AlterPartitionResponse.PartitionData {
    var answer = AlterPartitionResponse.PartitionData()
    answer.partitionIndex = wish.partitionIndex
    let error = topic.map { apply(wish, to: $0, by: broker) } ?? .unknownTopicId
    answer.errorCode = error.rawValue
    guard error == .none, let topic, let partition = image.partition(topic, wish.partitionIndex) else { return answer }
    answer.leaderId = partition.leader
    answer.leaderEpoch = partition.leaderEpoch
    answer.isr = partition.inSyncReplicas
    answer.partitionEpoch = partition.partitionEpoch
    return answer
  }

  private func apply(
    _ wish: AlterPartitionRequest.PartitionData, to topic: String, by broker: Int32
  ) -> ErrorCode {
    guard let partition = image.partition(topic, wish.partitionIndex) else { return .unknownTopicOrPartition }
    if wish.leaderEpoch < partition.leaderEpoch { return .fencedLeaderEpoch }
    if wish.leaderEpoch > partition.leaderEpoch || wish.partitionEpoch > partition.partitionEpoch {
      return .notController
    }
    if wish.partitionEpoch < partition.partitionEpoch { return .invalidUpdateVersion }
    if partition.leader != broker { return .invalidRequest }
    let members =
      wish.newIsrWithEpochs.isEmpty
      ? wish.newIsr.map { (id: $0, epoch: Int64(-1)) }
      : wish.newIsrWithEpochs.map { (id: $0.brokerId, epoch: $0.brokerEpoch) }
    guard members.contains(where: { $0.id == broker }), members.allSatisfy({ partition.replicas.contains($0.id) }),
      Set(members.map(\.id)).count == members.count
    else { return .invalidRequest }
    for member in members {
      guard let record = image.brokers[member.id], record.isActive, member.epoch == -1 || member.epoch == record.epoch
      else {
        return .ineligibleReplica
      }
    }
    update(topic, Int(wish.partitionIndex)) { $0.inSyncReplicas = members.map(\.id) }
    if let id = image.topics[topic]?.id {
      formerlyInSync[id]?[Int(wish.partitionIndex)]?.removeAll { former in members.contains { $0.id == former.broker } }
    }
    completeReassignment(topic, Int(wish.partitionIndex))
    return .none
  }

  /// Ends a reassignment whose new replicas all are in sync.
  func completeReassignment(_ topic: String, _ number: Int) {
    guard let partition = image.partition(topic, Int32(number)), partition.isReassigned,
      partition.addingReplicas.allSatisfy(partition.inSyncReplicas.contains)
    else { return }
    let target = partition.replicas.filter { !partition.removingReplicas.contains($0) }
    let inSync = partition.inSyncReplicas.filter(target.contains)
    guard !inSync.isEmpty else { return }
    update(topic, number) { partition in
      partition.replicas = target
      partition.inSyncReplicas = inSync
      partition.addingReplicas = []
      partition.removingReplicas = []
      partition.directories = []
      if !target.contains(partition.leader) {
        partition.leader = -1
        elect(&partition, isUncleanAllowed: false)
      }
    }
  }
}
