import KubernetesClient
import KubernetesContract
import KubernetesSandbox
import Sandbox
import Telemetry
import Testing

/// The embedded server is held against the same cases as the real one, by a real client over loopback.
@Suite struct ServingContractTests {
  /// Load balancers are not what this is about.
  private struct NoAddresses: LoadBalancerAddresses {
    func newAddress() async -> String? { nil }
    func claim(_ address: String) async -> Bool { false }
    func release(_ address: String) async {}
  }

  @Test func everyCaseOfTheContractHolds() async throws {
    let results = try await ServingWorld.with { world in
      let budgets = try ClusterControllers(
        world.client, addresses: NoAddresses(), ClusterControllersConfiguration(enabled: [.disruptionBudgets]),
        log: ServingWorld.log, metrics: MetricsRegistry())
      let counting = Task { await budgets.run() }
      let runner = ContractRunner(
        transport: world.client, hasControllers: true, compact: { await world.server.compact() }, parallel: 8,
        deadline: .seconds(120))
      let results = await runner.run(ContractSuite.cases, run: "contract")
      counting.cancel()
      await counting.value
      return results
    }
    #expect(results.count == ContractSuite.cases.count)
    for result in results {
      #expect(result.outcome == .passed, "\(result.line)")
    }
  }
}
