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

  @Test mutating func fiveHundredAndTwelveAreTakenAndNoMore() throws {
    try begin(512)
    #expect(registry.brokerCount == 512 && registry.brokerCount(of: 1) == 512)
    let refusal = #expect(throws: AgentRefusal.self) {
      try registry.receive(full(broker(600), number: 600, 600), on: 1, at: .zero)
    }
    #expect(refusal?.code == .tooMuch)
  }
}
