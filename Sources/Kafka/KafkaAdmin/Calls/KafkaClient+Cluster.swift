public import KafkaProtocol

/// A replica on a disk.
public struct LogDirectoryReplica: Sendable, Hashable {
  /// The size of its log in bytes.
  public let size: Int64
  /// How many records it is behind.
  public let offsetLag: Int64
  /// Whether it is being moved here from another log directory of its broker.
  public let isFuture: Bool
}

/// A log directory of a broker (KIP-113, KIP-827).
public struct LogDirectory: Sendable, Hashable {
  /// Why it cannot be used; nil where it can.
  public let error: ErrorCode?
  /// The size of the volume in bytes; nil where the broker does not say it.
  public let totalBytes: Int64?
  /// How much of it is free, in bytes.
  public let usableBytes: Int64?
  /// The replicas in it.
  public let replicas: [TopicPartition: LogDirectoryReplica]
}

// The cluster, its brokers and its quorum.
extension KafkaClient {
  /// The cluster with its nodes, also (by brokers of Kafka 4) those that are fenced.
  public func describeCluster(includingFenced: Bool = false) async throws(KafkaAdminError) -> ClusterView {
    var request = DescribeClusterRequest()
    request.endpointType = configuration.endpoints == .controllers ? 2 : 1
    request.includeFencedBrokers = includingFenced
    let response = try await send(request, to: .any)
    try Self.check(response.errorCode, response.errorMessage, "DescribeCluster")
    return ClusterView(response)
  }

  /// The log directories of a broker by their paths.
  ///
  /// - Parameter topics: the partitions that are looked at; nil for all.
  public func describeLogDirs(
    of broker: Int32, topics: [String: [Int32]]? = nil
  ) async throws(KafkaAdminError) -> [String: LogDirectory] {
    var request = DescribeLogDirsRequest()
    request.topics = topics.map { topics in
      topics.sorted { $0.key < $1.key }.map { name, partitions in
        var topic = DescribeLogDirsRequest.DescribableLogDirTopic()
        topic.topic = name
        topic.partitions = partitions
        return topic
      }
    }
    let response = try await send(request, to: .node(broker))
    try Self.check(response.errorCode, nil, "DescribeLogDirs")
    var directories: [String: LogDirectory] = [:]
    for result in response.results { directories[result.logDir] = LogDirectory(result) }
    return directories
  }

  /// The state of the metadata quorum (KIP-595, KIP-836), as the active controller has it.
  public func describeQuorum() async throws(KafkaAdminError) -> DescribeQuorumResponse.PartitionData {
    var topic = DescribeQuorumRequest.TopicData()
    topic.topicName = "__cluster_metadata"
    topic.partitions = [DescribeQuorumRequest.PartitionData()]
    var request = DescribeQuorumRequest()
    request.topics = [topic]
    let response = try await send(request, to: .controller)
    try Self.check(response.errorCode, response.errorMessage, "DescribeQuorum")
    guard let partition = response.topics.first?.partitions.first else {
      throw KafkaAdminError(.notFound, "the answer has no partition of the metadata log", object: "DescribeQuorum")
    }
    try Self.check(partition.errorCode, partition.errorMessage, "DescribeQuorum")
    return partition
  }

  /// Throws an error that an answer has.
  static func check(_ code: Int16, _ text: String?, _ object: String) throws(KafkaAdminError) {
    let error = ErrorCode(rawValue: code)
    if error.isError { throw KafkaAdminError(error, text: text, object: object) }
  }
}

extension LogDirectory {
  init(_ result: DescribeLogDirsResponse.Result) {
    let code = ErrorCode(rawValue: result.errorCode)
    error = code.isError ? code : nil
    totalBytes = result.totalBytes >= 0 ? result.totalBytes : nil
    usableBytes = result.usableBytes >= 0 ? result.usableBytes : nil
    var found: [TopicPartition: LogDirectoryReplica] = [:]
    for topic in result.topics {
      for partition in topic.partitions {
        found[TopicPartition(topic.name, partition.partitionIndex)] = LogDirectoryReplica(
          size: partition.partitionSize, offsetLag: partition.offsetLag, isFuture: partition.isFutureKey)
      }
    }
    replicas = found
  }
}
