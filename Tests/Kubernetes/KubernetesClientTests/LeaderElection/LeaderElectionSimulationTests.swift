import Testing

/// Random lives of candidates for one lease, each from one seed. Between two lives other tests get their turn.
@Suite struct LeaderElectionSimulationTests {
  @Test func noTwoLeadersWriteAtOnceWhateverClocksAndNetworkDo() async {
    var terms = 0
    for seed in 0..<400 {
      await Task.yield()
      var simulation = ElectionSimulation(seed: UInt64(seed))
      simulation.live(seconds: 150)
      simulation.recover()
      terms += simulation.terms
      #expect(simulation.problems.isEmpty, "seed \(seed): \(simulation.problems)")
      if !simulation.problems.isEmpty { return }
    }
    // The worlds are not so hostile that nobody ever leads, nor so kind that nobody ever loses.
    #expect(terms > 800)
  }

  @Test func aHandOverAtShutdownTakesLessThanTwoSeconds() async {
    for seed in 0..<100 {
      await Task.yield()
      var simulation = ElectionSimulation(seed: UInt64(seed), isCalm: true)
      simulation.live(seconds: 20)
      guard let (leader, _) = simulation.leader else {
        Issue.record("seed \(seed): nobody leads")
        return
      }
      simulation.shutDown(leader)
      let begun = simulation.now
      simulation.live(seconds: 2)
      #expect(simulation.leader != nil && simulation.leader?.node != leader, "seed \(seed): \(begun)")
      #expect(simulation.problems.isEmpty, "seed \(seed): \(simulation.problems)")
    }
  }

  @Test func whenALeaderDiesAnotherLeadsWithinTheLeasesDurationAndALittle() async {
    for seed in 0..<100 {
      await Task.yield()
      var simulation = ElectionSimulation(seed: UInt64(seed), isCalm: true)
      simulation.live(seconds: 20)
      guard let (leader, _) = simulation.leader else {
        Issue.record("seed \(seed): nobody leads")
        return
      }
      simulation.crash(leader)
      simulation.live(seconds: 17)
      #expect(simulation.leader != nil && simulation.problems.isEmpty, "seed \(seed): \(simulation.problems)")
    }
  }
}
