import KafkaModel
import KafkaProtocol
import Testing

@Suite struct GroupRebalanceTests {
  @Test func aSecondMemberStartsARebalanceThatBothEndTogether() throws {
    let world = GroupWorld()
    let (first, generation) = world.stable()
    let asked = try #require(world.send(world.joinRequest(), version: 9))
    let second = world.start(world.joinRequest(asked.memberId), version: 9)
    #expect(world.answers[second] == nil)
    #expect(world.beat(first, generation) == .rebalanceInProgress)
    #expect(world.described()?.groupState == "PreparingRebalance")
    let leader = try #require(world.send(world.joinRequest(first), version: 9))
    let follower: JoinGroupResponse = try #require(world.answer(to: second))
    #expect(leader.generationId == generation + 1)
    #expect(follower.generationId == generation + 1)
    #expect(leader.leader == first)
    #expect(follower.leader == first)
    #expect(Set(leader.members.map(\.memberId)) == [first, asked.memberId])
    #expect(follower.members.isEmpty)
    #expect(world.described()?.groupState == "CompletingRebalance")
    // The follower's assignment comes with the leader's.
    let waiting = world.start(world.syncRequest(asked.memberId, generation + 1), version: 5)
    #expect(world.answers[waiting] == nil)
    let own = try #require(
      world.send(world.syncRequest(first, generation + 1, [first: [1], asked.memberId: [2]]), version: 5))
    let given: SyncGroupResponse = try #require(world.answer(to: waiting))
    #expect(own.assignment == [1])
    #expect(given.assignment == [2])
    #expect(given.protocolName == "range")
    let group = try #require(world.described())
    #expect(group.groupState == "Stable")
    #expect(group.protocolData == "range")
    #expect(group.members.map(\.memberAssignment) == [[1], [2]])
    #expect(group.members.map(\.clientHost) == ["/10.0.0.1", "/10.0.0.1"])
  }

  @Test func theFirstRebalanceWaitsForMoreMembersWithinABound() throws {
    let world = GroupWorld(delay: 3_000)
    let first = world.start(world.joinRequest(rebalance: 7_000), version: 3)
    world.advance(by: .milliseconds(2_900))
    let second = world.start(world.joinRequest(rebalance: 7_000), version: 3)
    world.advance(by: .milliseconds(200))
    #expect(world.answers[first] == nil)
    let third = world.start(world.joinRequest(rebalance: 7_000), version: 3)
    // Three seconds for each newcomer, but not longer than the rebalance timeout in all.
    world.advance(by: .milliseconds(2_950))
    let fourth = world.start(world.joinRequest(rebalance: 7_000), version: 3)
    #expect(world.answers[first] == nil)
    world.advance(by: .milliseconds(1_000))
    let joined: [JoinGroupResponse] = [first, second, third, fourth].compactMap { world.answer(to: $0) }
    #expect(joined.count == 4)
    #expect(Set(joined.map(\.generationId)) == [1])
    #expect(joined.first?.members.count == 4)
  }

  @Test func whoDoesNotJoinAgainInTimeIsOut() throws {
    let world = GroupWorld()
    let (first, generation) = world.stable()
    let second = world.start(world.joinRequest(), version: 3)
    for _ in 0..<5 {
      world.advance(by: .seconds(7))
      _ = world.beat(first, generation)
    }
    let joined: JoinGroupResponse = try #require(world.answer(to: second))
    #expect(joined.members.map(\.memberId) == [joined.memberId])
    #expect(joined.leader == joined.memberId)
    #expect(world.beat(first, generation) == .unknownMemberId)
  }

  @Test func aSilentMemberIsRemovedAndTheOthersRebalance() throws {
    let world = GroupWorld()
    let (first, _) = world.stable()
    let second = world.start(world.joinRequest(), version: 3)
    _ = world.send(world.joinRequest(first), version: 9)
    let other: JoinGroupResponse = try #require(world.answer(to: second))
    world.start(world.syncRequest(other.memberId, 2), version: 3)
    world.start(world.syncRequest(first, 2, [:]), version: 3)
    #expect(world.described()?.groupState == "Stable")
    world.advance(by: .seconds(6))
    #expect(world.beat(other.memberId, 2) == .none)
    world.advance(by: .seconds(6))
    #expect(world.beat(other.memberId, 2) == .rebalanceInProgress)
    let again = try #require(world.send(world.joinRequest(other.memberId), version: 9))
    #expect(again.generationId == 3)
    #expect(again.leader == other.memberId)
  }

  @Test func whoWaitsForAnAnswerNeedsNoHeartbeat() throws {
    let world = GroupWorld()
    let (first, _) = world.stable()
    let second = world.start(world.joinRequest(session: 6_000), version: 3)
    _ = world.send(world.joinRequest(first, session: 1_800_000), version: 9)
    let other: JoinGroupResponse = try #require(world.answer(to: second))
    let waiting = world.start(world.syncRequest(other.memberId, 2), version: 3)
    world.advance(by: .seconds(25))
    #expect(world.answers[waiting] == nil)
    _ = world.send(world.syncRequest(first, 2, [other.memberId: [5]]), version: 3)
    let synced: SyncGroupResponse = try #require(world.answer(to: waiting))
    #expect(synced.assignment == [5])
  }

  @Test func aLeaderThatNeverAssignsIsReplaced() throws {
    let world = GroupWorld()
    let (first, _) = world.stable()
    let second = world.start(world.joinRequest(), version: 3)
    _ = world.send(world.joinRequest(first, session: 1_800_000), version: 9)
    let other: JoinGroupResponse = try #require(world.answer(to: second))
    let waiting = world.start(world.syncRequest(other.memberId, 2), version: 3)
    world.advance(by: .seconds(31))
    let synced: SyncGroupResponse = try #require(world.answer(to: waiting))
    #expect(ErrorCode(synced.errorCode) == .rebalanceInProgress)
    let again = try #require(world.send(world.joinRequest(other.memberId), version: 9))
    #expect(again.leader == other.memberId)
    #expect(world.beat(first, 2) == .unknownMemberId)
  }

  @Test func theProtocolWithMostVotesIsTaken() throws {
    let world = GroupWorld(delay: 1_000)
    let tokens = [["range", "sticky"], ["sticky", "range"], ["sticky", "range", "own"]].map {
      world.start(world.joinRequest(protocols: $0), version: 3)
    }
    world.advance(by: .seconds(5))
    for token in tokens {
      let joined: JoinGroupResponse = try #require(world.answer(to: token))
      #expect(joined.protocolName == "sticky")
    }
  }

  @Test func aRepeatedJoinIsToldWhatHolds() throws {
    let world = GroupWorld(delay: 1_000)
    let tokens = [0, 1].map { _ in world.start(world.joinRequest(), version: 3) }
    world.advance(by: .seconds(5))
    let leader: JoinGroupResponse = try #require(world.answer(to: tokens[0]))
    let follower: JoinGroupResponse = try #require(world.answer(to: tokens[1]))
    // While the assignment is awaited, and by a follower afterwards, with the same protocols.
    #expect(world.send(world.joinRequest(leader.memberId), version: 3)?.generationId == 1)
    world.start(world.syncRequest(leader.memberId, 1), version: 3)
    let again = try #require(world.send(world.joinRequest(follower.memberId), version: 3))
    #expect(again.generationId == 1)
    // Other protocols, or the leader, ask for a rebalance.
    let changed = world.start(world.joinRequest(follower.memberId, metadata: [8]), version: 3)
    #expect(world.answers[changed] == nil)
    #expect(world.send(world.joinRequest(leader.memberId), version: 3)?.generationId == 2)
  }

  @Test func onlyTheLastOfAMembersJoinsWaits() throws {
    let world = GroupWorld()
    let (first, _) = world.stable()
    let asked = try #require(world.send(world.joinRequest(), version: 9))
    let lost = world.start(world.joinRequest(asked.memberId), version: 9)
    let kept = world.start(world.joinRequest(asked.memberId), version: 9)
    let answer: JoinGroupResponse = try #require(world.answer(to: lost))
    #expect(ErrorCode(answer.errorCode) == .rebalanceInProgress)
    _ = world.send(world.joinRequest(first), version: 9)
    let joined: JoinGroupResponse = try #require(world.answer(to: kept))
    #expect(ErrorCode(joined.errorCode) == .none)
  }

  @Test func anAssignmentIsHandedOutWhenTheLogHasIt() throws {
    let world = GroupWorld()
    let joined = try #require(world.first())
    world.acknowledges = false
    let waiting = world.start(world.syncRequest(joined.memberId, 1, [joined.memberId: [3]]), version: 5)
    #expect(world.answers[waiting] == nil)
    #expect(world.described()?.groupState == "CompletingRebalance")
    world.acknowledge()
    let synced: SyncGroupResponse = try #require(world.answer(to: waiting))
    #expect(synced.assignment == [3])
  }

  @Test(arguments: [
    (ErrorCode.notEnoughReplicas, ErrorCode.coordinatorNotAvailable), (.notLeaderOrFollower, .notCoordinator),
    (.requestTimedOut, .rebalanceInProgress), (.messageTooLarge, .unknownServerError),
  ])
  func anAssignmentThatTheLogRefusesStartsARebalance(failure: ErrorCode, told: ErrorCode) throws {
    let world = GroupWorld()
    let joined = try #require(world.first())
    world.acknowledges = false
    let waiting = world.start(world.syncRequest(joined.memberId, 1, [joined.memberId: [3]]), version: 5)
    world.acknowledge(failure)
    let synced: SyncGroupResponse = try #require(world.answer(to: waiting))
    #expect(ErrorCode(synced.errorCode) == told)
    #expect(world.described()?.groupState == "PreparingRebalance")
    world.acknowledges = true
    #expect(world.send(world.joinRequest(joined.memberId), version: 9)?.generationId == 2)
  }

  @Test func aLogThatNeverAnswersIsNotWaitedForEndlessly() throws {
    let world = GroupWorld()
    let joined = try #require(world.first())
    world.acknowledges = false
    let waiting = world.start(world.syncRequest(joined.memberId, 1, [joined.memberId: [3]]), version: 5)
    world.advance(by: .seconds(6))
    let synced: SyncGroupResponse = try #require(world.answer(to: waiting))
    #expect(ErrorCode(synced.errorCode) == .rebalanceInProgress)
    // The late acknowledgement is of a generation that is over.
    world.acknowledge()
    #expect(world.described()?.groupState == "PreparingRebalance")
  }
}
