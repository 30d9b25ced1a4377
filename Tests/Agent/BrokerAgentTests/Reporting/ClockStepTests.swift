import BrokerAgent
import Synchronization
import Testing
import Transport

/// The wall clock is set forward and back by hours while the agent runs.
@Suite struct ClockStepTests {
  private func update(_ agent: TestAgent, pid: UInt32, seenAgo: Duration) {
    var state = BrokerState()
    state.process.status = pid % 2 == 0 ? .running : .gone
    state.process.pid = pid
    state.process.seen = MonotonicClock.now - seenAgo
    agent.update(state)
  }

  @Test func heartbeatsAndAgesGoOnAndTimesAreRightAfterwards() throws {
    let hour: Int64 = 3_600_000
    let wall = Mutex<UInt64>(1_700_000_000_000)
    let replica = try TestReplica()
    let port = replica.port
    let agent = try TestAgent(.address(replica.address), wallClock: { wall.withLock { $0 } })
    defer { agent.stop() }
    update(agent, pid: 1, seenAgo: .zero)
    eventually("it takes the reports") { agent.replicas.first?.isWelcomed == true }
    var pid: UInt32 = 1
    var times: [UInt64] = []
    for step in [0, 3 * hour, -8 * hour, 5 * hour] {
      let time = wall.withLock { wall in
        wall = UInt64(Int64(wall) + step)
        return wall
      }
      let beats = replica.call.heartbeats.count
      eventually("heartbeats go on") { replica.call.heartbeats.count > beats + 3 }
      pid += 1
      times.append(time)
      update(agent, pid: pid, seenAgo: .seconds(2))
      eventually("the change comes") { replica.call.reports.last?.process?.pid == pid }
      // Two seconds, and what it took to send it: not hours, whichever way the clock went.
      #expect((2_000..<120_000).contains(replica.call.reports.last?.process?.ageMs ?? 0))
    }
    #expect(replica.calls.count == 1, "no call was ended by a clock")
    #expect(replica.call.reports.map(\.sequence) == [1, 2, 3, 4, 5])
    replica.stop()
    // What a replica missed has the times that the clock had.
    let next = try TestReplica(port: port)
    defer { next.stop() }
    eventually("the history comes") { next.call.transitions.count >= 5 }
    #expect(next.call.transitions.suffix(4).map(\.timeMs) == times)
  }
}
