import KafkaProtocol
import Transport

/// The replicas of a partition that is being moved (KIP-455).
public struct PartitionReassignment: Sendable, Hashable {
  /// All replicas now, old and new ones.
  public let replicas: [Int32]
  /// Those that are being added.
  public let adding: [Int32]
  /// Those that will be removed.
  public let removing: [Int32]
}

/// Which offset of a partition is asked for (KIP-79, KIP-734).
public enum OffsetQuery: Sendable, Hashable {
  /// The first one that there is.
  case earliest
  /// The one after the last.
  case latest
  /// That of the record with the highest timestamp.
  case maximumTimestamp
  /// The first one whose timestamp is not before this, in milliseconds since the epoch.
  case time(Int64)

  var timestamp: Int64 {
    switch self {
    case .latest: -1
    case .earliest: -2
    case .maximumTimestamp: -3
    case .time(let milliseconds): milliseconds
    }
  }
}

/// How a leader is elected.
public enum ElectionType: Int8, Sendable, Hashable {
  /// The first replica, where it is in sync.
  case preferred = 0
  /// Any replica: records may be lost.
  case unclean = 1
}

// Offsets, reassignments and elections of partitions.
extension KafkaClient {
  /// Offsets of partitions, asked of their leaders; -1 where there is no such record. Each partition that cannot be asked has
  /// its error; those whose leader changes are asked again.
  public func listOffsets(
    _ queries: [TopicPartition: OffsetQuery]
  ) async throws(KafkaAdminError) -> [TopicPartition: Result<Int64, KafkaAdminError>] {
    let ends = MonotonicClock.now + configuration.callDeadline
    var outcomes: [TopicPartition: Result<Int64, KafkaAdminError>] = [:]
    var open = Array(queries.keys)
    for attempt in 1... {
      for (place, outcome) in try await offsetsNow(of: open, queries, until: ends) { outcomes[place] = outcome }
      open = open.filter { if case .failure(let error) = outcomes[$0] { Self.mayPass(error) } else { false } }
      guard let first = open.first, case .failure(let error) = outcomes[first],
        MonotonicClock.now + configuration.backoff.maximum * 2 < ends
      else { break }
      try await rest(after: attempt, until: ends, error)
    }
    for place in queries.keys where outcomes[place] == nil {
      outcomes[place] = .failure(KafkaAdminError(.notFound, "the answer leaves the partition out", object: "\(place)"))
    }
    return outcomes
  }

  /// A topic that is not there now is not waited for.
  private static func mayPass(_ error: KafkaAdminError) -> Bool {
    error.isRetryable && error.apiError != .unknownTopicOrPartition
  }

  /// Asks each leader once.
  private func offsetsNow(
    of partitions: [TopicPartition], _ queries: [TopicPartition: OffsetQuery], until ends: Duration
  ) async throws(KafkaAdminError) -> [TopicPartition: Result<Int64, KafkaAdminError>] {
    var outcomes: [TopicPartition: Result<Int64, KafkaAdminError>] = [:]
    var byLeader: [Int32: [TopicPartition]] = [:]
    let topics = try await describeTopics(Array(Set(partitions.map(\.topic))).sorted())
    for place in partitions {
      do throws(KafkaAdminError) {
        guard let topic = try topics[place.topic]?.get(), let partition = topic.partitions[place.partition] else {
          throw KafkaAdminError(.unknownTopicOrPartition, object: "\(place)")
        }
        guard let leader = partition.leader else {
          throw KafkaAdminError(.leaderNotAvailable, object: "\(place)")
        }
        byLeader[leader, default: []].append(place)
      } catch { outcomes[place] = .failure(error) }
    }
    for (leader, places) in byLeader {
      do throws(KafkaAdminError) {
        let response = try await sendOnce(Self.offsets(places, queries), toNode: leader, until: ends)
        for topic in response.topics {
          for partition in topic.partitions {
            let place = TopicPartition(topic.name, partition.partitionIndex)
            let error = ErrorCode(rawValue: partition.errorCode)
            outcomes[place] =
              error.isError ? .failure(KafkaAdminError(error, object: "\(place)")) : .success(partition.offset)
          }
        }
      } catch {
        if error.code == .cancelled || error.code == .closed { throw error }
        for place in places { outcomes[place] = .failure(error) }
      }
    }
    return outcomes
  }

  private static func offsets(
    _ partitions: [TopicPartition], _ queries: [TopicPartition: OffsetQuery]
  ) -> ListOffsetsRequest {
    var request = ListOffsetsRequest()
    request.replicaId = -1
    request.timeoutMs = 30_000
    for (name, partitions) in Dictionary(grouping: partitions, by: \.topic).sorted(by: { $0.key < $1.key }) {
      var topic = ListOffsetsRequest.Topic()
      topic.name = name
      topic.partitions = partitions.map { place in
        var partition = ListOffsetsRequest.Partition()
        partition.partitionIndex = place.partition
        partition.timestamp = (queries[place] ?? .latest).timestamp
        return partition
      }
      request.topics.append(topic)
    }
    return request
  }

  /// Moves partitions to other brokers, and says of each that is not moved why.
  ///
  /// - Parameter targets: the replicas that each partition is to have, the preferred leader first; nil cancels a move.
  public func alterPartitionReassignments(
    _ targets: [TopicPartition: [Int32]?], patience: Duration = .seconds(30)
  ) async throws(KafkaAdminError) -> [TopicPartition: KafkaAdminError] {
    var request = AlterPartitionReassignmentsRequest()
    request.timeoutMs = patience.wholeMilliseconds
    for (name, places) in Dictionary(grouping: targets.keys, by: \.topic).sorted(by: { $0.key < $1.key }) {
      var topic = AlterPartitionReassignmentsRequest.ReassignableTopic()
      topic.name = name
      topic.partitions = places.map { place in
        var partition = AlterPartitionReassignmentsRequest.ReassignablePartition()
        partition.partitionIndex = place.partition
        partition.replicas = targets[place] ?? nil
        return partition
      }
      request.topics.append(topic)
    }
    let response = try await send(request, to: .controller)
    try Self.check(response.errorCode, response.errorMessage, "AlterPartitionReassignments")
    var failures: [TopicPartition: KafkaAdminError] = [:]
    for topic in response.responses {
      for partition in topic.partitions {
        let error = ErrorCode(rawValue: partition.errorCode)
        guard error.isError else { continue }
        let place = TopicPartition(topic.name, partition.partitionIndex)
        failures[place] = KafkaAdminError(error, text: partition.errorMessage, object: "\(place)")
      }
    }
    return failures
  }

  /// The partitions that are being moved.
  public func listPartitionReassignments(
    patience: Duration = .seconds(30)
  ) async throws(KafkaAdminError) -> [TopicPartition: PartitionReassignment] {
    var request = ListPartitionReassignmentsRequest()
    request.timeoutMs = patience.wholeMilliseconds
    let response = try await send(request, to: .controller)
    try Self.check(response.errorCode, response.errorMessage, "ListPartitionReassignments")
    var moves: [TopicPartition: PartitionReassignment] = [:]
    for topic in response.topics {
      for partition in topic.partitions {
        moves[TopicPartition(topic.name, partition.partitionIndex)] = PartitionReassignment(
          replicas: Array(partition.replicas), adding: Array(partition.addingReplicas),
          removing: Array(partition.removingReplicas))
      }
    }
    return moves
  }

  /// Elects leaders, and says of each partition that did not get one why; `ELECTION_NOT_NEEDED` is none.
  ///
  /// - Parameter partitions: nil for all.
  public func electLeaders(
    _ type: ElectionType, of partitions: [TopicPartition]? = nil, patience: Duration = .seconds(30)
  ) async throws(KafkaAdminError) -> [TopicPartition: KafkaAdminError] {
    var request = ElectLeadersRequest()
    request.electionType = type.rawValue
    request.timeoutMs = patience.wholeMilliseconds
    request.topicPartitions = partitions.map { places in
      Dictionary(grouping: places, by: \.topic).sorted { $0.key < $1.key }.map { name, places in
        var topic = ElectLeadersRequest.TopicPartitions()
        topic.topic = name
        topic.partitions = places.map(\.partition)
        return topic
      }
    }
    let response = try await send(request, to: .controller)
    try Self.check(response.errorCode, nil, "ElectLeaders")
    var failures: [TopicPartition: KafkaAdminError] = [:]
    for topic in response.replicaElectionResults {
      for partition in topic.partitionResult {
        let error = ErrorCode(rawValue: partition.errorCode)
        guard error.isError, error != .electionNotNeeded else { continue }
        let place = TopicPartition(topic.topic, partition.partitionId)
        failures[place] = KafkaAdminError(error, text: partition.errorMessage, object: "\(place)")
      }
    }
    return failures
  }
}
