import KafkaModel
import KafkaProtocol
import Testing

@Suite struct StaticMemberTests {
  /// A stable group of two static members; the first leads.
  private func pair(_ world: GroupWorld) throws -> (first: String, second: String) {
    let one = try #require(world.send(world.joinRequest(instance: "one", protocols: ["range", "sticky"]), version: 9))
    #expect(ErrorCode(one.errorCode) == .none)
    let token = world.start(world.joinRequest(instance: "two"), version: 9)
    let first = try #require(
      world.send(world.joinRequest(one.memberId, instance: "one", protocols: ["range", "sticky"]), version: 9))
    let two: JoinGroupResponse = try #require(world.answer(to: token))
    #expect(first.members.map(\.groupInstanceId) == ["one", "two"])
    world.start(world.syncRequest(two.memberId, 2, instance: "two"), version: 5)
    world.start(
      world.syncRequest(one.memberId, 2, instance: "one", [one.memberId: [1], two.memberId: [2]]), version: 5)
    #expect(world.described()?.groupState == "Stable")
    return (one.memberId, two.memberId)
  }

  @Test func aStaticMemberThatComesBackKeepsItsAssignmentWithoutARebalance() throws {
    let world = GroupWorld()
    let (first, second) = try pair(world)
    let back = try #require(world.send(world.joinRequest(instance: "two"), version: 9))
    #expect(back.generationId == 2)
    #expect(back.leader == first)
    #expect(!back.skipAssignment)
    #expect(back.memberId != second)
    let synced = try #require(world.send(world.syncRequest(back.memberId, 2, instance: "two"), version: 5))
    #expect(synced.assignment == [2])
    #expect(world.beat(second, 2, instance: "two") == .fencedInstanceId)
    #expect(world.beat(back.memberId, 2, instance: "two") == .none)
    #expect(world.beat(first, 2, instance: "one") == .none)
  }

  @Test func aStaticLeaderThatComesBackSkipsTheAssignment() throws {
    let world = GroupWorld()
    let (first, _) = try pair(world)
    let new = try #require(world.send(world.joinRequest(instance: "one", protocols: ["range", "sticky"]), version: 9))
    #expect(new.skipAssignment)
    #expect(new.leader == new.memberId)
    #expect(new.members.count == 2)
    // An older client has no word for that: it is told of a leader that it is not.
    let old = try #require(world.send(world.joinRequest(instance: "one", protocols: ["range", "sticky"]), version: 5))
    #expect(!old.skipAssignment)
    #expect(old.leader == new.memberId)
    #expect(old.leader != old.memberId)
    #expect(old.members.isEmpty)
    #expect(throws: Never.self) { try old.encoded(version: 5) }
    #expect(first != new.memberId)
  }

  @Test func otherProtocolsAskForARebalanceAllTheSame() throws {
    let world = GroupWorld()
    let (first, _) = try pair(world)
    let leave = try #require(world.send(world.leaveRequest([("", "two")]), version: 5))
    #expect(leave.members.map { ErrorCode($0.errorCode) } == [.none])
    let alone = try #require(
      world.send(world.joinRequest(first, instance: "one", protocols: ["range", "sticky"]), version: 9))
    world.start(world.syncRequest(first, alone.generationId, instance: "one"), version: 5)
    #expect(world.described()?.groupState == "Stable")
    let back = try #require(world.send(world.joinRequest(instance: "one", protocols: ["sticky", "range"]), version: 9))
    #expect(back.generationId == alone.generationId + 1)
    #expect(back.protocolName == "sticky")
  }

  @Test func aStaticMemberThatWaitsIsFencedByItsSuccessor() throws {
    let world = GroupWorld(delay: 3_000)
    let lost = world.start(world.joinRequest(instance: "one"), version: 9)
    let kept = world.start(world.joinRequest(instance: "one"), version: 9)
    let fenced: JoinGroupResponse = try #require(world.answer(to: lost))
    #expect(ErrorCode(fenced.errorCode) == .fencedInstanceId)
    world.advance(by: .seconds(40))
    let joined: JoinGroupResponse = try #require(world.answer(to: kept))
    #expect(joined.members.map(\.groupInstanceId) == ["one"])
  }

  @Test func whatTheLogDoesNotTakeIsAsItWas() throws {
    let world = GroupWorld()
    let (first, second) = try pair(world)
    world.acknowledges = false
    let token = world.start(world.joinRequest(instance: "two"), version: 9)
    world.acknowledge(.notEnoughReplicas)
    let refused: JoinGroupResponse = try #require(world.answer(to: token))
    #expect(ErrorCode(refused.errorCode) == .coordinatorNotAvailable)
    #expect(world.beat(second, 2, instance: "two") == .none)
    #expect(world.beat(first, 2, instance: "one") == .none)
  }

  @Test func anAbsentStaticMemberIsKeptThroughARebalanceUntilItsSessionEnds() throws {
    let world = GroupWorld()
    let (first, second) = try pair(world)
    let third = world.start(world.joinRequest(session: 1_800_000, rebalance: 5_000), version: 3)
    _ = world.start(world.joinRequest(first, instance: "one", session: 1_800_000, rebalance: 5_000), version: 9)
    // Its session is 10 s, the rebalance waits for 30 s at most: the session decides.
    world.advance(by: .seconds(9))
    #expect(world.answers[third] == nil)
    world.advance(by: .seconds(2))
    let joined: JoinGroupResponse = try #require(world.answer(to: third))
    #expect(ErrorCode(joined.errorCode) == .none)
    #expect(world.beat(second, 2, instance: "two") == .unknownMemberId)
  }

  @Test func anInstanceOfAnotherMemberIsFenced() throws {
    let world = GroupWorld()
    let (first, second) = try pair(world)
    #expect(world.beat(first, 2, instance: "two") == .fencedInstanceId)
    let join = try #require(world.send(world.joinRequest(second, instance: "one"), version: 9))
    #expect(ErrorCode(join.errorCode) == .fencedInstanceId)
    let leave = try #require(world.send(world.leaveRequest([(first, "two")]), version: 5))
    #expect(leave.members.map { ErrorCode($0.errorCode) } == [.fencedInstanceId])
  }
}
