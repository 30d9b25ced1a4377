import JSON
import KubernetesClient
import KubernetesObjects
import Testing

@testable import Sandbox

private typealias Samples = ControllerSamples

@Suite struct ControllerEndpointTests {
  private func world(_ pods: [Pod], _ change: (inout Service) -> Void = { _ in }) -> ClusterObjects {
    var objects = ClusterObjects()
    objects.nodes = [Samples.node("a", labels: ["topology.kubernetes.io/zone": "z"])]
    objects.pods = pods
    var service = Samples.balancer(nil, type: "ClusterIP")
    change(&service)
    objects.services = [service]
    return objects
  }

  private func slices(_ objects: ClusterObjects) throws -> [EndpointSlice] {
    var slices: [EndpointSlice] = []
    for case .create(EndpointSlice.resource, let json) in EndpointController(objects).decision().writes {
      slices.append(try EndpointSlice(json: json))
    }
    return slices
  }

  private func endpoints(_ objects: ClusterObjects) -> JSONValue? {
    for case .create(.endpoints, let json) in EndpointController(objects).decision().writes { return json["subsets"] }
    return nil
  }

  @Test func aSliceNamesTheReadyPodsAndTheOthers() throws {
    let objects = world([
      Samples.pod("one", on: "a", labels: ["app": "envoy"], isReady: true, address: "127.1.0.1"),
      Samples.pod("two", on: "a", labels: ["app": "envoy"], address: "127.1.0.2"),
      Samples.pod("other", on: "a", labels: ["app": "other"], isReady: true, address: "127.1.0.3"),
      Samples.pod("without", on: "a", labels: ["app": "envoy"], isReady: true),
    ])
    let slice = try #require(try slices(objects).first)
    #expect(slice.metadata.labels["kubernetes.io/service-name"] == "envoy")
    #expect(slice.endpoints.map(\.addresses) == [["127.1.0.1"], ["127.1.0.2"]])
    #expect(slice.endpoints.map(\.conditions.ready) == [true, false])
    #expect(slice.endpoints.map(\.zone) == ["z", "z"])
    // The port that the Pod's container calls so.
    #expect(slice.ports == [EndpointPort(name: "web", protocol: "TCP", port: 8080)])
    #expect(endpoints(objects)?[0]?["addresses"]?[0]?["ip"] == "127.1.0.1")
    #expect(endpoints(objects)?[0]?["notReadyAddresses"]?[0]?["ip"] == "127.1.0.2")
  }

  @Test func aServiceThatPublishesAllCallsAllReady() throws {
    let objects = world([Samples.pod("one", on: "a", labels: ["app": "envoy"], address: "127.1.0.1")]) {
      $0.spec?.publishNotReadyAddresses = true
    }
    let slice = try #require(try slices(objects).first)
    #expect(slice.endpoints.map(\.conditions.ready) == [true])
    #expect(slice.endpoints.map(\.conditions.serving) == [false])
  }

  @Test func aPodThatLeavesIsNoLongerReady() throws {
    var pod = Samples.pod("one", on: "a", labels: ["app": "envoy"], isReady: true, address: "127.1.0.1")
    pod.metadata.deletionTimestamp = Samples.now
    let slice = try #require(try slices(world([pod])).first)
    #expect(slice.endpoints.first?.conditions == EndpointConditions(ready: false, serving: true, terminating: true))
  }

  @Test func aPodOfAHeadlessServiceHasItsName() throws {
    var pod = Samples.pod("one", on: "a", labels: ["app": "envoy"], isReady: true, address: "127.1.0.1")
    pod.spec?.hostname = "one"
    pod.spec?.subdomain = "envoy"
    let slice = try #require(try slices(world([pod]) { $0.spec?.clusterIP = "None" }).first)
    #expect(slice.endpoints.first?.hostname == "one")
    #expect(slice.metadata.labels["service.kubernetes.io/headless"] == "")
    pod.spec?.subdomain = "another"
    #expect(try slices(world([pod])).first?.endpoints.first?.hostname == nil)
  }

  @Test func podsWithOtherPortsAreInAnotherSlice() throws {
    var other = Samples.pod("two", on: "a", labels: ["app": "envoy"], isReady: true, address: "127.1.0.2")
    other.spec?.containers[0].ports = [ContainerPort(name: "web", containerPort: 9090)]
    let objects = world([
      Samples.pod("one", on: "a", labels: ["app": "envoy"], isReady: true, address: "127.1.0.1"), other,
    ])
    let slices = try slices(objects)
    #expect(slices.map(\.metadata.name) == ["envoy-0", "envoy-1"])
    #expect(slices.map { $0.ports.map(\.port) } == [[8080], [9090]])
  }

  @Test func whatIsAsItShouldBeIsNotWritten() throws {
    var objects = world([
      Samples.pod("one", on: "a", labels: ["app": "envoy"], isReady: true, address: "127.1.0.1")
    ])
    for write in EndpointController(objects).decision().writes {
      guard case .create(let resource, let json) = write else { continue }
      if resource == .endpoints {
        objects.endpoints = [try UnstructuredObject(json: json)]
      } else {
        objects.slices = [try EndpointSlice(json: json)]
      }
    }
    #expect(EndpointController(objects).decision().writes.isEmpty)
    objects.pods[0].status?.conditions = []
    #expect(EndpointController(objects).decision().replaced("EndpointSlice").count == 1)
    objects.services = []
    #expect(Set(EndpointController(objects).decision().deleted) == ["EndpointSlice/envoy-0", "Endpoints/envoy"])
  }

  @Test func aServiceWithoutASelectorIsSomebodyElses() {
    let objects = world([]) { $0.spec?.selector = [:] }
    #expect(EndpointController(objects).decision().writes.isEmpty)
  }
}
