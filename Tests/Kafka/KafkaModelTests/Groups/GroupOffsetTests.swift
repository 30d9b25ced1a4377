import KafkaModel
import KafkaProtocol
import Testing

@Suite struct GroupOffsetTests {
  @Test func aCommitIsThereWhenTheLogHasIt() throws {
    let world = GroupWorld()
    world.acknowledges = false
    let token = world.start(world.commitRequest(42), version: 9)
    #expect(world.answers[token] == nil)
    #expect(world.committed() == -1)
    world.acknowledge()
    let answer: OffsetCommitResponse = try #require(world.answer(to: token))
    #expect(answer.topics.first?.partitions.first?.errorCode == 0)
    #expect(world.committed() == 42)
  }

  @Test(arguments: [
    (ErrorCode.notEnoughReplicas, ErrorCode.coordinatorNotAvailable), (.requestTimedOut, .coordinatorNotAvailable),
    (.notLeaderOrFollower, .notCoordinator), (.messageTooLarge, .invalidCommitOffsetSize),
  ])
  func aCommitThatTheLogRefusesIsNot(failure: ErrorCode, told: ErrorCode) throws {
    let world = GroupWorld()
    world.acknowledges = false
    let token = world.start(world.commitRequest(42), version: 9)
    world.acknowledge(failure)
    let answer: OffsetCommitResponse = try #require(world.answer(to: token))
    #expect(ErrorCode(answer.topics.first?.partitions.first?.errorCode) == told)
    #expect(world.committed() == -1)
  }

  @Test func aLateAcknowledgementStillCountsButNeverOverANewerCommit() throws {
    let world = GroupWorld()
    world.acknowledges = false
    let token = world.start(world.commitRequest(1), version: 9)
    world.advance(by: .seconds(6))
    let answer: OffsetCommitResponse = try #require(world.answer(to: token))
    #expect(ErrorCode(answer.topics.first?.partitions.first?.errorCode) == .coordinatorNotAvailable)
    let first = world.unacknowledged
    world.unacknowledged = []
    world.start(world.commitRequest(2), version: 9)
    world.acknowledge()
    #expect(world.committed() == 2)
    world.unacknowledged = first
    world.acknowledge()
    #expect(world.committed() == 2)
  }

  @Test func theOffsetsOfADeletedTopicGoWithIt() {
    let world = GroupWorld()
    #expect(world.commit(42) == .none && world.commit(7, topic: "payments") == .none)
    // A second commit is still on its way to the log when the topic is deleted.
    world.acknowledges = false
    world.start(world.commitRequest(43), version: 9)
    world.take(world.coordinator.deleted(topics: ["orders"], at: world.now))
    #expect(world.committed() == -1)
    world.acknowledge()
    world.acknowledges = true
    #expect(world.committed() == -1)
    world.move()
    #expect(world.committed() == -1 && world.committed("g", "payments") == 7)
    #expect(world.commit(1) == .none)
    #expect(world.committed() == 1)
  }

  @Test func whoMayCommit() {
    let world = GroupWorld()
    #expect(world.commit(1, member: "m", generation: 1) == .illegalGeneration)
    #expect(world.commit(1) == .none)
    let (member, generation) = world.stable()
    #expect(world.commit(2) == .unknownMemberId)
    #expect(world.commit(2, member: "stranger", generation: generation) == .unknownMemberId)
    #expect(world.commit(2, member: member, generation: generation + 1) == .illegalGeneration)
    #expect(world.commit(2, member: member, generation: generation) == .none)
    // While others join it still may; while the assignment is awaited it may not.
    let asked = world.send(world.joinRequest(), version: 9)?.memberId ?? ""
    world.start(world.joinRequest(asked), version: 9)
    #expect(world.commit(3, member: member, generation: generation) == .none)
    _ = world.send(world.joinRequest(member), version: 9)
    #expect(world.commit(4, member: member, generation: generation) == .illegalGeneration)
    #expect(world.commit(4, member: member, generation: generation + 1) == .rebalanceInProgress)
    #expect(world.committed() == 3)
  }

  @Test func aCommitIsASignOfLife() {
    let world = GroupWorld()
    let (member, generation) = world.stable()
    for round in 0..<5 {
      world.advance(by: .seconds(8))
      #expect(world.commit(Int64(round), member: member, generation: generation) == .none)
    }
  }

  @Test func whatACommitIsRefusedForByPartition() {
    let world = GroupWorld()
    #expect(world.commit(1, topic: "other") == .unknownTopicOrPartition)
    #expect(world.commit(1, partition: 4) == .unknownTopicOrPartition)
    #expect(world.commit(1, partition: -1) == .unknownTopicOrPartition)
    #expect(world.commit(1, topic: "other", version: 10) == .unknownTopicId)
    #expect(world.commit(1, metadata: String(repeating: "x", count: 4_097)) == .offsetMetadataTooLarge)
    #expect(world.commit(1, metadata: String(repeating: "x", count: 4_096)) == .none)
    #expect(world.commit(1, metadata: nil) == .none)
    #expect(world.commit(1, group: "") == .none)
  }

  @Test(arguments: Int16(2)...10) func everyVersionCommits(version: Int16) throws {
    let world = GroupWorld()
    let answer = try #require(world.send(world.commitRequest(7), version: version))
    #expect(answer.topics.first?.partitions.first?.errorCode == 0)
    #expect(throws: Never.self) { try answer.encoded(version: version) }
    #expect(world.committed() == 7)
  }

  @Test(arguments: Int16(1)...10) func everyVersionFetches(version: Int16) throws {
    let world = GroupWorld()
    #expect(world.commit(7, partition: 2) == .none)
    var request = OffsetFetchRequest()
    if version < 8 {
      request.groupId = "g"
      var topic = OffsetFetchRequest.Topic()
      topic.name = "orders"
      topic.partitionIndexes = [2, 3]
      request.topics = [topic]
    } else {
      var group = OffsetFetchRequest.Group()
      group.groupId = "g"
      var topic = OffsetFetchRequest.Topics()
      topic.name = "orders"
      topic.topicId = SomeTopics.orders
      topic.partitionIndexes = [2, 3]
      group.topics = [topic]
      var all = group
      all.topics = nil
      var unknown = group
      unknown.groupId = "unknown"
      request.groups = [group, all, unknown]
    }
    let answer = try #require(world.send(request, version: version))
    #expect(throws: Never.self) { try answer.encoded(version: version) }
    guard version >= 8 else {
      #expect(answer.topics.first?.partitions.map(\.committedOffset) == [7, -1])
      #expect(answer.topics.first?.partitions.map(\.metadata) == ["m", ""])
      return
    }
    #expect(answer.groups.map(\.groupId) == ["g", "g", "unknown"])
    #expect(answer.groups.map { $0.topics.first?.partitions.map(\.committedOffset) } == [[7, -1], [7], [-1, -1]])
    #expect(answer.groups.map(\.errorCode) == [0, 0, 0])
    #expect(answer.groups.first?.topics.first?.partitions.first?.committedLeaderEpoch == 3)
  }

  @Test func errorsOfFetchesStandWhereTheVersionHasThem() throws {
    let world = GroupWorld(isLoaded: false)
    var request = OffsetFetchRequest()
    request.groupId = "g"
    var topic = OffsetFetchRequest.Topic()
    topic.name = "orders"
    topic.partitionIndexes = [0]
    request.topics = [topic]
    let oldest = try #require(world.send(request, version: 1))
    #expect(ErrorCode(oldest.topics.first?.partitions.first?.errorCode) == .notCoordinator)
    let older = try #require(world.send(request, version: 7))
    #expect(ErrorCode(older.errorCode) == .notCoordinator)
    var group = OffsetFetchRequest.Group()
    group.groupId = "g"
    var byID = OffsetFetchRequest.Topics()
    byID.topicId = KafkaUUID(high: 9, low: 9)
    byID.partitionIndexes = [0]
    group.topics = [byID]
    request = OffsetFetchRequest()
    request.groups = [group]
    #expect(ErrorCode(world.send(request, version: 10)?.groups.first?.errorCode) == .notCoordinator)
    world.load()
    let newer = try #require(world.send(request, version: 10))
    #expect(ErrorCode(newer.groups.first?.topics.first?.partitions.first?.errorCode) == .unknownTopicId)
  }

  @Test func allOffsetsAreThoseOfTopicsThatTheClientMaySee() throws {
    let world = GroupWorld()
    #expect(world.commit(1) == .none)
    #expect(world.commit(2, topic: "payments") == .none)
    world.allows = { _, type, name in type != .topic || name == "payments" }
    var group = OffsetFetchRequest.Group()
    group.groupId = "g"
    group.topics = nil
    var request = OffsetFetchRequest()
    request.groups = [group]
    let answer = try #require(world.send(request, version: 9))
    #expect(answer.groups.first?.topics.map(\.name) == ["payments"])
    #expect(world.committed() == -1)
  }

  @Test func offsetsOutliveTheirGroupsMembersForTheRetention() {
    let world = GroupWorld { $0.offsetRetentionMinutes = 60 }
    let (member, generation) = world.stable()
    #expect(world.commit(5, member: member, generation: generation) == .none)
    for _ in 0..<1_000 {
      world.advance(by: .seconds(9))
      #expect(world.beat(member, generation) == .none)
    }
    // It is two hours old, but the member is there and does not say what it reads.
    #expect(world.committed() == 5)
    _ = world.send(world.leaveRequest([(member, nil)]), version: 5)
    world.advance(by: .seconds(3_000))
    #expect(world.committed() == 5)
    world.advance(by: .seconds(1_800))
    #expect(world.committed() == -1)
    #expect(world.described()?.groupState == "Dead")
    world.move()
    #expect(world.committed() == -1)
    #expect(world.described()?.groupState == "Dead")
  }

  @Test func theRetentionThatAnOldClientAsksForHolds() {
    let world = GroupWorld()
    var request = world.commitRequest(5)
    request.retentionTimeMs = 1_000_000
    _ = world.send(request, version: 3)
    world.move()
    world.advance(by: .seconds(601))
    #expect(world.committed() == 5)
    world.advance(by: .seconds(601))
    #expect(world.committed() == -1)
  }
}
