import KafkaProtocol
import Testing

@testable import KafkaModel

/// Brokers, and a cluster's image that the test makes: messages arrive at once, and nothing is lost but by the test.
final class BrokerWorld {
  var image = ClusterImage(clusterID: "cluster")
  var nodes: [Int32: BrokerNode] = [:]
  var answers: [RequestToken: any KafkaResponse] = [:]
  var unanswered: [RequestToken] = []
  var forwarded: [(RequestToken, any KafkaRequest)] = []
  /// For whom.
  var forwardedFor: [RequestContext] = []
  /// Nodes whose messages to others, and those to them, are lost.
  var isolated: Set<Int32> = []
  /// Whether the controller answers AlterPartition.
  var isControllerReachable = true
  var now = Moment(monotonic: .zero, wall: 1_700_000_000_000)
  private var sent: [Int32: ClusterImage] = [:]
  private var versions: [RequestToken: Int16] = [:]
  private var fetches: [RequestToken: (follower: Int32, leader: Int32)] = [:]
  private var tokens: UInt64 = 0
  private var seed: UInt64 = 42

  init(
    brokers: Int32 = 1, properties: [String: String] = [:], change: (inout BrokerNodeConfiguration) -> Void = { _ in }
  ) {
    for id in 1...brokers {
      var configuration = BrokerNodeConfiguration(
        nodeID: id,
        directories: [
          BrokerLogDirectory(path: "/data/a", id: KafkaUUID(high: 1, low: UInt64(id))),
          BrokerLogDirectory(path: "/data/b", id: KafkaUUID(high: 2, low: UInt64(id))),
        ], properties: properties)
      change(&configuration)
      nodes[id] = BrokerNode(configuration: configuration) { [unowned self] in
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return seed
      }
      image.brokers[id] = BrokerRecord(
        id: id, epoch: Int64(id) * 10,
        endpoints: [BrokerEndpoint(listener: "PLAINTEXT", host: "broker-\(id)", port: 9_092, securityProtocol: 0)],
        isFenced: false)
      run(id, .registered(brokerEpoch: Int64(id) * 10))
    }
    image.controllerID = 1
    publish()
  }

  // MARK: The controller's part

  func publish() {
    image.version += 1
    for id in nodes.keys.sorted() where !isolated.contains(id) {
      let update = image.update(from: sent[id])
      sent[id] = image
      run(id, .update(update))
    }
  }

  static func id(of topic: String) -> KafkaUUID {
    KafkaUUID(high: 7, low: UInt64(truncatingIfNeeded: topic.utf8.reduce(5) { $0 &* 31 &+ Int($1) }))
  }

  func makeTopic(
    _ name: String = "topic", partitions: Int = 1, replicas: [Int32] = [1], configs: [String: String] = [:]
  ) {
    let record = PartitionRecord(replicas: replicas, inSyncReplicas: replicas, leader: replicas[0])
    image.setTopic(
      TopicRecord(
        id: Self.id(of: name), name: name, isInternal: name == "__consumer_offsets",
        partitions: Array(repeating: record, count: partitions)))
    if !configs.isEmpty { image.configs[.topic(name)] = configs }
    publish()
  }

  func changePartition(_ topic: String = "topic", _ partition: Int = 0, _ change: (inout PartitionRecord) -> Void) {
    guard var record = image.topics[topic] else { return }
    let leader = record.partitions[partition].leader
    change(&record.partitions[partition])
    record.partitions[partition].partitionEpoch += 1
    if record.partitions[partition].leader != leader { record.partitions[partition].leaderEpoch += 1 }
    image.setTopic(record)
    publish()
  }

  private func alter(_ request: AlterPartitionRequest) -> AlterPartitionResponse {
    var response = AlterPartitionResponse()
    for topic in request.topics {
      var result = AlterPartitionResponse.TopicData()
      result.topicId = topic.topicId
      for partition in topic.partitions {
        var answer = AlterPartitionResponse.PartitionData()
        answer.partitionIndex = partition.partitionIndex
        let name = image.topicNames[topic.topicId] ?? ""
        if let known = image.partition(name, partition.partitionIndex) {
          if partition.leaderEpoch != known.leaderEpoch {
            answer.errorCode = ErrorCode.fencedLeaderEpoch.rawValue
          } else if partition.partitionEpoch != known.partitionEpoch {
            answer.errorCode = ErrorCode.invalidUpdateVersion.rawValue
          } else {
            changePartition(name, Int(partition.partitionIndex)) {
              $0.inSyncReplicas = partition.newIsrWithEpochs.map(\.brokerId)
            }
            answer.leaderId = known.leader
            answer.leaderEpoch = known.leaderEpoch
            answer.isr = partition.newIsrWithEpochs.map(\.brokerId)
            answer.partitionEpoch = known.partitionEpoch + 1
          }
        }
        result.partitions.append(answer)
      }
      response.topics.append(result)
    }
    return response
  }

  // MARK: Running

  func run(_ id: Int32, _ input: BrokerInput) {
    guard let node = nodes[id] else { return }
    for output in node.receive(input, at: now) { handle(output, of: id) }
  }

  private func handle(_ output: BrokerOutput, of id: Int32) {
    switch output {
    case .respond(let token, let response):
      if let (follower, leader) = fetches.removeValue(forKey: token) {
        let isLost = isolated.contains(follower) || isolated.contains(leader)
        pending.append((follower, .fetched(from: leader, isLost ? nil : response as? FetchResponse)))
      } else {
        answers[token] = response
        // Whatever is answered can be written in the version of the request.
        if let version = versions[token] {
          #expect(throws: Never.self) { _ = try response.encoded(version: version) }
        }
      }
    case .noResponse(let token), .disconnect(let token): unanswered.append(token)
    case .forward(let token, let context, _, _, let request):
      forwarded.append((token, request))
      forwardedFor.append(context)
    case .fetch(let leader, let request): deliver(request, from: id, to: leader)
    case .alterPartition(let request):
      let isLost = isolated.contains(id) || !isControllerReachable
      pending.append((id, .alteredPartition(isLost ? nil : alter(request))))
    case .allocateProducerIDs:
      var response = AllocateProducerIdsResponse()
      response.producerIdStart = 1_000
      response.producerIdLen = 1_000
      pending.append((id, .producerIDs(response)))
    case .partitionsChanged: break
    }
  }

  private var pending: [(Int32, BrokerInput)] = []

  private func deliver(_ request: FetchRequest, from follower: Int32, to leader: Int32) {
    guard !isolated.contains(follower), !isolated.contains(leader), nodes[leader] != nil else {
      pending.append((follower, .fetched(from: leader, nil)))
      return
    }
    tokens += 1
    let token = RequestToken(rawValue: tokens)
    fetches[token] = (follower, leader)
    let context = RequestContext(connection: ConnectionID(rawValue: UInt64(1_000 + follower)), listener: "PLAINTEXT")
    pending.append((leader, .request(token, context, .fetch, version: 17, request)))
  }

  /// Lets time pass in steps of 10 ms, and all messages arrive.
  func advance(by duration: Duration = .milliseconds(10)) {
    let end = now.later(duration)
    repeat {
      settle()
      now = now.later(.milliseconds(10))
      for id in nodes.keys.sorted() { run(id, .tick) }
    } while now.monotonic < end.monotonic
    settle()
  }

  func settle() {
    var steps = 0
    while !pending.isEmpty, steps < 1_000 {
      let (id, input) = pending.removeFirst()
      run(id, input)
      steps += 1
    }
  }

  // MARK: The client's part

  /// Sends a request; its answer, if it comes at once, or by `answer(to:)` later.
  func send<Request: KafkaRequest>(
    _ request: Request, version: Int16, to id: Int32 = 1, client: String = "test", connection: UInt64 = 1
  ) -> RequestToken {
    tokens += 1
    let token = RequestToken(rawValue: tokens)
    versions[token] = version
    let context = RequestContext(
      connection: ConnectionID(rawValue: connection), clientID: client, listener: "PLAINTEXT")
    run(id, .request(token, context, Request.apiKey, version: version, request))
    return token
  }

  func ask<Request: KafkaRequest>(_ request: Request, version: Int16, of id: Int32 = 1) throws -> Request.Response {
    let token = send(request, version: version, to: id)
    return try #require(answers[token] as? Request.Response)
  }

  static func batch(
    _ values: [String], producer: Int64 = -1, epoch: Int16 = -1, sequence: Int32 = -1, time: Int64 = 1_700_000_000_000
  ) -> [UInt8] {
    var builder = RecordBatchBuilder()
    builder.producerID = producer
    builder.producerEpoch = epoch
    builder.baseSequence = sequence
    for (index, value) in values.enumerated() {
      try? builder.append(key: nil, value: Array(value.utf8)[...], timestamp: time &+ Int64(index))
    }
    return builder.finish()
  }

  static func produce(
    _ records: [UInt8], topic: String = "topic", partition: Int32 = 0, acks: Int16 = -1, timeout: Int32 = 30_000
  ) -> ProduceRequest {
    var data = ProduceRequest.PartitionProduceData()
    data.index = partition
    data.records = records[...]
    var target = ProduceRequest.TopicProduceData()
    target.name = topic
    target.partitionData = [data]
    var request = ProduceRequest()
    request.acks = acks
    request.timeoutMs = timeout
    request.topicData = [target]
    return request
  }

  static func fetch(
    _ offset: Int64, topic: String = "topic", partition: Int32 = 0, wait: Int32 = 0, minimum: Int32 = 1,
    maximum: Int32 = 1 << 20
  ) -> FetchRequest {
    var data = FetchRequest.Partition()
    data.partition = partition
    data.fetchOffset = offset
    data.partitionMaxBytes = maximum
    var target = FetchRequest.Topic()
    target.topic = topic
    target.topicId = id(of: topic)
    target.partitions = [data]
    var request = FetchRequest()
    request.maxWaitMs = wait
    request.minBytes = minimum
    request.topics = [target]
    return request
  }

  func produced(_ token: RequestToken) -> ProduceResponse.PartitionProduceResponse? {
    (answers[token] as? ProduceResponse)?.responses.first?.partitionResponses.first
  }

  func fetched(_ token: RequestToken) -> FetchResponse.PartitionData? {
    (answers[token] as? FetchResponse)?.responses.first?.partitions.first
  }

  /// The values of the records that a consumer reads from an offset on.
  func read(from offset: Int64 = 0, topic: String = "topic", partition: Int32 = 0, of id: Int32 = 1) throws -> [String]
  {
    var values: [String] = []
    var next = offset
    while true {
      let token = send(Self.fetch(next, topic: topic, partition: partition), version: 12, to: id)
      let data = try #require(fetched(token))
      try #require(data.errorCode == 0)
      let records = try #require(data.records)
      if records.isEmpty { return values }
      for batch in try RecordBatches.all(in: records) {
        for record in try batch.records() where record.offset >= next {
          values.append(String(decoding: record.value ?? [], as: UTF8.self))
        }
        next = batch.nextOffset
      }
    }
  }
}
