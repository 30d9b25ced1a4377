import KubernetesObjects
import Testing

@testable import Sandbox

@Suite struct SandboxProgressTests {
  private static let text = SandboxCluster(brokers: 2).text

  private func pod(_ name: String, ready: Bool, restarts: Int = 0, exitCode: Int? = nil) -> Pod {
    var status = PodStatus(phase: "Running", podIP: "127.42.1.2")
    status.conditions = [Condition(type: "Ready", status: ready ? "True" : "False")]
    var container = ContainerStatus(name: "kafka", restartCount: restarts)
    if let exitCode { container.lastState.terminated = ContainerStateTerminated(exitCode: exitCode) }
    status.containerStatuses = [container]
    return Pod(metadata: ObjectMeta(name: name, namespace: "kafka"), status: status)
  }

  private func progress(
    _ pods: [Int32: Pod], envoys: [Pod] = [], balancer: String? = nil, restarts: [String: Int] = [:]
  ) throws -> SandboxProgress {
    SandboxProgress(
      of: try cluster(Self.text), pods: pods, envoys: ["external": envoys],
      balancers: balancer.map { ["external": [$0]] } ?? [:], restarts: restarts)
  }

  @Test func everythingThatIsMissingIsNamed() throws {
    let missing = try progress([0: pod("kafka-0", ready: false)]).missing
    #expect(missing.contains { $0.hasPrefix("broker 0 is not ready") })
    #expect(missing.contains("broker 1 has no pod"))
    #expect(missing.contains("the load balancer external has no address"))
    #expect(missing.contains("the access point external has no Envoy"))
  }

  @Test func nothingIsMissingOnceAllAreReady() throws {
    let all = try progress(
      [0: pod("kafka-0", ready: true), 1: pod("kafka-1", ready: true)], envoys: [pod("envoy", ready: true)],
      balancer: "127.42.1.1")
    #expect(all.missing == [])
    #expect(all.failing == nil)
  }

  @Test func aClusterWhoseBrokersAreBeingReplacedIsNotUp() throws {
    let pods: [Int32: Pod] = [0: pod("kafka-0", ready: true), 1: pod("kafka-1", ready: true)]
    for (state, expected) in [("ClusterRollingUpgrading", ["brokers are being replaced"]), ("ClusterRunning", [])] {
      let progress = SandboxProgress(
        of: try cluster(Self.text + "status:\n  state: \(state)\n"), pods: pods,
        envoys: ["external": [pod("envoy", ready: true)]], balancers: ["external": ["127.42.1.1"]])
      #expect(progress.missing == expected)
    }
  }

  @Test func whyAContainerIsNotStartedIsSaid() throws {
    var broken = pod("kafka-0", ready: false, restarts: 2, exitCode: 128)
    broken.status?.containerStatuses[0].lastState.terminated?.message = "envoy cannot be run"
    #expect(try progress([0: broken]).failing?.message == "envoy cannot be run")
  }

  @Test func aBrokerThatEndsAtItsStartAgainAndAgainFails() throws {
    #expect(try progress([0: pod("kafka-0", ready: false, restarts: 0, exitCode: 1)]).failing == nil)
    let failing = try progress([0: pod("kafka-0", ready: false, restarts: 2, exitCode: 1)]).failing
    #expect(failing?.pod == "kafka-0" && failing?.exitCode == 1 && failing?.container == "kafka")
    // What ended before, in another run, does not count.
    let other = try progress(
      [0: pod("kafka-0", ready: false, restarts: 2, exitCode: 137)], restarts: ["kafka/kafka-0/kafka": 1])
    #expect(other.failing == nil)
    // One that is up again is waited for no more, and has not failed.
    #expect(try progress([0: pod("kafka-0", ready: true, restarts: 2, exitCode: 1)]).failing == nil)
  }
}
