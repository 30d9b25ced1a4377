import KafkaProtocol

extension ClusterController {
  // MARK: Reassignments

  func alterReassignments(
    _ request: AlterPartitionReassignmentsRequest, _ context: RequestContext
  ) -> AlterPartitionReassignmentsResponse {
    var response = AlterPartitionReassignmentsResponse()
    response.allowReplicationFactorChange = request.allowReplicationFactorChange
    guard allows(context, .alter) else {
      response.errorCode = ErrorCode.clusterAuthorizationFailed.rawValue
      return response
    }
    for topic in request.topics {
      var answer = AlterPartitionReassignmentsResponse.ReassignableTopicResponse()
      answer.name = topic.name
      for wish in topic.partitions {
        var result = AlterPartitionReassignmentsResponse.ReassignablePartitionResponse()
        result.partitionIndex = wish.partitionIndex
        let refusal: Refusal?
        if let target = wish.replicas {
          refusal = reassign(
            topic.name, wish.partitionIndex, to: target, mayChangeFactor: request.allowReplicationFactorChange)
        } else {
          refusal = cancelReassignment(topic.name, wish.partitionIndex)
        }
        if let refusal {
          result.errorCode = refusal.error.rawValue
          result.errorMessage = refusal.message
        }
        answer.partitions.append(result)
      }
      response.responses.append(answer)
    }
    return response
  }

  private func reassign(
    _ topic: String, _ number: Int32, to target: [Int32], mayChangeFactor: Bool
  ) -> Refusal? {
    guard let partition = image.partition(topic, number) else {
      return Refusal(error: .unknownTopicOrPartition, message: "There is no partition \(topic)-\(number).")
    }
    if let refusal = problem(ofReplicas: target) { return refusal }
    // What it has without a reassignment that is under way.
    let present = partition.replicas.filter { !partition.addingReplicas.contains($0) }
    if !mayChangeFactor, target.count != present.count {
      return Refusal(
        error: .invalidReplicationFactor,
        message: "The replication factor would change from \(present.count) to \(target.count).")
    }
    let adding = target.filter { !present.contains($0) }
    let removing = present.filter { !target.contains($0) }
    // A reassignment that another one takes the place of leaves replicas that nobody wants any more.
    let kept = partition.inSyncReplicas.filter { target.contains($0) || removing.contains($0) }
    guard !kept.isEmpty else {
      return Refusal(
        error: .invalidReplicaAssignment, message: "None of the replicas \(target + removing) is in sync.")
    }
    update(topic, Int(number)) { partition in
      partition.replicas = target + removing
      partition.addingReplicas = adding
      partition.removingReplicas = removing
      partition.inSyncReplicas = kept
      partition.directories = []
      elect(&partition, isUncleanAllowed: false)
    }
    completeReassignment(topic, Int(number))
    return nil
  }

  private func cancelReassignment(_ topic: String, _ number: Int32) -> Refusal? {
    guard let partition = image.partition(topic, number) else {
      return Refusal(error: .unknownTopicOrPartition, message: "There is no partition \(topic)-\(number).")
    }
    guard partition.isReassigned else {
      return Refusal(error: .noReassignmentInProgress, message: "No reassignment of \(topic)-\(number) is in progress.")
    }
    let before = partition.replicas.filter { !partition.addingReplicas.contains($0) }
    let inSync = partition.inSyncReplicas.filter(before.contains)
    guard !inSync.isEmpty else {
      return Refusal(
        error: .invalidReplicaAssignment, message: "None of the replicas before the reassignment is in sync.")
    }
    update(topic, Int(number)) { partition in
      partition.replicas = before
      partition.inSyncReplicas = inSync
      partition.addingReplicas = []
      partition.removingReplicas = []
      partition.directories = []
      elect(&partition, isUncleanAllowed: false)
    }
    return nil
  }

  func listReassignments(
    _ request: ListPartitionReassignmentsRequest, _ context: RequestContext
  ) -> ListPartitionReassignmentsResponse {
    var response = ListPartitionReassignmentsResponse()
    guard allows(context, .describe) else {
      response.errorCode = ErrorCode.clusterAuthorizationFailed.rawValue
      return response
    }
    let wishes = request.topics.map { topics in
      Dictionary(topics.map { ($0.name, Set($0.partitionIndexes)) }) { first, _ in first }
    }
    let names = request.topics?.map(\.name) ?? image.topics.keys.sorted()
    for name in names {
      guard let topic = image.topics[name] else { continue }
      let wanted = wishes?[name]
      var ongoing = ListPartitionReassignmentsResponse.OngoingTopicReassignment()
      ongoing.name = name
      for (number, partition) in topic.partitions.enumerated() where partition.isReassigned {
        guard wanted?.contains(Int32(number)) ?? true else { continue }
        var entry = ListPartitionReassignmentsResponse.OngoingPartitionReassignment()
        entry.partitionIndex = Int32(number)
        entry.replicas = Int32List(partition.replicas)
        entry.addingReplicas = Int32List(partition.addingReplicas)
        entry.removingReplicas = Int32List(partition.removingReplicas)
        ongoing.partitions.append(entry)
      }
      if !ongoing.partitions.isEmpty { response.topics.append(ongoing) }
    }
    return response
  }

  // MARK: Elections

  func electLeaders(_ request: ElectLeadersRequest, _ context: RequestContext) -> ElectLeadersResponse {
    var response = ElectLeadersResponse()
    guard allows(context, .alter) else {
      response.errorCode = ErrorCode.clusterAuthorizationFailed.rawValue
      return response
    }
    var wishes: [(topic: String, partitions: [Int32])] = []
    if let named = request.topicPartitions {
      wishes = named.map { ($0.topic, $0.partitions) }
    } else {
      wishes = image.topics.values.sorted { $0.name < $1.name }.map { ($0.name, Array(0..<Int32($0.partitions.count))) }
    }
    for wish in wishes {
      var topic = ElectLeadersResponse.ReplicaElectionResult()
      topic.topic = wish.topic
      for number in wish.partitions {
        var result = ElectLeadersResponse.PartitionResult()
        result.partitionId = number
        let (error, message) = elect(wish.topic, number, isUnclean: request.electionType == 1)
        // Where all are asked for, those that need nothing are not told of.
        if error == .electionNotNeeded, request.topicPartitions == nil { continue }
        result.errorCode = error.rawValue
        result.errorMessage = message
        topic.partitionResult.append(result)
      }
      if !topic.partitionResult.isEmpty || request.topicPartitions != nil {
        response.replicaElectionResults.append(topic)
      }
    }
    return response
  }

  private func elect(_ topic: String, _ number: Int32, isUnclean: Bool) -> (ErrorCode, String?) {
    guard let partition = image.partition(topic, number) else {
      return (.unknownTopicOrPartition, "There is no partition \(topic)-\(number).")
    }
    if isUnclean {
      if partition.leader != -1 { return (.electionNotNeeded, "The partition has a leader.") }
      update(topic, Int(number)) { elect(&$0, isUncleanAllowed: true) }
      let isLed = image.partition(topic, number)?.leader != -1
      return isLed ? (.none, nil) : (.eligibleLeadersNotAvailable, "No replica is alive.")
    }
    let preferred = partition.replicas.first ?? -1
    if partition.leader == preferred { return (.electionNotNeeded, "The preferred replica leads already.") }
    guard isActive(preferred), partition.inSyncReplicas.contains(preferred) else {
      return (.preferredLeaderNotAvailable, "The preferred replica \(preferred) is not alive and in sync.")
    }
    update(topic, Int(number)) { $0.leader = preferred }
    return (.none, nil)
  }
}
