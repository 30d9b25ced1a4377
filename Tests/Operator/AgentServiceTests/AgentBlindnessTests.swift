import AgentAPI
import ClusterTopology
import Testing

@testable import AgentService

@Suite struct AgentBlindnessTests {
  private var registry = AgentRegistry()

  /// An agent for each broker, all heard at that time.
  private mutating func begin(_ count: Int32, of cluster: ClusterKey = cluster, at now: Duration = .zero) throws {
    for id in 0..<count {
      let number = UInt64(registry.callCount + 1)
      try registry.begin(
        AgentCallID(rawValue: number), broker(id, of: cluster), incarnation: 100 + number, at: now)
    }
  }

  private func blinds(_ directives: [AgentDirective]) -> [String] {
    directives.compactMap { directive in
      switch directive {
      case .blind(let scope, _): "blind \(scope?.description ?? "everywhere")"
      case .sees(let scope): "sees \(scope?.description ?? "everywhere")"
      default: nil
      }
    }
  }

  @Test mutating func whenMostAgentsAreLostAtOnceNothingIsRemoved() throws {
    try begin(3)
    for second: Int64 in 1...60 { registry.beat(1, at: .seconds(second)) }
    // Brokers 1 and 2 are silent since the beginning.
    let directives = registry.advance(to: .seconds(60))
    #expect(blinds(directives) == ["blind shop/kafka"])
    #expect(registry.isBlind(cluster))
    #expect(registry.health(0) == .healthy)
    #expect(registry.health(1) == .unknown && registry.health(2) == .unknown)
  }

  @Test mutating func theLossOfOneIsALossHoweverFewThereAre() throws {
    try begin(1)
    registry.run(until: .seconds(12))
    #expect(registry.health(0) == .unreachable)
    #expect(!registry.isBlind(cluster))
  }

  @Test mutating func theLossOfHalfIsALoss() throws {
    try begin(4)
    for second: Int64 in 1...12 {
      registry.beat(1, at: .seconds(second))
      registry.beat(2, at: .seconds(second))
      registry.run(until: .seconds(second))
    }
    #expect(registry.health(2) == .unreachable && registry.health(3) == .unreachable)
  }

  @Test mutating func lossesThatLieApartAreLosses() throws {
    try begin(3)
    for second: Int64 in 1...40 {
      registry.beat(1, at: .seconds(second))
      if second <= 3 { registry.beat(2, at: .seconds(second)) }
      #expect(blinds(registry.run(until: .seconds(second))).isEmpty)
    }
    #expect(registry.health(1) == .unreachable && registry.health(2) == .unreachable)
  }

  @Test mutating func itSeesAgainWhenHalfAreBackAndTheOthersHaveTimeToComeBack() throws {
    try begin(3)
    registry.run(until: .seconds(30))
    #expect(registry.isBlind(cluster))
    registry.beat(1, at: .seconds(30))
    #expect(registry.isBlind(cluster))
    let directives = registry.beat(2, at: .seconds(31))
    #expect(blinds(directives) == ["sees shop/kafka"])
    #expect(registry.health(0) == .healthy && registry.health(1) == .healthy)
    for second: Int64 in 32...60 {
      registry.beat(1, at: .seconds(second))
      registry.beat(2, at: .seconds(second))
      registry.run(until: .seconds(second))
      #expect(registry.health(2) == (second < 43 ? .unknown : .unreachable), "\(second)")
    }
  }

  @Test mutating func proofsActWhileMostAreLost() throws {
    try begin(3)
    registry.run(until: .seconds(20))
    _ = try registry.receive(change(9) { $0.process = .state(.stateGone) }, on: 1, at: .seconds(20))
    #expect(registry.health(0) == .unhealthy)
  }

  @Test mutating func theBrokersOfOneNodeAreOneAgent() throws {
    _ = try registry.open(1, hello(100), identities: [.local])
    for id: Int32 in 0...1 { _ = try registry.receive(full(broker(id), number: UInt32(id) + 1, 1), on: 1, at: .zero) }
    try registry.begin(2, broker(2), at: .zero)
    for second: Int64 in 1...12 {
      registry.beat(2, at: .seconds(second))
      registry.run(until: .seconds(second))
    }
    #expect(registry.health(0) == .unreachable && registry.health(1) == .unreachable)
  }

  @Test mutating func brokersThatLeaveAreNotLost() throws {
    try begin(3)
    for call: UInt64 in 2...3 {
      let gone = BrokerGone {
        $0.broker = 1
        $0.sequence = 2
      }
      _ = registry.receive(gone, on: AgentCallID(rawValue: call), at: .seconds(1))
    }
    for second: Int64 in 1...20 {
      registry.beat(1, at: .seconds(second))
      #expect(blinds(registry.run(until: .seconds(second))).isEmpty)
    }
  }

  @Test mutating func aClusterOfItsOwnIsLostAmongOthers() throws {
    let other = ClusterKey(namespace: "shop", name: "other")
    try begin(2)
    try begin(4, of: other)
    for second: Int64 in 1...12 {
      for call: UInt64 in 3...6 { registry.beat(AgentCallID(rawValue: call), at: .seconds(second)) }
      registry.run(until: .seconds(second))
    }
    #expect(registry.isBlind(cluster) && !registry.isBlind(other))
    #expect(registry.health(0) == .unknown)
  }

  @Test mutating func aPauseOfOurOwnIsTheLossOfAllAndNoneIsRemoved() throws {
    let other = ClusterKey(namespace: "shop", name: "other")
    try begin(3)
    try begin(1, of: other)
    let directives = registry.advance(to: .seconds(100))
    #expect(blinds(directives) == ["blind shop/kafka", "blind everywhere"])
    #expect(registry.health(0, of: other) == .unknown)
    for call: UInt64 in 1...4 { registry.beat(AgentCallID(rawValue: call), at: .seconds(101)) }
    #expect(!registry.isBlind(cluster) && !registry.isBlind(other))
    #expect(registry.brokers.allSatisfy { $0.health == .healthy })
  }
}
