import Foundation
import JSON
import KubernetesClient
import KubernetesObjects
import Sandbox
import Testing

@Suite(.enabled(if: NodeWorld.kubeconfig != nil, "SANDBOX_TEST_KUBECONFIG names no server"))
struct NodeRuntimeTests {
  let world: NodeWorld

  init() async throws { world = try await NodeWorld() }

  @Test func aPodRunsIsReadyAndGoesWhenItIsDeleted() async throws {
    let world = world
    let time = someSeconds()
    try await world.run { _ in
      try await world.create(
        "web", containers: [bash("main", "trap 'echo bye; exit 0' TERM; echo up $POD_IP; sleep \(time) & wait")])
      let pod = try await world.pod("web", "the pod is ready") { $0.isReady }
      #expect(pod.status?.phase == "Running")
      #expect(pod.status?.podIP?.hasPrefix("127.105.1.") == true)
      #expect(pod.status?.podIPs.first?.ip == pod.status?.podIP)
      #expect(pod.status?.hostIP == "127.0.0.1")
      #expect(pod.container("main")?.restartCount == 0)
      #expect(pod.container("main")?.state.running?.startedAt != nil)
      try await eventually("it has said so") { world.log("web", "main") == "up \(pod.status?.podIP ?? "")\n" }
      try await world.client.delete(Pod.self, "web", namespace: world.namespace)
      try await eventually("the pod is gone") { try await world.pod("web") == nil }
      #expect(world.log("web", "main").hasSuffix("bye\n"))
      #expect(nothingRuns(with: time))
      try await eventually("events tell of it") {
        let events = try await world.events("web")
        return events.contains("Started: Container main started") && events.contains("Killing: Stopping container main")
      }
    }
  }
}
