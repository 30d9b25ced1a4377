import AgentAPI
import ClusterTopology
import Testing

@testable import AgentService

/// One agent that reports many brokers, as that of a node does.
@Suite struct ManyBrokersTests {
  private var registry = AgentRegistry()

  /// Opens a call that reports so many brokers.
  private mutating func begin(_ count: Int32, at now: Duration = .zero) throws {
    _ = try registry.open(1, hello(), identities: [.local])
    for id in 0..<count {
      _ = try registry.receive(full(broker(id), number: UInt32(id) + 1, UInt64(id) + 1), on: 1, at: now)
    }
  }

  @Test mutating func aMessageOfOneIsASignOfLifeOfAll() throws {
    try begin(3)
    for tick in 1...100 {
      let now = Duration.milliseconds(tick * 100)
      _ = try registry.receive(
        change(100 + UInt64(tick)) { $0.process = .state(.stateRunning) }, on: 1, at: now)
      while let deadline = registry.nextDeadline, deadline <= now { _ = registry.advance(to: deadline) }
      for id in 0..<Int32(3) { #expect(registry.health(id) == .healthy) }
      #expect(registry.brokers.allSatisfy { $0.lastHeard == now })
    }
  }

  /// The time counts from the very last message, whichever broker it spoke of.
  @Test mutating func silenceCountsFromTheLastMessage() throws {
    try begin(3)
    for tick in 1...11 {
      _ = try registry.receive(
        change(100 + UInt64(tick)) { $0.process = .state(.stateRunning) }, on: 1, at: .milliseconds(tick * 100))
    }
    registry.run(until: .milliseconds(5_099))
    for id in 0..<Int32(3) { #expect(registry.health(id) == .healthy) }
    let events = registry.run(until: .milliseconds(5_100))
    #expect(healths(events) == ["0 healthy unknown", "1 healthy unknown", "2 healthy unknown"])
    // And all are back with a word of one, in the order of brokers.
    #expect(
      healths(registry.beat(1, at: .seconds(6))) == [
        "0 unknown healthy", "1 unknown healthy", "2 unknown healthy",
      ])
  }

  @Test mutating func theEndOfTheCallKeepsWhenItWasHeard() throws {
    try begin(2)
    _ = registry.beat(1, at: .milliseconds(1_000))
    _ = registry.beat(1, at: .milliseconds(1_100))
    registry.close(1)
    #expect(registry.brokers.map(\.lastHeard) == [.milliseconds(1_100), .milliseconds(1_100)])
  }

  /// Of messages that come thick and fast each interval is one try, not each message.
  @Test mutating func othersMessagesAreTriesByTheInterval() throws {
    try begin(2)
    _ = try registry.receive(
      change(10, number: 2) { $0.kafka = .state(.stateTimedOut) }, on: 1, at: .milliseconds(100))
    var unhealthy: Duration?
    for tick in 2...60 where unhealthy == nil {
      let now = Duration.milliseconds(tick * 50)
      _ = try registry.receive(change(100 + UInt64(tick)) { $0.process = .state(.stateRunning) }, on: 1, at: now)
      if registry.health(1) == .unhealthy { unhealthy = now }
      #expect(registry.health(0) == .healthy)
    }
    // Three bad tries in all; each of the other two comes three quarters of an interval later, or a quarter more.
    let time = try #require(unhealthy)
    #expect(time >= .milliseconds(1_600) && time <= .milliseconds(2_200))
  }

  // MARK: Brokers that another agent has

  private static func pods(_ ids: Range<Int32>) -> [Int32: AgentRegistry.OwnerPod] {
    var pods: [Int32: AgentRegistry.OwnerPod] = [:]
    for id in ids { pods[id] = AgentRegistry.OwnerPod(uid: "u\(id)", node: "a") }
    return pods
  }

  private static func held(_ directives: [AgentDirective]) -> [String] {
    directives.compactMap { if case .held(_, let refusal) = $0 { refusal.message } else { nil } }
  }

  @Test func aBrokerThatHasAnAgentBesideItIsNoReasonToEndTheNodesCall() throws {
    var registry = AgentRegistry(knowsPods: true)
    _ = registry.set(pods: Self.pods(0..<2), of: cluster, at: .zero)
    try registry.begin(1, broker(0), incarnation: 100, pod: "u0", at: .zero)
    _ = try registry.open(2, hello(200), identities: [.node("a")])
    let first = try registry.receive(
      full(broker(0), number: 1, 1, pod: "u0", .stateRunning, .stateRefused), on: 2, at: .milliseconds(100))
    #expect(Self.held(first).count == 1 && Self.held(first).first?.contains("shop/kafka/0") == true)
    _ = try registry.receive(full(broker(1), number: 2, 2, pod: "u1"), on: 2, at: .milliseconds(100))
    #expect(registry.health(0) == .healthy && registry.health(1) == .healthy)
    // What it says of the other's broker stays unheard, and is said once.
    for tick in 2...30 {
      let now = Duration.milliseconds(tick * 100)
      let more = try registry.receive(
        change(UInt64(tick) + 10, number: 1) { $0.process = .state(.stateGone) }, on: 2, at: now)
      #expect(Self.held(more).isEmpty)
      if tick % 5 == 0 { _ = registry.beat(1, at: now) }
      #expect(registry.health(0) == .healthy && registry.callCount == 2)
    }
    // The one beside it ends: the node's agent, the newer process, has it with what it knows by now.
    registry.close(1)
    let taken = registry.beat(2, at: .milliseconds(3_400))
    #expect(healths(taken) == ["0 healthy unhealthy"])
    #expect(registry.brokers.map(\.agent) == ["node/a", "node/a"])
  }

  /// Two agents of one node for a moment, as when the DaemonSet is updated.
  @Test func theNextAgentOfANodeTakesOverWithoutAGap() throws {
    var registry = AgentRegistry(knowsPods: true)
    _ = registry.set(pods: Self.pods(0..<3), of: cluster, at: .zero)
    for (call, incarnation) in [(AgentCallID(rawValue: 1), UInt64(100)), (2, 200)] {
      _ = try registry.open(call, hello(incarnation), identities: [.node("a")])
      for id in 0..<Int32(3) {
        _ = try registry.receive(
          full(broker(id), number: UInt32(id) + 1, UInt64(id) + 1, pod: "u\(id)"), on: call, at: .milliseconds(100))
      }
    }
    #expect(registry.callCount == 2)
    #expect(registry.brokers.map(\.report.identity?.brokerId) == [0, 1, 2])
    registry.close(1)
    let events = registry.beat(2, at: .milliseconds(600))
    #expect(healths(events).isEmpty)
    _ = try registry.receive(change(9, number: 3) { $0.kafka = .state(.stateRefused) }, on: 2, at: .milliseconds(700))
    #expect((0..<3).map { registry.health($0) } == [.healthy, .healthy, .unhealthy])
    // A held broker that leaves is forgotten.
    #expect(registry.brokerCount(of: 2) == 3)
  }

  @Test mutating func fiveHundredAndTwelveAreTakenAndNoMore() throws {
    try begin(512)
    #expect(registry.brokerCount == 512 && registry.brokerCount(of: 1) == 512)
    let refusal = #expect(throws: AgentRefusal.self) {
      try registry.receive(full(broker(600), number: 600, 600), on: 1, at: .zero)
    }
    #expect(refusal?.code == .tooMuch)
  }
}
