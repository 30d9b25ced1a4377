import KubernetesObjects
import Testing

@testable import Sandbox

struct NetworkNameTests {
  private func pod(
    _ name: String, _ address: String?, isReady: Bool = true, labels: [String: String] = ["app": "kafka"]
  )
    -> Pod
  {
    var pod = Pod(
      metadata: ObjectMeta(name: name, namespace: "kafka", labels: labels),
      spec: PodSpec(containers: [], hostname: name, subdomain: "kafka-headless"))
    pod.status = PodStatus(
      phase: "Running", conditions: [Condition(type: "Ready", status: isReady ? "True" : "False")], podIP: address)
    return pod
  }

  private func service(
    _ name: String, namespace: String = "kafka", isHeadless: Bool = true, publishesAll: Bool = false
  ) -> Service {
    Service(
      metadata: ObjectMeta(name: name, namespace: namespace),
      spec: ServiceSpec(
        selector: ["app": "kafka"], clusterIP: isHeadless ? "None" : "10.0.0.1",
        publishNotReadyAddresses: publishesAll ? true : nil))
  }

  private func slice(_ service: String, namespace: String = "kafka", _ endpoints: [(String, Bool?)]) -> EndpointSlice {
    EndpointSlice(
      metadata: ObjectMeta(
        name: "\(service)-1", namespace: namespace, labels: ["kubernetes.io/service-name": service]),
      addressType: "IPv4",
      endpoints: endpoints.map { Endpoint(addresses: [$0.0], conditions: EndpointConditions(ready: $0.1)) })
  }

  private func names(
    pods: [Pod] = [], services: [Service] = [], slices: [EndpointSlice] = [], domains: [String] = ["cluster.local"],
    others: [PublishedName] = []
  ) -> [String: [String]] {
    PodNames(pods: pods, services: services, slices: slices, domains: domains, others: others).addresses
  }

  @Test func aPodUnderAHeadlessServiceHasItsNameAndTheShortForms() {
    let names = names(
      pods: [pod("kafka-0", "127.42.1.1")], services: [service("kafka-headless")],
      domains: ["cluster.local", "cluster.example.com"])
    for name in [
      "kafka-0.kafka-headless.kafka.svc.cluster.local", "kafka-0.kafka-headless.kafka.svc.cluster.example.com",
      "kafka-0.kafka-headless.kafka.svc", "kafka-0.kafka-headless.kafka", "kafka-0.kafka-headless",
    ] {
      #expect(names[name] == ["127.42.1.1"], "\(name)")
    }
  }

  @Test func aPodThatIsNotReadyHasANameOnlyWhereTheServicePublishesSuch() {
    let pods = [pod("kafka-0", "127.42.1.1", isReady: false)]
    let name = "kafka-0.kafka-headless.kafka.svc.cluster.local"
    #expect(names(pods: pods, services: [service("kafka-headless")])[name] == nil)
    #expect(names(pods: pods, services: [service("kafka-headless", publishesAll: true)])[name] == ["127.42.1.1"])
  }

  @Test func aPodHasNoNameWithoutAnAddressAServiceThatSelectsItOrAHeadlessOne() {
    let name = "kafka-0.kafka-headless.kafka.svc.cluster.local"
    let headless = service("kafka-headless")
    #expect(names(pods: [pod("kafka-0", nil)], services: [headless])[name] == nil)
    #expect(names(pods: [pod("kafka-0", "127.42.1.1", labels: [:])], services: [headless])[name] == nil)
    #expect(names(pods: [pod("kafka-0", "127.42.1.1")])[name] == nil)
    let other = service("kafka-headless", isHeadless: false)
    #expect(names(pods: [pod("kafka-0", "127.42.1.1")], services: [other])[name] == nil)
    var ended = pod("kafka-0", "127.42.1.1")
    ended.status?.phase = "Failed"
    #expect(names(pods: [ended], services: [headless])[name] == nil)
  }

  @Test func aServiceHasTheAddressesOfTheReadyPodsThatItSelects() {
    var ending = pod("kafka-3", "127.42.1.4")
    ending.metadata.deletionTimestamp = Time(secondsSince1970: 1)
    let pods = [
      pod("kafka-1", "127.42.1.2"), pod("kafka-0", "127.42.1.1"), pod("kafka-2", "127.42.1.3", isReady: false), ending,
      pod("other", "127.42.1.5", labels: [:]),
    ]
    let found = names(pods: pods, services: [service("kafka", isHeadless: false)])
    #expect(found["kafka.kafka.svc.cluster.local"] == ["127.42.1.1", "127.42.1.2"])
    let all = names(pods: pods, services: [service("kafka", publishesAll: true)])
    #expect(all["kafka.kafka.svc"] == ["127.42.1.1", "127.42.1.2", "127.42.1.3", "127.42.1.4"])
    #expect(names(services: [service("kafka")])["kafka.kafka.svc"] == nil)
  }

  @Test func aServiceThatSelectsNothingHasTheAddressesOfItsSlices() {
    let slices = [slice("kafka", [("127.42.1.2", true), ("127.42.1.1", nil), ("127.42.1.3", false)])]
    var service = service("kafka")
    service.spec?.selector = [:]
    #expect(names(services: [service], slices: slices)["kafka.kafka.svc"] == ["127.42.1.1", "127.42.1.2"])
    service.spec?.type = "ExternalName"
    #expect(names(services: [service], slices: slices)["kafka.kafka.svc"] == nil)
  }

  @Test func aShortFormThatCouldMeanTwoThingsIsNoName() {
    var elsewhere = pod("kafka-0", "127.42.1.2")
    elsewhere.metadata.namespace = "other"
    let found = names(
      pods: [pod("kafka-0", "127.42.1.1"), elsewhere],
      services: [service("kafka"), service("kafka", namespace: "other")])
    #expect(found["kafka"] == nil)
    #expect(found["kafka.other"] == ["127.42.1.2"])
    #expect(found["kafka.kafka"] == ["127.42.1.1"])
  }

  @Test func aFurtherNameNeverTakesThatOfAService() {
    let found = names(
      pods: [pod("kafka-0", "127.42.1.1")], services: [service("kafka")],
      others: [
        PublishedName("kafka.kafka.svc", addresses: ["127.9.9.9"]),
        PublishedName("broker-0.kafka.example.com", addresses: ["127.42.1.9"]), PublishedName("none", addresses: []),
      ])
    #expect(found["kafka.kafka.svc"] == ["127.42.1.1"])
    #expect(found["broker-0.kafka.example.com"] == ["127.42.1.9"])
    #expect(found["none"] == nil)
  }

  @Test func theTextIsTheSameForTheSameNamesInWhateverOrderTheyCome() {
    let pods = [pod("kafka-1", "127.42.1.2"), pod("kafka-0", "127.42.1.1")]
    let services = [service("kafka-headless")]
    let first = PodNames(pods: pods, services: services, slices: [], domains: ["cluster.local"], others: [])
    let second = PodNames(pods: pods.reversed(), services: services, slices: [], domains: ["cluster.local"], others: [])
    #expect(first.hosts == second.hosts)
    #expect(first.hosts.contains("\n127.42.1.1 kafka-0.kafka-headless.kafka.svc.cluster.local\n"))
  }
}
