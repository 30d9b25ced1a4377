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

  @Test func everyCaseOfTheContractHoldsButForDeletionsThatAreNotInTheBackground() async throws {
    let results = try await ServingWorld.with { world in
      let budgets = try ClusterControllers(
        world.client, addresses: NoAddresses(), ClusterControllersConfiguration(enabled: [.disruptionBudgets]),
        log: ServingWorld.log, metrics: MetricsRegistry())
      let counting = Task { await budgets.run() }
      let runner = ContractRunner(
        transport: world.client, hasControllers: true, hasPropagation: false,
        compact: { await world.server.compact() }, parallel: 8, deadline: .seconds(120))
      let results = await runner.run(ContractSuite.cases, run: "contract")
      counting.cancel()
      await counting.value
      return results
    }
    #expect(results.count == ContractSuite.cases.count)
    for result in results {
      switch result.outcome {
      case .passed: continue
      case .skipped: #expect(Self.differences.contains(result.name), "\(result.line)")
      case .failed: Issue.record("\(result.line)")
      }
    }
  }

  /// What docs/kubernetes-contract.md tells as differences.
  private static let differences: Set<String> = [
    "garbage: a foreground deletion keeps the owner until what blocks it is gone",
    "garbage: a foreground deletion does not wait for what does not block it",
    "garbage: an orphaning deletion leaves what it owned, without an owner",
  ]
}
