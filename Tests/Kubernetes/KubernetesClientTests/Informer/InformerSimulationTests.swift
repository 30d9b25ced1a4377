import Testing

/// Random lives of a watch cache against a server that fails in every way, each from one seed.
@Suite struct InformerSimulationTests {
  @Test(arguments: [true, false])
  func theCacheEqualsTheServerWhenNothingHappensAnyMore(versionsAreOrdered: Bool) async {
    for seed in 0..<500 {
      await Task.yield()
      var simulation = InformerSimulation(seed: UInt64(seed), versionsAreOrdered: versionsAreOrdered)
      simulation.run()
      #expect(simulation.problems.isEmpty, "seed \(seed): \(simulation.problems)")
      if !simulation.problems.isEmpty { return }
    }
  }
}
