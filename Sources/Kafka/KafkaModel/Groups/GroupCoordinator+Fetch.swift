import KafkaProtocol

extension GroupCoordinator {
  func fetch(_ request: OffsetFetchRequest, _ call: GroupCall) {
    var response = OffsetFetchResponse()
    defer { respond(call.token, response) }
    guard call.version < 8 else {
      for group in request.groups { response.groups.append(fetched(group, call)) }
      return
    }
    let names: [(String, [Int32])]? = request.topics.map { $0.map { ($0.name, $0.partitionIndexes) } }
    let error = refusal(of: request.groupId, .describe, call, mayBeEmpty: true) ?? .none
    if error != .none && call.version >= 2 {
      response.errorCode = error.rawValue
      return
    }
    let group = error == .none ? readable(request.groupId) : nil
    for (name, indexes) in names ?? everything(of: group, call) {
      var topic = OffsetFetchResponse.Topic()
      topic.name = name
      for index in indexes {
        let failure = error != .none ? error : call.allows(.describe, .topic, name) ? .none : .topicAuthorizationFailed
        let offset = failure == .none ? group?.offsets[GroupTopicPartition(topic: name, partition: index)] : nil
        var entry = OffsetFetchResponse.Partition()
        entry.partitionIndex = index
        entry.committedOffset = offset?.offset ?? -1
        entry.committedLeaderEpoch = offset?.leaderEpoch ?? -1
        entry.metadata = offset?.metadata ?? ""
        entry.errorCode = failure.rawValue
        topic.partitions.append(entry)
      }
      response.topics.append(topic)
    }
  }

  private func readable(_ id: String) -> Group? { groups[id].flatMap { $0.state == .dead ? nil : $0 } }

  /// All that the group has committed and the client may see.
  private func everything(of group: Group?, _ call: GroupCall) -> [(String, [Int32])] {
    var topics: [String: [Int32]] = [:]
    for target in group?.offsets.keys.map({ $0 }) ?? [] where call.allows(.describe, .topic, target.topic) {
      topics[target.topic, default: []].append(target.partition)
    }
    return topics.sorted { $0.key < $1.key }.map { ($0.key, $0.value.sorted()) }
  }

  private func fetched(_ request: OffsetFetchRequest.Group, _ call: GroupCall) -> OffsetFetchResponse.Group {
    var answer = OffsetFetchResponse.Group()
    answer.groupId = request.groupId
    if let error = refusal(of: request.groupId, .describe, call, mayBeEmpty: true) {
      answer.errorCode = error.rawValue
      return answer
    }
    let group = readable(request.groupId)
    guard let topics = request.topics else {
      for (name, indexes) in everything(of: group, call) {
        var topic = OffsetFetchResponse.Topics()
        if call.version >= 10 {
          // A topic that is gone has no identifier by which it could be named.
          guard let id = call.topics.topicID(of: name) else { continue }
          topic.topicId = id
        } else {
          topic.name = name
        }
        topic.partitions = indexes.map { fetched(name, $0, .none, group) }
        answer.topics.append(topic)
      }
      return answer
    }
    for topic in topics {
      var entry = OffsetFetchResponse.Topics()
      var name: String? = topic.name
      if call.version >= 10 {
        entry.topicId = topic.topicId
        name = call.topics.topicName(of: topic.topicId)
      } else {
        entry.name = topic.name
      }
      let known = name ?? ""
      let error: ErrorCode =
        name == nil ? .unknownTopicId : call.allows(.describe, .topic, known) ? .none : .topicAuthorizationFailed
      entry.partitions = topic.partitionIndexes.map { fetched(known, $0, error, group) }
      answer.topics.append(entry)
    }
    return answer
  }

  private func fetched(_ name: String, _ index: Int32, _ error: ErrorCode, _ group: Group?)
    -> OffsetFetchResponse.Partitions
  {
    let offset = error == .none ? group?.offsets[GroupTopicPartition(topic: name, partition: index)] : nil
    var entry = OffsetFetchResponse.Partitions()
    entry.partitionIndex = index
    entry.committedOffset = offset?.offset ?? -1
    entry.committedLeaderEpoch = offset?.leaderEpoch ?? -1
    entry.metadata = offset?.metadata ?? ""
    entry.errorCode = error.rawValue
    return entry
  }
}
