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

  /// A batch of "a" and "b" with other bytes at a place, counted from the end where it is negative, and the checksum of that.
  private func changed(_ batch: [UInt8], at place: Int, to bytes: [UInt8]) -> [UInt8] {
    var batch = batch
    let start = place < 0 ? batch.count + place : place
    batch.replaceSubrange(start..<start + bytes.count, with: bytes)
    let checksum = CRC32C.checksum(batch[21...])
    batch.replaceSubrange(17..<21, with: (0..<4).map { UInt8(truncatingIfNeeded: checksum >> (24 - 8 * $0)) })
    return batch
  }

  @Test func recordsThatNobodyCanReadAreRefusedAndOthersOfTheRequestAreNot() throws {
    let world = BrokerWorld()
    world.makeTopic(partitions: 2)
    let good = BrokerWorld.batch(["a", "b"])
    // The number of headers of the last record, the length of the first, its offset, and a record more than there are.
    let bad = [
      changed(good, at: -1, to: [2]), changed(good, at: 61, to: [0x7F]), changed(good, at: 64, to: [4]),
      changed(changed(good, at: 23, to: [0, 0, 0, 2]), at: 57, to: [0, 0, 0, 3]),
    ]
    for (index, records) in bad.enumerated() {
      var request = BrokerWorld.produce(records)
      request.topicData[0].partitionData += BrokerWorld.produce(good, partition: 1).topicData[0].partitionData
      let answer = world.answers[world.send(request, version: 9)] as? ProduceResponse
      let parts = try #require(answer?.responses.first?.partitionResponses)
      #expect(parts.map { ErrorCode(rawValue: $0.errorCode) } == [.invalidRecord, ErrorCode.none], "\(index)")
      #expect(parts[0].baseOffset == -1 && parts[0].errorMessage?.isEmpty == false)
      #expect(parts[1].baseOffset == Int64(index) * 2)
    }
    #expect(try world.read() == [])
    #expect(try world.read(partition: 1).count == 8)
  }

  @Test func theLargestTimestampIsThatOfTheRecordsWhateverTheHeaderSays() throws {
    let world = BrokerWorld()
    world.makeTopic()
    let lie = changed(BrokerWorld.batch(["a", "b"]), at: 35, to: [0, 0, 0, 0, 0, 0, 0, 9])
    #expect(code(world.produced(world.send(BrokerWorld.produce(lie), version: 9))) == ErrorCode.none)
    let data = try #require(world.fetched(world.send(BrokerWorld.fetch(0), version: 12)))
    let batch = try #require(try RecordBatches.all(in: data.records ?? []).first)
    #expect(batch.hasValidChecksum && batch.maxTimestamp == 1_700_000_000_001)
    var offsets = ListOffsetsRequest()
    var topic = ListOffsetsRequest.Topic()
    topic.name = "topic"
    topic.partitions = [ListOffsetsRequest.Partition()]
    topic.partitions[0].timestamp = 1_700_000_000_001
    offsets.topics = [topic]
    #expect(try world.ask(offsets, version: 7).topics.first?.partitions.first?.offset == 1)
  }

  @Test func everyRecordsTimestampMustBeTimely() throws {
    let world = BrokerWorld()
    world.makeTopic(configs: ["message.timestamp.before.max.ms": "1000", "message.timestamp.after.max.ms": "1000"])
    func verdict(_ times: [Int64], _ attributes: UInt8 = 0) -> ErrorCode? {
      var builder = RecordBatchBuilder()
      for time in times { try? builder.append(key: nil, value: [], timestamp: time) }
      let records = changed(builder.finish(), at: 22, to: [attributes])
      return code(world.produced(world.send(BrokerWorld.produce(records), version: 9)))
    }
    let now = world.now.wall
    #expect(verdict([now, now - 1_000, now + 1_000]) == ErrorCode.none)
    #expect(verdict([now, now - 1_001]) == .invalidTimestamp)
    #expect(verdict([now + 1_001, now]) == .invalidTimestamp)
    // -1 is no time.
    #expect(verdict([-1, now]) == ErrorCode.none)
    // Only the leader gives the time of the append.
    #expect(verdict([now], 8) == .invalidTimestamp)
    // A compressed batch is judged by its header.
    #expect(verdict([now], 4) == ErrorCode.none)
    #expect(verdict([now + 1_001], 4) == .invalidTimestamp)
    #expect(verdict([now], 5) == .unsupportedCompressionType)
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

  @Test func onlySoManyAppendsWait() throws {
    let world = BrokerWorld(brokers: 2) { $0.maximumWaitingAppends = 1 }
    world.makeTopic(replicas: [1, 2])
    world.isolated = [2]
    let first = world.send(BrokerWorld.produce(BrokerWorld.batch(["a"]), timeout: 500), version: 9)
    let second = world.send(BrokerWorld.produce(BrokerWorld.batch(["b"]), timeout: 500), version: 9)
    #expect(world.answers[first] == nil)
    #expect(code(world.produced(second)) == .requestTimedOut)
    world.advance(by: .seconds(1))
    #expect(code(world.produced(first)) == .requestTimedOut)
    #expect(world.nodes[1]?.waitingAppendCount == 0)
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
