import KafkaProtocol

/// DescribeLogDirs and AlterReplicaLogDirs: what lies in which log directory, and moving it.
extension BrokerNode {
  func describeLogDirs(_ request: DescribeLogDirsRequest, _ call: Call) -> DescribeLogDirsResponse {
    var response = DescribeLogDirsResponse()
    guard allows(call.context, .describe, .cluster, AccessResourceType.clusterName) else {
      response.errorCode = ErrorCode.clusterAuthorizationFailed.rawValue
      return response
    }
    let wanted = request.topics.map { topics in
      Dictionary(topics.map { ($0.topic, Set($0.partitions)) }) { $0.union($1) }
    }
    for directory in configuration.directories {
      var result = DescribeLogDirsResponse.Result()
      result.logDir = directory.path
      if call.version >= 4, let space = spaces[directory.path] {
        result.totalBytes = space.total
        result.usableBytes = space.usable
      }
      for name in topics.keys.sorted() {
        guard let topic = topics[name], wanted.map({ $0[name] != nil }) ?? true else { continue }
        var entry = DescribeLogDirsResponse.Topic()
        entry.name = name
        for case let replica? in topic.replicas where replica.directory == directory.path {
          if let partitions = wanted?[name], !partitions.contains(replica.partition) { continue }
          var partition = DescribeLogDirsResponse.Partition()
          partition.partitionIndex = replica.partition
          partition.partitionSize = Int64(replica.log.size)
          partition.offsetLag = replica.isLeader ? 0 : max(0, replica.highWatermark - replica.log.endOffset)
          entry.partitions.append(partition)
        }
        if !entry.partitions.isEmpty { result.topics.append(entry) }
      }
      response.results.append(result)
    }
    for path in configuration.failedDirectories {
      var result = DescribeLogDirsResponse.Result()
      result.errorCode = ErrorCode.kafkaStorageError.rawValue
      result.logDir = path
      response.results.append(result)
    }
    return response
  }

  /// Moves replicas to directories, at once: a log in memory has nothing to copy. A replica that is not here yet will come into the
  /// directory that it was asked to be in.
  func alterReplicaLogDirs(_ request: AlterReplicaLogDirsRequest, _ call: Call) -> AlterReplicaLogDirsResponse {
    let isAllowed = allows(call.context, .alter, .cluster, AccessResourceType.clusterName)
    var codes: [String: [Int32: ErrorCode]] = [:]
    var hasMoved = false
    for directory in request.dirs {
      let isKnown = configuration.directories.contains { $0.path == directory.path }
      for topic in directory.topics {
        for partition in topic.partitions {
          let code: ErrorCode
          if !isAllowed {
            code = .clusterAuthorizationFailed
          } else if !isKnown {
            code = .logDirNotFound
          } else if let replica = topics[topic.name]?.replica(partition) {
            hasMoved = hasMoved || replica.directory != directory.path
            replicasByDirectory[replica.directory, default: 0] -= 1
            replicasByDirectory[directory.path, default: 0] += 1
            replica.directory = directory.path
            code = .none
          } else if partitionRecord(topic.name, .zero, partition) != nil {
            wantedDirectories[topic.name, default: [:]][partition] = directory.path
            code = .replicaNotAvailable
          } else {
            code = .unknownTopicOrPartition
          }
          codes[topic.name, default: [:]][partition] = code
        }
      }
    }
    if hasMoved { outputs.append(.partitionsChanged) }
    var response = AlterReplicaLogDirsResponse()
    for name in codes.keys.sorted() {
      var topic = AlterReplicaLogDirsResponse.AlterReplicaLogDirTopicResult()
      topic.topicName = name
      for (partition, code) in (codes[name] ?? [:]).sorted(by: { $0.key < $1.key }) {
        var entry = AlterReplicaLogDirsResponse.AlterReplicaLogDirPartitionResult()
        entry.partitionIndex = partition
        entry.errorCode = code.rawValue
        topic.partitions.append(entry)
      }
      response.results.append(topic)
    }
    return response
  }
}
