import KafkaProtocol
import Testing

@testable import KafkaModel

@Suite struct ProduceTests {
  private func code(_ answer: ProduceResponse.PartitionProduceResponse?) -> ErrorCode? {
    answer.map { ErrorCode(rawValue: $0.errorCode) }
  }

  @Test func aTopicNeverNeedsMoreInSyncReplicasThanItHas() throws {
    let world = BrokerWorld()
    world.makeTopic(configs: ["min.insync.replicas": "3"])
    let token = world.send(BrokerWorld.produce(BrokerWorld.batch(["a"])), version: 9)
    #expect(code(world.produced(token)) == ErrorCode.none)
  }

  @Test func aCompactedTopicTakesNoRecordsWithoutAKey() throws {
    let world = BrokerWorld()
    world.makeTopic(configs: ["cleanup.policy": "compact"])
    let refused = world.send(BrokerWorld.produce(BrokerWorld.batch(["a"])), version: 9)
    #expect(code(world.produced(refused)) == .invalidRecord)
    var builder = RecordBatchBuilder()
    try builder.append(key: [1], value: nil, timestamp: 1_700_000_000_000)
    let taken = world.send(BrokerWorld.produce(builder.finish()), version: 9)
    #expect(code(world.produced(taken)) == ErrorCode.none)
  }

  @Test func recordsAreReadAsTheyWereWritten() throws {
    let world = BrokerWorld()
    world.makeTopic()
    for version: Int16 in 3...12 {
      let token = world.send(BrokerWorld.produce(BrokerWorld.batch(["v\(version)", "w"])), version: version)
      let answer = try #require(world.produced(token))
      #expect(answer.errorCode == 0)
      #expect(answer.baseOffset == Int64(version - 3) * 2)
      #expect(answer.logStartOffset == 0)
    }
    let values = try world.read()
    #expect(values == (3...12).flatMap { ["v\($0)", "w"] })
    #expect(try world.read(from: 19) == ["w"])
  }

  @Test func topicsAreFoundByTheirIdentifiersFromVersion13On() throws {
    let world = BrokerWorld()
    world.makeTopic()
    var request = BrokerWorld.produce(BrokerWorld.batch(["a"]))
    request.topicData[0].name = ""
    request.topicData[0].topicId = BrokerWorld.id(of: "topic")
    #expect(code(world.produced(world.send(request, version: 13))) == ErrorCode.none)
    request.topicData[0].topicId = KafkaUUID(high: 9, low: 9)
    #expect(code(world.produced(world.send(request, version: 13))) == .unknownTopicId)
  }

  @Test func damagedAndForeignRecordsAreRefused() throws {
    let world = BrokerWorld()
    world.makeTopic(configs: ["max.message.bytes": "200"])
    func verdict(_ records: [UInt8], version: Int16 = 9) -> ErrorCode? {
      code(world.produced(world.send(BrokerWorld.produce(records), version: version)))
    }
    var damaged = BrokerWorld.batch(["a"])
    damaged[damaged.count - 1] ^= 1
    #expect(verdict(damaged) == .corruptMessage)
    var old = BrokerWorld.batch(["a"])
    old[16] = 1
    #expect(verdict(old) == .unsupportedForMessageFormat)
    #expect(verdict(Array(BrokerWorld.batch(["a"]).dropLast())) == .corruptMessage)
    #expect(verdict(BrokerWorld.batch(["a"]) + BrokerWorld.batch(["b"])) == .invalidRecord)
    #expect(verdict([]) == .invalidRecord)
    #expect(verdict(BrokerWorld.batch([String(repeating: "x", count: 300)])) == .messageTooLarge)
    #expect(verdict(BrokerWorld.batch(["late"], time: world.now.wall + 7_200_000)) == .invalidTimestamp)
    #expect(verdict(BrokerWorld.batch(["a"], time: .min)) == ErrorCode.none)
    #expect(try world.read() == ["a"])
  }

  @Test func onlyTheLeaderTakesRecordsAndSaysWhoElseDoes() throws {
    let world = BrokerWorld(brokers: 2)
    world.makeTopic(replicas: [2, 1])
    let token = world.send(BrokerWorld.produce(BrokerWorld.batch(["a"])), version: 10)
    let answer = try #require(world.produced(token))
    #expect(ErrorCode(rawValue: answer.errorCode) == .notLeaderOrFollower)
    #expect(answer.currentLeader.leaderId == 2)
    #expect((world.answers[token] as? ProduceResponse)?.nodeEndpoints.first?.host == "broker-2")
    let old = world.send(BrokerWorld.produce(BrokerWorld.batch(["a"])), version: 9)
    #expect(code(world.produced(old)) == .notLeaderOrFollower)
    let unknown = world.send(BrokerWorld.produce(BrokerWorld.batch(["a"]), partition: 7), version: 10)
    #expect(code(world.produced(unknown)) == .unknownTopicOrPartition)
  }

  @Test func allInSyncReplicasMustHaveARecordBeforeItIsAcknowledged() throws {
    let world = BrokerWorld(brokers: 3)
    world.makeTopic(replicas: [1, 2, 3])
    world.advance()
    world.isolated = [3]
    let token = world.send(BrokerWorld.produce(BrokerWorld.batch(["a"])), version: 9)
    world.advance(by: .seconds(2))
    #expect(world.answers[token] == nil)
    #expect(try world.read() == [])
    world.isolated = []
    world.advance(by: .seconds(2))
    #expect(code(world.produced(token)) == ErrorCode.none)
    #expect(try world.read() == ["a"])
  }

  @Test func aRecordThatIsNotReplicatedInTimeIsNotAcknowledged() throws {
    let world = BrokerWorld(brokers: 2)
    world.makeTopic(replicas: [1, 2])
    world.isolated = [2]
    let token = world.send(BrokerWorld.produce(BrokerWorld.batch(["a"]), timeout: 500), version: 9)
    world.advance(by: .seconds(1))
    #expect(code(world.produced(token)) == .requestTimedOut)
    let quick = world.send(BrokerWorld.produce(BrokerWorld.batch(["b"]), acks: 1), version: 9)
    #expect(code(world.produced(quick)) == ErrorCode.none)
    #expect(try world.read() == [])
  }

  @Test func aFollowerThatLagsLeavesTheInSyncReplicasAndComesBack() throws {
    let world = BrokerWorld(brokers: 2, properties: ["replica.lag.time.max.ms": "2000"])
    world.makeTopic(replicas: [1, 2])
    world.advance(by: .seconds(1))
    world.isolated = [2]
    let token = world.send(BrokerWorld.produce(BrokerWorld.batch(["a"])), version: 9)
    world.advance(by: .seconds(5))
    #expect(code(world.produced(token)) == ErrorCode.none)
    #expect(world.image.partition("topic", 0)?.inSyncReplicas == [1])
    world.isolated = []
    world.publish()
    world.advance(by: .seconds(3))
    #expect(world.image.partition("topic", 0)?.inSyncReplicas == [1, 2])
  }

  @Test func withoutTheControllersWordALaggingFollowerStillCounts() throws {
    let world = BrokerWorld(brokers: 2, properties: ["replica.lag.time.max.ms": "2000"])
    world.makeTopic(replicas: [1, 2])
    world.advance(by: .seconds(1))
    world.isolated = [2]
    world.isControllerReachable = false
    let token = world.send(BrokerWorld.produce(BrokerWorld.batch(["a"])), version: 9)
    world.advance(by: .seconds(10))
    #expect(world.answers[token] == nil)
    world.isControllerReachable = true
    world.advance(by: .seconds(2))
    #expect(code(world.produced(token)) == ErrorCode.none)
  }

  @Test func tooFewInSyncReplicasRefuseBeforeAndTellAfter() throws {
    let world = BrokerWorld(brokers: 2, properties: ["replica.lag.time.max.ms": "2000"])
    world.makeTopic(replicas: [1, 2], configs: ["min.insync.replicas": "2"])
    world.advance(by: .seconds(1))
    world.isolated = [2]
    let token = world.send(BrokerWorld.produce(BrokerWorld.batch(["a"])), version: 9)
    world.advance(by: .seconds(5))
    #expect(code(world.produced(token)) == .notEnoughReplicasAfterAppend)
    let next = world.send(BrokerWorld.produce(BrokerWorld.batch(["b"])), version: 9)
    #expect(code(world.produced(next)) == .notEnoughReplicas)
  }

  @Test func acksZeroHasNoAnswerButAClosedConnectionOnError() throws {
    let world = BrokerWorld()
    world.makeTopic()
    let token = world.send(BrokerWorld.produce(BrokerWorld.batch(["a"]), acks: 0), version: 9)
    #expect(world.answers[token] == nil && world.unanswered == [token])
    #expect(try world.read() == ["a"])
    let bad = world.send(BrokerWorld.produce([1, 2, 3], acks: 0), version: 9)
    #expect(world.unanswered.contains(bad))
    #expect(
      code(world.produced(world.send(BrokerWorld.produce(BrokerWorld.batch(["a"]), acks: 5), version: 9)))
        == .invalidRequiredAcks)
  }

  /// The first of two batches in flight went with a leader that was killed before it had it copied.
  @Test func theSecondOfAProducersBatchesIsNotTakenBeforeTheFirst() throws {
    let world = BrokerWorld()
    world.makeTopic()
    func send(_ sequence: Int32, producer: Int64 = 7) -> ErrorCode? {
      let batch = BrokerWorld.batch(["\(sequence)"], producer: producer, epoch: 0, sequence: sequence)
      return code(world.produced(world.send(BrokerWorld.produce(batch), version: 9)))
    }
    #expect(send(1) == .outOfOrderSequenceNumber)
    #expect(send(0) == ErrorCode.none)
    #expect(send(1) == ErrorCode.none)
    // Where records are gone that the log once had, nobody knows what they were.
    var request = DeleteRecordsRequest()
    var topic = DeleteRecordsRequest.Topic()
    topic.name = "topic"
    var partition = DeleteRecordsRequest.Partition()
    partition.offset = 1
    topic.partitions = [partition]
    request.topics = [topic]
    #expect(try world.ask(request, version: 2).topics.first?.partitions.first?.lowWatermark == 1)
    #expect(send(5, producer: 8) == ErrorCode.none)
  }

  @Test func anIdempotentProducersRecordsAreWrittenOnceAndInOrder() throws {
    let world = BrokerWorld()
    world.makeTopic()
    func send(_ values: [String], _ sequence: Int32, epoch: Int16 = 0) -> ProduceResponse.PartitionProduceResponse? {
      let batch = BrokerWorld.batch(values, producer: 7, epoch: epoch, sequence: sequence)
      return world.produced(world.send(BrokerWorld.produce(batch), version: 9))
    }
    for sequence in 0..<6 as Range<Int32> { #expect(send(["\(sequence)"], sequence)?.baseOffset == Int64(sequence)) }
    // One of the last five is known, and answered with its place.
    #expect(send(["1"], 1)?.baseOffset == 1)
    #expect(code(send(["1"], 1)) == ErrorCode.none)
    #expect(code(send(["0"], 0)) == .outOfOrderSequenceNumber)
    #expect(code(send(["9"], 9)) == .outOfOrderSequenceNumber)
    #expect(code(send(["n"], 3, epoch: 1)) == .outOfOrderSequenceNumber)
    #expect(code(send(["n"], 0, epoch: 1)) == ErrorCode.none)
    #expect(code(send(["6"], 6, epoch: 0)) == .invalidProducerEpoch)
    #expect(try world.read() == ["0", "1", "2", "3", "4", "5", "n"])
  }

  @Test func theBrokersClockIsStampedWhereTheTopicAsksForIt() throws {
    let world = BrokerWorld()
    world.makeTopic(configs: ["message.timestamp.type": "LogAppendTime"])
    let answer = world.produced(world.send(BrokerWorld.produce(BrokerWorld.batch(["a"], time: 5)), version: 9))
    #expect(answer?.logAppendTimeMs == world.now.wall)
    let data = try #require(world.fetched(world.send(BrokerWorld.fetch(0), version: 12)))
    let batch = try #require(try RecordBatches.all(in: data.records ?? []).first)
    #expect(batch.hasValidChecksum && batch.timestampType == .logAppendTime && batch.maxTimestamp == world.now.wall)
  }

  @Test func transactionsAreRefusedHonestly() throws {
    let world = BrokerWorld()
    world.makeTopic()
    var request = BrokerWorld.produce(BrokerWorld.batch(["a"]))
    request.transactionalId = "t"
    #expect(code(world.produced(world.send(request, version: 9))) == .invalidTxnState)
    var identifier = InitProducerIdRequest()
    identifier.transactionalId = "t"
    #expect(try world.ask(identifier, version: 4).errorCode == ErrorCode.invalidRequest.rawValue)
    var coordinator = FindCoordinatorRequest()
    coordinator.keyType = 1
    coordinator.key = "t"
    #expect(try world.ask(coordinator, version: 3).errorCode == ErrorCode.invalidRequest.rawValue)
  }

  /// Whoever is the first to need a group need not be allowed to create topics.
  @Test func theTopicOfGroupsIsAskedForByTheBrokerItself() throws {
    let world = BrokerWorld()
    var coordinator = FindCoordinatorRequest()
    coordinator.key = "readers"
    #expect(try world.ask(coordinator, version: 3).errorCode == ErrorCode.coordinatorNotAvailable.rawValue)
    #expect((world.forwarded.first?.1 as? CreateTopicsRequest)?.topics.first?.name == "__consumer_offsets")
    #expect(world.forwardedFor.first?.listener.isEmpty == true)
  }

  @Test func producersGetIdentifiersThatNobodyHas() throws {
    let world = BrokerWorld()
    var request = InitProducerIdRequest()
    request.transactionalId = nil
    let first = world.send(request, version: 4)
    let second = world.send(request, version: 4)
    world.settle()
    let ids = [first, second].map { (world.answers[$0] as? InitProducerIdResponse)?.producerId }
    #expect(ids == [1_000, 1_001])
  }

  @Test func memoryIsBoundedAndTheOldestRecordsGoFirst() throws {
    let world = BrokerWorld { $0.memoryLimit = 4 << 20 }
    world.makeTopic(partitions: 2)
    let large = BrokerWorld.batch([String(repeating: "x", count: 500_000)])
    for round in 0..<40 {
      let token = world.send(BrokerWorld.produce(large, partition: Int32(round % 2)), version: 9)
      #expect(code(world.produced(token)) == ErrorCode.none)
    }
    let node = try #require(world.nodes[1])
    #expect(node.memoryUsed <= 4 << 20)
    #expect(node.hostedPartitions.reduce(0) { $0 + $1.size } == Int64(node.memoryUsed))
    for partition in 0..<2 as Range<Int32> {
      let log = try #require(node.topics["topic"]?.replica(partition)).log
      #expect(log.startOffset > 0 && log.endOffset == 20)
    }
  }

  @Test func oldRecordsGoWhenTheirTimeIsOver() throws {
    let world = BrokerWorld()
    world.makeTopic(configs: ["retention.ms": "60000"])
    _ = world.send(BrokerWorld.produce(BrokerWorld.batch(["a"])), version: 9)
    world.now = world.now.later(.seconds(59))
    world.advance()
    #expect(try world.read() == ["a"])
    world.now = world.now.later(.seconds(60))
    world.advance()
    let data = try #require(world.fetched(world.send(BrokerWorld.fetch(0), version: 12)))
    #expect(ErrorCode(rawValue: data.errorCode) == .offsetOutOfRange)
    #expect(try world.read(from: 1) == [])
  }
}
