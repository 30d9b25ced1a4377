import BrokerConfig
import JSON
import KubernetesClient
import KubernetesObjects
import Testing

@testable import Sandbox

private typealias Samples = ReconcilerSamples

/// The controllers and the reconciler on the embedded API server with real nodes.
@Suite struct ReconcilerServerTests {
  @Test func aClusterComesUpAndThenNothingIsLeftToDo() async throws {
    try await ReconcilerServer.run { server in
      try await server.apply(Samples.spec())
      try await server.untilReady()
      try await server.untilSettled()
      let objects = server.objects
      #expect(server.brokers.map(\.metadata.name) == ["k-0", "k-1", "k-2"])
      // One on each node, as their preference is, with their volumes there.
      #expect(Set(server.brokers.compactMap { $0.spec?.nodeName }).count == 3)
      #expect(objects.claims.map { $0.status?.phase } == ["Bound", "Bound", "Bound"])
      #expect(objects.claims.allSatisfy { $0.metadata.annotations[SandboxAnnotation.usedBy]?.count == 22 } as Bool)
      #expect(objects.volumes.map { $0["status"]?["phase"] } == ["Bound", "Bound", "Bound"])

      // The Envoy has the address of its load balancer, and brokers advertise it.
      let service = try #require(objects.services.first { $0.metadata.name == "envoy-loadbalancer-external-k" })
      let address = try #require(service.loadBalancerAddress)
      let envoy = try #require(objects.pods.first { $0.metadata.labels["app"] == "envoyingress" })
      #expect(envoy.status?.podIP == address)
      let config = server.world().configMaps.first { $0.metadata.name == "k-config-2" }?.data["broker-config"]
      #expect(config?.contains("\(address):19092") == true)

      // Names within the cluster lead to the brokers.
      let slice = try #require(
        objects.slices.first { $0.metadata.labels["kubernetes.io/service-name"] == "k-headless" })
      #expect(Set(slice.endpoints.compactMap(\.hostname)) == ["k-0", "k-1", "k-2"])
      #expect(slice.endpoints.flatMap(\.addresses) == server.brokers.compactMap { $0.status?.podIP })

      let deployment = try #require(objects.deployments.first)
      #expect(deployment.status?.conditions.first { $0.type == "Available" }?.status == "True")
      #expect(deployment.status?.observedGeneration == deployment.metadata.generation)
    }
  }

  @Test func aChangeReplacesEveryBrokerAndTheAddressStays() async throws {
    try await ReconcilerServer.run { server in
      try await server.apply(Samples.spec())
      try await server.untilReady()
      let before = Set(server.brokers.compactMap(\.metadata.uid))
      let nodes = server.brokers.map { $0.spec?.nodeName }
      let address = server.objects.services.compactMap(\.loadBalancerAddress)
      var spec = Samples.spec()
      spec["readOnlyConfig"] = "auto.create.topics.enable=false\n"
      try await server.apply(spec)
      try await eventually("all are replaced", within: .seconds(120)) {
        Set(server.brokers.compactMap(\.metadata.uid)).isDisjoint(with: before) && server.brokers.count == 3
      }
      try await server.untilReady()
      try await server.untilSettled()
      // They are where their volumes are.
      #expect(server.brokers.map { $0.spec?.nodeName } == nodes)
      #expect(server.objects.services.compactMap(\.loadBalancerAddress) == address)
    }
  }

  @Test func aClusterThatIsDeletedLeavesItsVolumesOnly() async throws {
    try await ReconcilerServer.run { server in
      try await server.apply(Samples.spec())
      try await server.untilReady()
      _ = try await server.client.delete(.kafkaClusters, "k", namespace: "kafka")
      try await eventually("all but the claims is gone", within: .seconds(120)) {
        let world = server.world()
        return world.pods.isEmpty && world.services.isEmpty && world.configMaps.isEmpty && world.deployments.isEmpty
          && world.budgets.isEmpty && server.objects.pods.isEmpty
      }
      #expect(server.objects.claims.count == 3)
      // A claim that a person deletes then goes with its volume.
      let name = try #require(server.objects.claims.first?.metadata.name)
      try await server.client.delete(PersistentVolumeClaim.self, name, namespace: "kafka")
      try await eventually("the claim and its volume are gone", within: .seconds(120)) {
        server.objects.claims.count == 2 && server.objects.volumes.count == 2
      }
    }
  }

  @Test func aWrongClusterIsToldAndNothingHappensToItsBrokers() async throws {
    try await ReconcilerServer.run { server in
      try await server.apply(Samples.spec())
      try await server.untilReady()
      let before = server.brokers.map(\.metadata.uid)
      var spec = Samples.spec()
      // Only the operator reads what is in there.
      spec["headlessServiceEnabled"] = true
      spec["listenersConfig"] = ["internalListeners": []]
      do { try await server.apply(spec) } catch let error as ClientError {
        // The API server refuses it, which is as well.
        #expect(error.code == .invalid)
        return
      }
      try await eventually("it is told") {
        !server.lines(with: "InvalidCluster").isEmpty || !server.lines(with: "is refused").isEmpty
      }
      #expect(server.brokers.map(\.metadata.uid) == before)
    }
  }

  @Test func aZooKeeperComesAndGoesWithItsCluster() async throws {
    try await ReconcilerServer.run { server in
      var spec = Samples.spec(isOutside: false)
      spec["kRaft"] = false
      spec["zkAddresses"] = ["zookeeper-server-client.zookeeper:2181"]
      spec["brokerConfigGroups"] = [
        "default": ["storageConfigs": spec["brokerConfigGroups"]?["default"]?["storageConfigs"] ?? []]
      ]
      try await server.apply(spec)
      try await server.untilReady()
      try await eventually("it serves") {
        server.objects.slices.contains {
          $0.metadata.namespace == "zookeeper" && $0.endpoints.first?.conditions.ready == true
            && $0.ports.first?.port == 2181
        }
      }
      _ = try await server.client.delete(.kafkaClusters, "k", namespace: "kafka")
      try await eventually("it is gone", within: .seconds(120)) {
        let objects = server.objects
        return objects.pods.isEmpty && !objects.claims.contains { $0.metadata.namespace == "zookeeper" }
          && !objects.services.contains { $0.metadata.namespace == "zookeeper" }
      }
    }
  }

  @Test func evictionsKeepToTheBudget() async throws {
    try await ReconcilerServer.run { server in
      var spec = Samples.spec(isOutside: false)
      spec["disruptionBudget"] = ["create": true, "budget": "1"]
      try await server.apply(spec)
      try await server.untilReady()
      try await eventually("one may go") { server.objects.budgets.first?.status?.disruptionsAllowed == 1 }
      let uid = server.brokers[0].metadata.uid
      try await server.client.evict("k-0", namespace: "kafka")
      do throws(ClientError) {
        try await server.client.evict("k-1", namespace: "kafka")
        Issue.record("a second one may not go")
      } catch { #expect(error.apiError?.isDisruptionBudget == true) }
      try await eventually("it is back", within: .seconds(120)) {
        server.brokers.count == 3 && !server.brokers.contains { $0.metadata.uid == uid }
          && server.brokers.allSatisfy { $0.isReady } as Bool
      }
      try await eventually("one may go again") { server.objects.budgets.first?.status?.disruptionsAllowed == 1 }
    }
  }
}
