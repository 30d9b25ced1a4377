import KafkaModel
import KafkaProtocol
import Testing

@Suite struct GroupMembershipTests {
  @Test func aNewMemberIsGivenAnIdFirst() throws {
    let world = GroupWorld()
    let asked = try #require(world.send(world.joinRequest(), version: 4))
    #expect(ErrorCode(asked.errorCode) == .memberIdRequired)
    #expect(asked.memberId.hasPrefix("client-"))
    #expect(asked.memberId.utf8.count == "client-".utf8.count + 36)
    let joined = try #require(world.send(world.joinRequest(asked.memberId), version: 4))
    #expect(ErrorCode(joined.errorCode) == .none)
    #expect(joined.leader == asked.memberId)
    #expect(joined.members.map(\.memberId) == [asked.memberId])
    #expect(joined.members.first?.metadata == [7])
    #expect(joined.generationId == 1)
    #expect(joined.protocolName == "range")
  }

  @Test(arguments: Int16(0)...9) func everyVersionJoinsSyncsAndLeaves(version: Int16) throws {
    let world = GroupWorld()
    var joined = try #require(world.send(world.joinRequest(), version: version))
    if version >= 4 { joined = try #require(world.send(world.joinRequest(joined.memberId), version: version)) }
    #expect(ErrorCode(joined.errorCode) == .none)
    #expect(throws: Never.self) { try joined.encoded(version: version) }
    let syncVersion = min(version, 5)
    let synced = try #require(
      world.send(world.syncRequest(joined.memberId, 1, [joined.memberId: [4, 2]]), version: syncVersion))
    #expect(synced.assignment == [4, 2])
    #expect(throws: Never.self) { try synced.encoded(version: syncVersion) }
    #expect(world.beat(joined.memberId, 1) == .none)
    let leaveVersion = min(version, 5)
    var leave = LeaveGroupRequest()
    leave.groupId = "g"
    leave.memberId = joined.memberId
    if leaveVersion >= 3 { leave = world.leaveRequest([(joined.memberId, nil)]) }
    let left = try #require(world.send(leave, version: leaveVersion))
    #expect(ErrorCode(left.errorCode) == .none)
    #expect(throws: Never.self) { try left.encoded(version: leaveVersion) }
    #expect(world.described()?.groupState == "Empty")
  }

  @Test(arguments: Int16(0)...9) func everyVersionCanSayWhyNobodyJoins(version: Int16) throws {
    let world = GroupWorld()
    let refused = try #require(world.send(world.joinRequest("stranger"), version: version))
    #expect(ErrorCode(refused.errorCode) == .unknownMemberId)
    #expect(throws: Never.self) { try refused.encoded(version: version) }
  }

  @Test func whatAJoinIsRefusedFor() {
    let world = GroupWorld {
      $0.maximumMembers = 1; $0.maximumGroups = 1
    }
    func error(_ request: JoinGroupRequest) -> ErrorCode { ErrorCode(world.send(request, version: 3)?.errorCode) }
    #expect(error(world.joinRequest(group: "")) == .invalidGroupId)
    #expect(error(world.joinRequest(session: 5_999)) == .invalidSessionTimeout)
    #expect(error(world.joinRequest(session: 1_800_001)) == .invalidSessionTimeout)
    #expect(error(world.joinRequest("stranger")) == .unknownMemberId)
    #expect(error(world.joinRequest(type: "")) == .inconsistentGroupProtocol)
    #expect(error(world.joinRequest(protocols: [])) == .inconsistentGroupProtocol)
    // What was refused left no group behind.
    #expect(world.described()?.groupState == "Dead")
    #expect(error(world.joinRequest()) == .none)
    #expect(error(world.joinRequest()) == .groupMaxSizeReached)
    #expect(error(world.joinRequest(group: "h")) == .policyViolation)
  }

  @Test func membersOfOneGroupShareAProtocol() {
    let world = GroupWorld()
    _ = world.stable()
    func error(_ request: JoinGroupRequest) -> ErrorCode { ErrorCode(world.send(request, version: 3)?.errorCode) }
    #expect(error(world.joinRequest(type: "connect")) == .inconsistentGroupProtocol)
    #expect(error(world.joinRequest(protocols: ["sticky"])) == .inconsistentGroupProtocol)
  }

  @Test func whatAMemberIsRefusedFor() {
    let world = GroupWorld()
    let (member, generation) = world.stable()
    func error(_ request: SyncGroupRequest) -> ErrorCode { ErrorCode(world.send(request, version: 5)?.errorCode) }
    #expect(error(world.syncRequest(member, generation, group: "")) == .invalidGroupId)
    #expect(error(world.syncRequest(member, generation, group: "other")) == .unknownMemberId)
    #expect(error(world.syncRequest("stranger", generation)) == .unknownMemberId)
    #expect(error(world.syncRequest(member, generation + 1)) == .illegalGeneration)
    #expect(error(world.syncRequest(member, generation, instance: "i")) == .unknownMemberId)
    var request = world.syncRequest(member, generation)
    request.protocolType = "connect"
    #expect(error(request) == .inconsistentGroupProtocol)
    request.protocolType = "consumer"
    request.protocolName = "sticky"
    #expect(error(request) == .inconsistentGroupProtocol)
    request.protocolName = "range"
    #expect(error(request) == .none)
    #expect(world.beat("stranger", generation) == .unknownMemberId)
    #expect(world.beat(member, generation - 1) == .illegalGeneration)
    #expect(world.beat(member, generation, group: "other") == .unknownMemberId)
    #expect(world.beat(member, generation) == .none)
  }

  @Test func aBrokerSaysWhichGroupsAreNotItsOwn() {
    let world = GroupWorld(isLoaded: false)
    #expect(world.beat("m", 1) == .notCoordinator)
    #expect(ErrorCode(world.send(world.joinRequest(), version: 9)?.errorCode) == .notCoordinator)
    #expect(world.commit(1) == .notCoordinator)
    for partition: Int32 in 0..<50 { world.coordinator.loading(partition: partition) }
    #expect(world.beat("m", 1) == .coordinatorLoadInProgress)
    #expect(world.commit(1) == .coordinatorLoadInProgress)
    world.load()
    #expect(world.commit(1) == .none)
  }

  @Test func withoutPermissionNothingIsSaid() {
    let world = GroupWorld()
    let (member, generation) = world.stable()
    #expect(world.commit(5) == .unknownMemberId)
    world.allows = { _, type, _ in type != .group }
    #expect(world.beat(member, generation) == .groupAuthorizationFailed)
    #expect(ErrorCode(world.send(world.joinRequest(), version: 9)?.errorCode) == .groupAuthorizationFailed)
    #expect(world.commit(5, member: member, generation: generation) == .groupAuthorizationFailed)
    #expect(ErrorCode(world.described()?.errorCode) == .groupAuthorizationFailed)
    world.allows = { _, type, _ in type != .topic }
    #expect(world.commit(5, member: member, generation: generation) == .topicAuthorizationFailed)
  }

  @Test func aGivenIdIsForgottenWhenNobodyUsesIt() throws {
    let world = GroupWorld()
    let asked = try #require(world.send(world.joinRequest(), version: 9))
    world.advance(by: .seconds(11))
    #expect(ErrorCode(world.send(world.joinRequest(asked.memberId), version: 9)?.errorCode) == .unknownMemberId)
    #expect(world.described()?.groupState == "Dead")
  }

  @Test func leavingWithoutBeingThereIsAnErrorOfThatMember() throws {
    let world = GroupWorld()
    let (member, _) = world.stable()
    let asked = try #require(world.send(world.joinRequest(), version: 9))
    let request = world.leaveRequest([("stranger", nil), (member, nil), (asked.memberId, nil), ("", "instance")])
    let left = try #require(world.send(request, version: 5))
    #expect(left.members.map { ErrorCode($0.errorCode) } == [.unknownMemberId, .none, .none, .unknownMemberId])
    let other = try #require(world.send(world.leaveRequest([("a", nil)], group: "other"), version: 5))
    #expect(other.members.map { ErrorCode($0.errorCode) } == [.unknownMemberId])
  }
}
