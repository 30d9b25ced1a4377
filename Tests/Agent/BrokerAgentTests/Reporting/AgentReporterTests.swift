import AgentAPI
import BrokerAgent
import GRPC
import HTTP
import Synchronization
import Testing
import Transport

@Suite struct AgentReporterTests {
  @Test func everyReplicaHearsTheSame() throws {
    let one = try TestReplica()
    defer { one.stop() }
    let two = try TestReplica("127.0.0.2", port: one.port)
    defer { two.stop() }
    let addresses = [one.address, two.address]
    let agent = try TestAgent(.name("control-plane", port: one.port), lookup: { _, _ in .success(addresses) })
    defer { agent.stop() }
    agent.update(FullReport.state(now: .zero))
    eventually("both take the reports") { agent.replicas.count { $0.isWelcomed } == 2 }
    for pid in 1...50 as ClosedRange<UInt32> { agent.update(pid: pid) }
    for replica in [one, two] {
      eventually("all came") { replica.call.reports.last?.process?.pid == 50 }
      let call = replica.call
      guard case .hello(let hello) = call.messages.first else {
        Issue.record("Hello does not come first")
        return
      }
      #expect(hello.incarnation == 7)
      #expect(hello.intervalMs == 20)
      #expect(call.hellos.count == 1)
      #expect(call.garbage == 0)
      #expect(call.reports.first?.full == true)
      #expect(call.reports.first?.identity?.podUid == "u")
      #expect(call.reports.map(\.sequence) == call.reports.map(\.sequence).sorted())
    }
    let changes = one.call.reports.filter { !$0.full && $0.process != nil }
    // The first is whole again, since the figures are no more.
    #expect(changes.count == 49)
    #expect(changes.map(\.sequence) == two.call.reports.filter { !$0.full && $0.process != nil }.map(\.sequence))
    #expect(agent.replicas.map(\.serverVersion) == ["test", "test"])
    #expect(agent.replicas.map(\.problem) == ["", ""])
  }

  @Test func silenceIsFilledWithSmallHeartbeats() throws {
    let replica = try TestReplica()
    defer { replica.stop() }
    let agent = try TestAgent(.address(replica.address))
    defer { agent.stop() }
    agent.update(pid: 2)
    eventually("heartbeats come") { replica.call.heartbeats.count > 20 && !replica.call.reports.isEmpty }
    let call = replica.call
    #expect(call.heartbeats.last == call.sequence)
    for (message, size) in zip(call.messages, call.sizes) {
      if case .heartbeat = message { #expect(size + 5 + 9 < 40) }
    }
  }

  @Test func aBrokerThatLeavesIsToldToo() throws {
    let replica = try TestReplica()
    defer { replica.stop() }
    let agent = try TestAgent(.address(replica.address))
    defer { agent.stop() }
    agent.update(pid: 2)
    eventually("the replica takes reports") { !replica.call.reports.isEmpty }
    agent.remove()
    let gone = BrokerGone {
      $0.broker = 1
      $0.sequence = 2
    }
    eventually("it hears of it") { replica.call.messages.contains(.gone(gone)) }
  }

  // Those that take a port a second time have an address of their own, so that no other test gets it in the meantime.

  @Test func aServerThatComesLaterIsFound() throws {
    // A port on which nobody listens any more.
    let first = try TestReplica("127.0.0.3")
    let port = first.port
    first.stop()
    let agent = try TestAgent(.address(NetworkAddress(host: "127.0.0.3", port: port)))
    defer { agent.stop() }
    for pid in 1...200 as ClosedRange<UInt32> { agent.update(pid: pid) }
    eventually("the problem is known") { agent.replicas.first?.problem.contains("refused") == true }
    let replica = try TestReplica("127.0.0.3", port: port)
    defer { replica.stop() }
    eventually("it takes the reports") { agent.replicas.first?.isWelcomed == true }
    eventually("it has the state") { replica.call.reports.first?.process?.pid == 200 }
    // The history of its absence, as far as it is kept.
    eventually("it has the history") { replica.call.transitions.count == 200 }
    #expect(replica.call.transitions.map(\.lost).reduce(0, +) == 0)
    #expect(replica.call.transitions.first?.timeMs == 1_700_000_000_000)
    // However often it tried, it said so a few times only.
    #expect(agent.lines.count { $0.contains("there is no connection") } <= 4)
  }

  @Test func whatGoesWrongIsInTheLogThoughNoServerIsThere() throws {
    let replica = try TestReplica("127.0.0.6")
    let address = replica.address
    replica.stop()
    let agent = try TestAgent(.address(address))
    defer { agent.stop() }
    var state = BrokerState()
    state.process.problem = "/proc cannot be read: EACCES"
    state.logDirs = [LogDirState(path: "/kafka-logs")]
    agent.update(state)
    agent.update(state)
    let blind = agent.lines.filter { $0.contains("Kafka's process cannot be seen") }
    #expect(blind.count == 1 && blind[0].contains("broker=kafka/c/1") && blind[0].contains("EACCES"))
    state.process.status = .running
    state.process.problem = ""
    state.logDirs[0].status = .missing
    state.logDirs[0].problem = "ENOENT"
    agent.update(state)
    state.logDirs[0].status = .ok
    state.logDirs[0].problem = ""
    agent.update(state)
    let words = [
      ["a part of the broker changed", "subject=process", "before=unknown", "after=running"],
      ["a part of the broker is not well", "subject=\"log-dir /kafka-logs\"", "after=missing", "reason=ENOENT"],
      ["a part of the broker changed", "subject=\"log-dir /kafka-logs\"", "before=missing", "after=ok"],
    ]
    for words in words {
      #expect(agent.lines.contains { line in words.allSatisfy { line.contains($0) } }, "\(words) in \(agent.lines)")
    }
    // What does not come to rest is said a few times, whatever happens.
    let count = agent.lines.count
    for round in 0..<1_000 {
      state.logDirs[0].status = round % 2 == 0 ? .missing : .ok
      agent.update(state)
    }
    #expect(agent.lines.count < count + 10)
  }

  @Test func historyThatDidNotFitIsCounted() throws {
    let replica = try TestReplica("127.0.0.4") { _, _ in .welcome(Welcome { $0.lastSequence = 10 }) }
    let port = replica.port
    replica.stop()
    let agent = try TestAgent(.address(NetworkAddress(host: "127.0.0.4", port: port)))
    defer { agent.stop() }
    for pid in 1...300 as ClosedRange<UInt32> { agent.update(pid: pid) }
    let next = try TestReplica("127.0.0.4", port: port) { _, _ in .welcome(Welcome { $0.lastSequence = 10 }) }
    defer { next.stop() }
    eventually("it has the history") { next.call.transitions.last?.sequence == 300 }
    #expect(next.call.transitions.count == 256)
    // 300 changes, of which it had 10 and the ring 256.
    #expect(next.call.transitions.map(\.lost).reduce(0, +) == 34)
  }

  @Test func aServerThatStartsAgainAndAgainIsFoundEachTime() throws {
    var replica = try TestReplica("127.0.0.5")
    let port = replica.port
    let agent = try TestAgent(.address(NetworkAddress(host: "127.0.0.5", port: port)))
    defer { agent.stop() }
    for round in 1...12 as ClosedRange<UInt32> {
      agent.update(pid: round * 2)
      eventually("round \(round): the state comes") { replica.call.reports.last?.process?.pid == round * 2 }
      replica.stop()
      agent.update(pid: round * 2 + 1)
      replica = try TestReplica("127.0.0.5", port: port)
    }
    eventually("the last state comes") { replica.call.reports.last?.process?.pid == 25 }
    replica.stop()
    #expect(agent.lines.count < 40)
  }

  @Test func aRefusedAgentComesBackAndSaysSo() throws {
    let replica = try TestReplica { number, _ in
      number < 5 ? .refuse(GRPCStatus(.permissionDenied, "the certificate names another broker")) : .welcome(Welcome())
    }
    defer { replica.stop() }
    let agent = try TestAgent(.address(replica.address))
    defer { agent.stop() }
    agent.update(pid: 4)
    eventually("it is taken in the end") { agent.replicas.first?.isWelcomed == true }
    #expect(agent.replicas.first?.endedCalls == 5)
    // On one connection.
    #expect(replica.identities.count == 1)
    let refusals = agent.lines.filter { $0.contains("PERMISSION_DENIED") }
    #expect(refusals.first?.contains("the certificate names another broker") == true)
    #expect(refusals.count == 2)
  }

  @Test func garbageFromTheServerEndsTheCallOnly() throws {
    let flood = [[UInt8]](repeating: [0x12, 2, 0x08, 1], count: 200)
    let replica = try TestReplica { number, _ in
      switch number {
      case 0: .bytes([[0xFF, 0xFF]])
      case 1: .bytes([[UInt8](repeating: 0x7A, count: 100_000)])
      case 2: .bytes(flood)
      case 3: .bytes([[0x0A, 0], [0x0B]])
      default: .welcome(Welcome())
      }
    }
    defer { replica.stop() }
    let agent = try TestAgent(.address(replica.address))
    defer { agent.stop() }
    agent.update(pid: 4)
    eventually("it is taken in the end") { replica.calls.count == 5 && agent.replicas.first?.isWelcomed == true }
    #expect(agent.replicas.first?.endedCalls == 4)
    #expect(agent.lines.contains { $0.contains("cannot be read") })
    #expect(agent.lines.contains { $0.contains("too many messages") })
    eventually("the calls before are over") { replica.openCalls == 1 }
  }

  @Test func aServerThatNeverWelcomesIsLeftForAWhile() throws {
    let replica = try TestReplica { number, _ in number < 3 ? .nothing : .welcome(Welcome()) }
    defer { replica.stop() }
    let agent = try TestAgent(.address(replica.address), configure: { $0.welcomeDeadline = .milliseconds(50) })
    defer { agent.stop() }
    agent.update(pid: 2)
    eventually("it is taken in the end") { replica.calls.count >= 4 && agent.replicas.first?.isWelcomed == true }
    #expect(agent.lines.contains { $0.contains("did not welcome the agent in time") })
    // It had the state all the same, each time.
    #expect(replica.calls.allSatisfy { $0.reports.first?.process?.pid == 2 })
  }

  @Test func whatTheServerWantsHoldsWithinTheLimits() throws {
    let one = try TestReplica { _, _ in .welcome(Welcome { $0.intervalMs = 5_000 }) }
    defer { one.stop() }
    let two = try TestReplica("127.0.0.2", port: one.port) { _, _ in .welcome(Welcome { $0.intervalMs = 60_000 }) }
    let addresses = [one.address, two.address]
    let agent = try TestAgent(.name("control-plane", port: one.port), lookup: { _, _ in .success(addresses) })
    defer { agent.stop() }
    // The shorter one.
    eventually("both are heard") {
      agent.replicas.count { $0.isWelcomed } == 2 && agent.intervals.last == .milliseconds(5_000)
    }
    one.say(.sampling(Sampling { $0.intervalMs = 1 }))
    eventually("not under 200 ms") { agent.intervals.last == .milliseconds(200) }
    one.say(.sampling(Sampling { $0.intervalMs = 20_000 }))
    eventually("not over 10 s") { agent.intervals.last == .milliseconds(10_000) }
    // One that leaves the agent its own.
    one.say(.sampling(Sampling()))
    eventually("its own") { agent.intervals.last == .milliseconds(20) }
    one.say(.sampling(Sampling { $0.intervalMs = 8_000 }))
    eventually("the other again") { agent.intervals.last == .milliseconds(8_000) }
    // Whoever goes wants nothing any more.
    one.stop()
    eventually("the one that is left") { agent.intervals.last == .milliseconds(10_000) }
    two.stop()
    eventually("nobody is left") { agent.intervals.last == .milliseconds(20) }
  }

  @Test func aConnectionThatDrainsIsReplacedWithoutAGap() throws {
    var configuration = HTTPServerConfiguration()
    configuration.maximumAge = .milliseconds(300)
    let replica = try TestReplica(configuration: configuration)
    defer { replica.stop() }
    let agent = try TestAgent(.address(replica.address), configure: { $0.settledAfter = .milliseconds(50) })
    defer { agent.stop() }
    var pid: UInt32 = 0
    eventually("the third connection is in use") {
      pid += 1
      agent.update(pid: pid)
      return replica.calls.count >= 3 && replica.call.reports.count > 3
    }
    eventually("the last change came") { replica.call.reports.last?.process?.pid == pid }
    eventually("the old calls are over") { replica.openCalls == 1 }
    // Every change came on one call or the other: first whole, then one after the other.
    for call in replica.calls {
      let numbers = call.reports.map(\.sequence)
      #expect(numbers == Array((numbers.first ?? 0)..<(numbers.first ?? 0) + UInt64(numbers.count)))
    }
  }

  @Test func manyChangesAtOnceComeInOrder() throws {
    let replica = try TestReplica()
    defer { replica.stop() }
    let agent = try TestAgent(.address(replica.address), configure: { $0.maximumQueuedBytes = 4 << 20 })
    defer { agent.stop() }
    agent.update(pid: 2)
    eventually("it takes the reports") { agent.replicas.first?.isWelcomed == true }
    agent.update(pids: 1...20_000)
    eventually("all came") { replica.call.reports.last?.process?.pid == 20_000 }
    #expect(replica.calls.count == 1)
    #expect(replica.call.reports.dropFirst().compactMap(\.process).map(\.pid).suffix(20_000) == Array(1...20_000))
  }
}
