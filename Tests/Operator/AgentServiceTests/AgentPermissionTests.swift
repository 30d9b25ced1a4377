import AgentAPI
import ClusterTopology
import Testing

@testable import AgentService

@Suite struct AgentPermissionTests {
  private var registry = AgentRegistry(knowsPods: true)

  private func pods(_ list: [Int32: (String, String)]) -> [Int32: AgentRegistry.OwnerPod] {
    list.mapValues { AgentRegistry.OwnerPod(uid: $0.0, node: $0.1) }
  }

  @Test func anAgentBesideItsBrokerReportsThatBrokerAlone() throws {
    var registry = AgentRegistry()
    _ = try registry.open(1, hello(), identities: [.broker(broker(0))])
    _ = try registry.receive(full(broker(0), 1), on: 1, at: .zero)
    for other in [broker(1), broker(0, of: ClusterKey(namespace: "shop", name: "other"))] {
      let refusal = #expect(throws: AgentRefusal.self) {
        try registry.receive(full(other, number: 2, 2), on: 1, at: .zero)
      }
      #expect(refusal?.code == .denied)
      #expect(refusal?.message.contains("/agent/\(other)") == true)
    }
    #expect(registry.brokerCount == 1)
  }

  @Test func theAgentOfANodeIsRefusedWherePodsAreNotKnown() throws {
    var registry = AgentRegistry()
    _ = try registry.open(1, hello(), identities: [.node("a")])
    let refusal = #expect(throws: AgentRefusal.self) { try registry.receive(full(broker(0), 1), on: 1, at: .zero) }
    #expect(refusal?.code == .denied)
  }

  @Test mutating func theAgentOfANodeReportsTheBrokersWhosePodsRunThere() throws {
    _ = registry.set(pods: pods([0: ("u0", "a"), 1: ("u1", "b")]), of: cluster, at: .zero)
    _ = try registry.open(1, hello(), identities: [.node("a")])
    _ = try registry.receive(full(broker(0), 1, pod: "u0"), on: 1, at: .zero)
    #expect(registry.health(0) == .healthy)
    let refusal = #expect(throws: AgentRefusal.self) {
      try registry.receive(full(broker(1), number: 2, 2, pod: "u1"), on: 1, at: .zero)
    }
    #expect(refusal?.code == .denied)
  }

  @Test mutating func aReportWaitsUntilItsPodIsKnown() throws {
    _ = try registry.open(1, hello(), identities: [.node("a")])
    #expect(try registry.receive(full(broker(0), 1, pod: "u0"), on: 1, at: .zero).isEmpty)
    _ = try registry.receive(change(2) { $0.kafka = .state(.stateRefused) }, on: 1, at: .seconds(1))
    #expect(registry.brokerCount == 0)
    let directives = registry.set(pods: pods([0: ("u0", "a")]), of: cluster, at: .seconds(2))
    #expect(healths(directives) == ["0 unknown unhealthy"])
  }

  @Test mutating func anAgentWhosePodTurnsOutToBeElsewhereIsRefused() throws {
    _ = try registry.open(1, hello(), identities: [.node("a")])
    _ = try registry.receive(full(broker(0), 1, pod: "u0"), on: 1, at: .zero)
    let directives = registry.set(pods: pods([0: ("u0", "b")]), of: cluster, at: .seconds(1))
    guard case .end(1, let refusal)? = directives.first else {
      Issue.record("the call is not ended: \(directives)")
      return
    }
    #expect(refusal.code == .denied)
    #expect(registry.callCount == 0 && registry.brokerCount == 0)
  }

  /// The kubelet removes a pod's folder after its object: the agent tells last.
  @Test mutating func aBrokerWhosePodIsDeletedLeavesWhenTheAgentOfItsNodeSaysSo() throws {
    _ = registry.set(pods: pods([0: ("u0", "a")]), of: cluster, at: .zero)
    _ = try registry.open(1, hello(), identities: [.node("a")])
    _ = try registry.receive(full(broker(0), 1, pod: "u0"), on: 1, at: .zero)
    _ = registry.set(pods: [:], of: cluster, at: .milliseconds(100))
    let gone = BrokerGone {
      $0.broker = 1
      $0.sequence = 2
    }
    #expect(healths(registry.receive(gone, on: 1, at: .milliseconds(200))) == ["0 healthy unreachable"])
    registry.run(until: .seconds(60))
    #expect(registry.health() == .unreachable)
  }

  @Test mutating func agentsThatWentWithTheirPodsDoNotMakeBlind() throws {
    _ = registry.set(pods: pods([0: ("u0", "a"), 1: ("u1", "b"), 2: ("u2", "c")]), of: cluster, at: .zero)
    for id in Int32(0)..<3 {
      try registry.begin(AgentCallID(rawValue: UInt64(id) + 1), broker(id), pod: "u\(id)", at: .zero)
    }
    _ = registry.set(pods: pods([2: ("u2", "c")]), of: cluster, at: .milliseconds(100))
    var directives: [AgentDirective] = []
    for second in 1...60 {
      directives += registry.run(until: .seconds(second))
      directives += registry.beat(3, at: .seconds(second))
    }
    let blind = directives.contains { if case .blind = $0 { true } else { false } }
    #expect(!blind && registry.health(0) == .unreachable && registry.health(1) == .unreachable)
  }

  @Test mutating func whenAPodMovesTheNodeThatItLeftHasNothingToSay() throws {
    _ = registry.set(pods: pods([0: ("u0", "a")]), of: cluster, at: .zero)
    _ = try registry.open(1, hello(300), identities: [.node("a")])
    _ = try registry.receive(full(broker(0), 1, pod: "u0"), on: 1, at: .zero)
    _ = registry.set(pods: pods([0: ("u1", "b")]), of: cluster, at: .seconds(1))
    _ = try registry.receive(change(2) { $0.process = .state(.stateGone) }, on: 1, at: .seconds(1))
    #expect(registry.health(0) == .healthy)
    // The agent of the other node is an older process: it is its pod that counts.
    _ = try registry.open(2, hello(100), identities: [.node("b")])
    _ = try registry.receive(
      full(broker(0), 1, pod: "u1", address: "10.0.9.9"), on: 2, at: .seconds(1))
    #expect(registry.brokers.first?.agent == "node/b")
    #expect(registry.brokers.first?.address == IPAddress("10.0.9.9"))
  }

  @Test mutating func theAgentOfThePodThatOwnsTheBrokerReplacesOneThatIsSilentForTwoSeconds() throws {
    _ = registry.set(pods: pods([0: ("u0", "a")]), of: cluster, at: .zero)
    try registry.begin(1, incarnation: 300, pod: "u0", at: .zero)
    _ = registry.set(pods: pods([0: ("u1", "a")]), of: cluster, at: .milliseconds(10))
    try registry.begin(2, incarnation: 100, pod: "u1", .stateRunning, .stateRefused, at: .milliseconds(20))
    #expect(registry.health(0) == .unhealthy)
    #expect(registry.brokers.first?.report.identity?.podUid == "u1")
  }
}
