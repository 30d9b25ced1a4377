import KafkaModel
import KafkaProtocol
import Testing

@Suite struct GroupAdministrationTests {
  private func deleted(_ world: GroupWorld, _ groups: [String], version: Int16 = 2) -> [ErrorCode]? {
    var request = DeleteGroupsRequest()
    request.groupsNames = groups
    return world.send(request, version: version)?.results.map { ErrorCode($0.errorCode) }
  }

  private func listed(_ world: GroupWorld, states: [String] = [], types: [String] = []) -> [String]? {
    var request = ListGroupsRequest()
    request.statesFilter = states
    request.typesFilter = types
    return world.send(request, version: 5)?.groups.map(\.groupId)
  }

  private func offsetsDeleted(
    _ world: GroupWorld, _ topic: String = "orders", _ partition: Int32 = 0, group: String = "g"
  ) -> (whole: ErrorCode, part: ErrorCode) {
    var request = OffsetDeleteRequest()
    request.groupId = group
    var entry = OffsetDeleteRequest.Topic()
    entry.name = topic
    var part = OffsetDeleteRequest.Partition()
    part.partitionIndex = partition
    entry.partitions = [part]
    request.topics = [entry]
    let answer = world.send(request, version: 0)
    return (ErrorCode(answer?.errorCode), ErrorCode(answer?.topics.first?.partitions.first?.errorCode))
  }

  @Test func onlyEmptyGroupsAreDeletedAndForGood() {
    let world = GroupWorld()
    let (member, _) = world.stable()
    #expect(world.commit(1, group: "h") == .none)
    #expect(deleted(world, ["g", "h", "none", "h"]) == [.nonEmptyGroup, .none, .groupIdNotFound])
    #expect(world.committed("h") == -1)
    _ = world.send(world.leaveRequest([(member, nil)]), version: 5)
    #expect(deleted(world, ["g"]) == [.none])
    world.move()
    #expect(listed(world) == [])
    #expect(world.committed("h") == -1)
  }

  @Test func aDeletionWaitsForTheLogAndTakesWhatWasOnItsWay() throws {
    let world = GroupWorld()
    #expect(world.commit(1) == .none)
    world.acknowledges = false
    world.start(world.commitRequest(2, partition: 1), version: 9)
    var request = DeleteGroupsRequest()
    request.groupsNames = ["g"]
    let token = world.start(request, version: 2)
    #expect(world.answers[token] == nil)
    #expect(world.commit(3) == .coordinatorNotAvailable)
    #expect(ErrorCode(world.send(world.joinRequest(), version: 9)?.errorCode) == .coordinatorNotAvailable)
    world.acknowledge()
    let answer: DeleteGroupsResponse = try #require(world.answer(to: token))
    #expect(answer.results.map(\.errorCode) == [0])
    world.acknowledges = true
    world.move()
    #expect(world.committed() == -1)
    #expect(world.committed("g", "orders", 1) == -1)
  }

  @Test func aDeletionThatTheLogRefusesLeavesTheGroup() throws {
    let world = GroupWorld()
    #expect(world.commit(1) == .none)
    world.acknowledges = false
    var request = DeleteGroupsRequest()
    request.groupsNames = ["g", "none"]
    let token = world.start(request, version: 2)
    world.acknowledge(.notEnoughReplicas)
    let answer: DeleteGroupsResponse = try #require(world.answer(to: token))
    #expect(answer.results.map { ErrorCode($0.errorCode) } == [.coordinatorNotAvailable, .groupIdNotFound])
    world.acknowledges = true
    #expect(world.committed() == 1)
    #expect(deleted(world, ["g"], version: 0) == [.none])
  }

  @Test func groupsAreListedByStateAndType() {
    let world = GroupWorld()
    _ = world.stable(group: "used")
    #expect(world.commit(1, group: "idle") == .none)
    #expect(listed(world) == ["idle", "used"])
    #expect(listed(world, states: ["stable"]) == ["used"])
    #expect(listed(world, states: ["Empty", "PreparingRebalance"]) == ["idle"])
    #expect(listed(world, types: ["Classic"]) == ["idle", "used"])
    #expect(listed(world, types: ["consumer"]) == [])
    world.allows = { operation, type, name in type == .group && name == "idle" && operation == .describe }
    #expect(listed(world) == ["idle"])
  }

  @Test func aListIsNotGivenWhileAPartitionIsLoaded() {
    let world = GroupWorld(isLoaded: false)
    #expect(listed(world) == [])
    world.coordinator.loading(partition: 3)
    #expect(ErrorCode(world.send(ListGroupsRequest(), version: 5)?.errorCode) == .coordinatorLoadInProgress)
  }

  @Test func aGroupThatIsNotThereIsDeadOrNotFound() throws {
    let world = GroupWorld()
    var request = DescribeGroupsRequest()
    request.groups = ["none"]
    let older = try #require(world.send(request, version: 5)?.groups.first)
    #expect(older.groupState == "Dead")
    #expect(older.errorCode == 0)
    let newer = try #require(world.send(request, version: 6)?.groups.first)
    #expect(ErrorCode(newer.errorCode) == .groupIdNotFound)
    #expect(newer.errorMessage != nil)
  }

  @Test(arguments: Int16(0)...6) func everyVersionDescribes(version: Int16) throws {
    let world = GroupWorld()
    _ = world.stable()
    var request = DescribeGroupsRequest()
    request.groups = ["g", "none"]
    request.includeAuthorizedOperations = version >= 3
    let answer = try #require(world.send(request, version: version))
    #expect(throws: Never.self) { try answer.encoded(version: version) }
    #expect(answer.groups.first?.members.count == 1)
    #expect(answer.groups.first?.authorizedOperations == (version >= 3 ? 0b1101_0100_1000 : .min))
  }

  @Test(arguments: Int16(0)...5) func everyVersionLists(version: Int16) throws {
    let world = GroupWorld()
    _ = world.stable()
    let answer = try #require(world.send(ListGroupsRequest(), version: version))
    #expect(throws: Never.self) { try answer.encoded(version: version) }
    #expect(answer.groups.map(\.protocolType) == ["consumer"])
  }

  @Test func offsetsOfTopicsThatNobodyReadsCanBeDeleted() throws {
    let world = GroupWorld()
    var subscription = ConsumerProtocolSubscription()
    subscription.topics = ["payments"]
    let metadata = [0, 3] + (try subscription.encoded(version: 3))
    let (member, generation) = world.stable(metadata: metadata)
    for topic in ["orders", "payments"] {
      #expect(world.commit(9, member: member, generation: generation, topic: topic) == .none)
    }
    #expect(offsetsDeleted(world, "payments") == (.none, .groupSubscribedToTopic))
    #expect(offsetsDeleted(world, "other") == (.none, .unknownTopicOrPartition))
    #expect(offsetsDeleted(world, "orders", 9) == (.none, .unknownTopicOrPartition))
    #expect(offsetsDeleted(world, "orders") == (.none, .none))
    #expect(world.committed() == -1)
    #expect(world.committed("g", "payments") == 9)
    #expect(offsetsDeleted(world, group: "none").whole == .groupIdNotFound)
    world.move()
    #expect(world.committed() == -1)
    #expect(world.committed("g", "payments") == 9)
  }

  @Test func offsetsOfAGroupThatIsNoConsumersAreDeletedOnlyWhenItIsEmpty() throws {
    let world = GroupWorld()
    let joined = try #require(world.send(world.joinRequest(type: "connect"), version: 3))
    #expect(offsetsDeleted(world).whole == .nonEmptyGroup)
    _ = world.send(world.leaveRequest([(joined.memberId, nil)]), version: 5)
    #expect(world.commit(1) == .none)
    #expect(offsetsDeleted(world) == (.none, .none))
    #expect(world.committed() == -1)
  }

  @Test func groupsAreSpreadAsKafkaSpreadsThem() {
    #expect(CoordinatorPartition.hashCode(of: "hello") == 99_162_322)
    #expect(CoordinatorPartition.hashCode(of: "polygenelubricants") == .min)
    #expect(CoordinatorPartition.hashCode(of: "\u{1F600}") == 1_772_899)
    #expect(CoordinatorPartition.partition(of: "polygenelubricants", count: 50) == 0)
    #expect(CoordinatorPartition.partition(of: "hello", count: 50) == 22)
    #expect(CoordinatorPartition.partition(of: "hello", count: 0) == nil)
  }
}
