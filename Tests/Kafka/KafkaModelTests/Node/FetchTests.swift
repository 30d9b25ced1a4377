import KafkaProtocol
import Testing

@testable import KafkaModel

@Suite struct FetchTests {
  @Test func aFetchWaitsForDataAndNoLongerThanItSays() throws {
    let world = BrokerWorld()
    world.makeTopic()
    let waiting = world.send(BrokerWorld.fetch(0, wait: 1_000), version: 12)
    #expect(world.answers[waiting] == nil)
    _ = world.send(BrokerWorld.produce(BrokerWorld.batch(["a"])), version: 9)
    #expect(world.fetched(waiting)?.records?.isEmpty == false)
    let late = world.send(BrokerWorld.fetch(1, wait: 1_000), version: 12)
    world.advance(by: .milliseconds(900))
    #expect(world.answers[late] == nil)
    world.advance(by: .milliseconds(200))
    #expect(world.fetched(late)?.records?.isEmpty == true)
    #expect(world.nodes[1]?.waitingFetchCount == 0)
  }

  @Test func aFetchWaitsForAsManyBytesAsItWants() throws {
    let world = BrokerWorld()
    world.makeTopic()
    let batch = BrokerWorld.batch(["0123456789"])
    let waiting = world.send(BrokerWorld.fetch(0, wait: 1_000, minimum: Int32(batch.count * 2)), version: 12)
    _ = world.send(BrokerWorld.produce(batch), version: 9)
    #expect(world.answers[waiting] == nil)
    _ = world.send(BrokerWorld.produce(batch), version: 9)
    #expect(world.fetched(waiting)?.records?.count == batch.count * 2)
  }

  @Test func aBatchThatIsLargerThanAskedForIsGivenAlone() throws {
    let world = BrokerWorld()
    world.makeTopic()
    let batch = BrokerWorld.batch(["0123456789"])
    for _ in 0..<3 { _ = world.send(BrokerWorld.produce(batch), version: 9) }
    let one = world.fetched(world.send(BrokerWorld.fetch(0, maximum: 1), version: 12))
    #expect(one?.records?.count == batch.count)
    let two = world.fetched(world.send(BrokerWorld.fetch(0, maximum: Int32(batch.count * 2 + 5)), version: 12))
    #expect(two?.records?.count == batch.count * 2)
  }

  @Test func offsetsThatAreNotThereAreOutOfRange() throws {
    let world = BrokerWorld()
    world.makeTopic()
    for offset: Int64 in [-1, 1, .max, .min] {
      let data = world.fetched(world.send(BrokerWorld.fetch(offset, wait: 500), version: 12))
      #expect(data?.errorCode == ErrorCode.offsetOutOfRange.rawValue)
    }
  }

  @Test func everyVersionIsAnsweredInItsForm() throws {
    let world = BrokerWorld(brokers: 2)
    world.makeTopic()
    world.makeTopic("other", replicas: [2])
    _ = world.send(BrokerWorld.produce(BrokerWorld.batch(["a"])), version: 9)
    for version: Int16 in 4...18 {
      let data = world.fetched(world.send(BrokerWorld.fetch(0), version: version))
      #expect(data?.records?.isEmpty == false)
      let other = world.fetched(world.send(BrokerWorld.fetch(0, topic: "other"), version: version))
      #expect(other?.errorCode == ErrorCode.notLeaderOrFollower.rawValue)
      #expect(other?.currentLeader.leaderId == (version >= 12 ? 2 : -1))
      let unknown = world.fetched(world.send(BrokerWorld.fetch(0, topic: "nothing"), version: version))
      #expect(
        unknown?.errorCode
          == (version >= 13 ? ErrorCode.unknownTopicId.rawValue : ErrorCode.unknownTopicOrPartition.rawValue))
    }
  }

  @Test func aSessionSaysOnlyWhatChanged() throws {
    let world = BrokerWorld()
    world.makeTopic("a")
    world.makeTopic("b")
    var request = BrokerWorld.fetch(0, topic: "a")
    request.topics += BrokerWorld.fetch(0, topic: "b").topics
    request.sessionEpoch = 0
    let full = try world.ask(request, version: 12)
    #expect(full.responses.map(\.topic) == ["a", "b"] && full.sessionId != 0)
    var next = FetchRequest()
    next.sessionId = full.sessionId
    next.sessionEpoch = 1
    #expect(try world.ask(next, version: 12).responses.isEmpty)
    _ = world.send(BrokerWorld.produce(BrokerWorld.batch(["x"]), topic: "b"), version: 9)
    next.sessionEpoch = 2
    #expect(try world.ask(next, version: 12).responses.map(\.topic) == ["b"])
    next.sessionEpoch = 2
    #expect(try world.ask(next, version: 12).errorCode == ErrorCode.invalidFetchSessionEpoch.rawValue)
    next.sessionEpoch = 3
    var forgotten = FetchRequest.ForgottenTopic()
    forgotten.topic = "b"
    forgotten.topicId = BrokerWorld.id(of: "b")
    forgotten.partitions = [0]
    next.forgottenTopicsData = [forgotten]
    #expect(try world.ask(next, version: 12).responses.isEmpty)
    next.sessionId += 1
    #expect(try world.ask(next, version: 12).errorCode == ErrorCode.fetchSessionIdNotFound.rawValue)
    next.sessionId -= 1
    next.sessionEpoch = -1
    _ = try world.ask(next, version: 12)
    #expect(world.nodes[1]?.sessions.count == 0)
  }

  @Test func thePartitionsOfAllSessionsAreBounded() throws {
    let cache = FetchSessionCache(limit: 10, maximumPartitions: 3)
    func make() throws -> FetchSession {
      try #require(
        cache.make(usesTopicIDs: false, isFollower: false, random: { .random(in: .min ... .max) }, at: .zero))
    }
    func request(_ partitions: [Int32]) -> FetchRequest {
      var request = BrokerWorld.fetch(0)
      request.topics[0].partitions = partitions.map { number in
        var partition = FetchRequest.Partition()
        partition.partition = number
        return partition
      }
      return request
    }
    let first = try make()
    let second = try make()
    #expect(cache.update(first, request([0, 1])) && cache.update(second, request([0])))
    #expect(cache.update(first, request([1, 0])) && cache.partitionCount == 3)
    // A session that grows beyond is gone, and leaves its room to others.
    #expect(!cache.update(second, request([1])))
    #expect(cache.count == 1 && cache.partitionCount == 2)
    cache.remove(first.id)
    #expect(cache.partitionCount == 0)
  }

  @Test func sessionsAreBounded() throws {
    let world = BrokerWorld(properties: ["max.incremental.fetch.session.cache.slots": "2"])
    world.makeTopic()
    var request = BrokerWorld.fetch(0)
    request.sessionEpoch = 0
    let ids = try (0..<3).map { _ in try world.ask(request, version: 12).sessionId }
    #expect(ids[0] != 0 && ids[1] != 0 && ids[2] == 0)
    world.now = world.now.later(.seconds(121))
    #expect(try world.ask(request, version: 12).sessionId != 0)
    #expect(world.nodes[1]?.sessions.count == 2)
  }

  @Test func waitingFetchesAreBoundedAndGoWithTheirConnection() throws {
    let world = BrokerWorld { $0.maximumWaitingFetches = 2 }
    world.makeTopic()
    let tokens = (0..<3).map { world.send(BrokerWorld.fetch(0, wait: 60_000), version: 12, connection: $0) }
    #expect(tokens.map { world.answers[$0] != nil } == [false, false, true])
    world.run(1, .connectionClosed(ConnectionID(rawValue: 0)))
    #expect(world.nodes[1]?.waitingFetchCount == 1)
  }

  @Test func leaderEpochsOfConsumersAreChecked() throws {
    let world = BrokerWorld(brokers: 2)
    world.makeTopic(replicas: [1, 2])
    world.changePartition { $0.leader = 2 }
    world.changePartition { $0.leader = 1 }
    var request = BrokerWorld.fetch(0)
    for (epoch, code) in [(1, ErrorCode.fencedLeaderEpoch), (2, .none), (3, .unknownLeaderEpoch)]
      as [(Int32, ErrorCode)]
    {
      request.topics[0].partitions[0].currentLeaderEpoch = epoch
      #expect(world.fetched(world.send(request, version: 12))?.errorCode == code.rawValue)
    }
  }

  @Test func consumersSeeNothingAboveTheHighWatermark() throws {
    let world = BrokerWorld(brokers: 2)
    world.makeTopic(replicas: [1, 2])
    world.advance(by: .seconds(1))
    _ = world.send(BrokerWorld.produce(BrokerWorld.batch(["a"])), version: 9)
    world.advance(by: .seconds(1))
    world.isolated = [2]
    _ = world.send(BrokerWorld.produce(BrokerWorld.batch(["b"]), acks: 1), version: 9)
    #expect(try world.read() == ["a"])
    let above = world.fetched(world.send(BrokerWorld.fetch(2), version: 12))
    #expect(above?.errorCode == 0 && above?.highWatermark == 1)
  }
}
