import ClusterTopology
import EnvoyConfig
import JSON
import KubernetesClient
import KubernetesObjects
import Testing
import XDS

@testable import Coordinator

/// The Service of the Envoys of the access point `external`.
private func service(
  _ ports: [Int], type: String = "LoadBalancer",
  ingress: [LoadBalancerIngress] = [LoadBalancerIngress(ip: "192.0.2.7")],
  name: String = "envoy-loadbalancer-external-kafka"
) -> Service {
  var metadata = ObjectMeta(name: name, namespace: "shop")
  metadata.labels = ["app": "envoyingress", "kafka_cr": "kafka", "eListenerName": "external"]
  return Service(
    metadata: metadata,
    spec: ServiceSpec(ports: ports.map { ServicePort(port: $0) }, clusterIP: "10.96.0.9", type: type),
    status: ServiceStatus(loadBalancer: LoadBalancerStatus(ingress: ingress)))
}

@Suite struct KubernetesAccessTests {
  // MARK: Services

  @Test func theLoadBalancerSaysWhereClientsConnect() throws {
    var world = World.running("RR")
    world.set(service([29092, 19090, 19091, 8080]))
    world.update()
    let balancer = try #require(world.balancers.first?.first)
    let point = try #require(world.inputs.inputs(of: World.key)?.topology?.accessPoints.first)
    #expect(balancer.bootstrap(of: point) == ["192.0.2.7:29092"])
    #expect(balancer.problems(of: point).isEmpty)
    #expect(world.publishes == 0)
    let shown = world.inputs.jsonValue["shop/kafka"]?["accessPoints"]?["external"]?["services"]
    #expect(
      shown?["shop/envoy-loadbalancer-external-kafka"]?["bootstrap"]?.arrayValue?.first?.stringValue
        == "192.0.2.7:29092")
    // The same again is not said again.
    world.set(service([29092, 19090, 19091, 8080]))
    world.update()
    #expect(world.directives.isEmpty)
  }

  @Test func aPendingLoadBalancerIsSaid() throws {
    var world = World.running("RR")
    world.set(service([29092, 19090, 19091], ingress: []))
    world.update()
    let point = try #require(world.inputs.inputs(of: World.key)?.topology?.accessPoints.first)
    #expect(world.balancers.first?.first?.problems(of: point).first?.contains("no address yet") == true)
  }

  @Test func aServiceThatLacksThePortOfABrokerIsSaid() throws {
    var world = World.running("RRR")
    world.set(service([19090], ingress: [LoadBalancerIngress(hostname: "lb.example.com")]))
    world.update()
    let point = try #require(world.inputs.inputs(of: World.key)?.topology?.accessPoints.first)
    let balancer = try #require(world.balancers.first?.first)
    #expect(balancer.bootstrap(of: point) == ["lb.example.com:29092"])
    let problems = balancer.problems(of: point)
    #expect(problems.count == 2)
    #expect(problems.contains { $0.contains("no port 29092") })
    #expect(problems.contains { $0.contains("no port 19091 and 1 more") })
  }

  @Test func aServiceWithinTheClusterHasItsOwnAddress() throws {
    var world = World.running("RR")
    world.set(service([29092, 19090, 19091], type: "ClusterIP", ingress: []))
    world.update()
    #expect(world.balancers.first?.first?.addresses == ["10.96.0.9"])
    world.inputs.receive(
      service: nil, of: ObjectKey(namespace: "shop", name: "envoy-loadbalancer-external-kafka"))
    world.update()
    #expect(world.balancers == [[]])
  }

  // MARK: Secrets

  @Test func theManifestsNameTheSecretsAndNothingIsServedBeforeTheyAreRead() {
    var world = terminatingWorld()
    #expect(world.inputs.secretsWanted == [ObjectKey(namespace: "shop", name: "kafka-tls")])
    #expect(world.published.isEmpty)
    world.set(secret: Certificates.first)
    world.update()
    #expect(world.versions(.secret).keys.sorted() == ["kafka-tls"])
  }

  @Test func aNewCertificateChangesNothingButTheSecret() {
    var world = terminatingWorld()
    world.set(secret: Certificates.first)
    world.update()
    let listeners = world.versions(.listener)
    let secret = world.versions(.secret)
    world.set(secret: Certificates.second)
    world.update()
    #expect(world.versions(.listener) == listeners)
    #expect(world.versions(.secret) != secret)
    let before = world.published
    world.set(secret: .unreadable("there is no Secret"))
    world.update()
    #expect(world.published == before)
  }

  @Test func aClusterThatGivesUpItsSecretWantsItNoMore() {
    var world = terminatingWorld()
    world.set(cluster: manifest([0, 1]))
    world.update()
    #expect(world.inputs.secretsWanted.isEmpty)
  }

  @Test func withoutAWayForPrivateKeysTheSecretIsRefusedWithTheRemedy() {
    var world = terminatingWorld(KubernetesInputs(secrets: SecretInputs(unreadable: "start with --xds-cert")))
    world.set(secret: Certificates.first)
    world.update()
    #expect(world.published.isEmpty)
    let shown = world.inputs.jsonValue["shop/kafka"]?["secrets"]?["kafka-tls"]?["problems"]
    #expect(shown?.arrayValue?.first?.stringValue == "start with --xds-cert")
  }

  // MARK: Status

  @Test func theStatusSaysHowEachClusterStands() {
    var world = World.running("RN")
    world.set(cluster: manifest([0, 0], name: "bad"), of: ObjectKey(namespace: "shop", name: "bad"))
    world.update()
    let status = world.inputs.jsonValue
    #expect(status["shop/kafka"]?["state"]?.stringValue == "accepted")
    #expect(status["shop/kafka"]?["brokers"]?["1"]?["health"]?.stringValue == "unhealthy")
    #expect(status["shop/kafka"]?["brokers"]?["1"]?["pod"]?.stringValue == "kafka-1-a")
    #expect(status["shop/bad"]?["state"]?.stringValue == "refused")
    #expect(status["shop/bad"]?["problems"]?.arrayValue?.isEmpty == false)
  }

  // MARK: Listeners at the load balancer's address

  private func bound(_ options: EnvoyOptions, _ services: [Service]) -> World {
    var world = World(KubernetesInputs(options: options))
    world.set(cluster: manifest([0, 1]))
    for id: Int32 in 0...1 { world.set(brokerPod(id, at: "10.0.0.\(id + 1)")) }
    for service in services { world.set(service) }
    world.inputs.synced()
    world.update()
    return world
  }

  @Test func listenersBindTheAddressOfTheirLoadBalancerOnceItHasOne() throws {
    let ports = [29092, 19090, 19091, 8080]
    var world = bound(EnvoyOptions(bindsLoadBalancers: true), [])
    #expect(world.publishes == 0)
    world.set(service(ports, ingress: []))
    world.update()
    #expect(world.publishes == 0)
    world.set(service(ports))
    world.update()
    #expect(world.publishes == 1)
    let fixed = bound(EnvoyOptions(listenAddress: try #require(IPAddress("192.0.2.7"))), [])
    #expect(world.versions(.listener) == fixed.versions(.listener))
    #expect(world.versions(.listener).count == 4)
    // Another port of the Service changes nothing; another address does.
    world.set(service(ports + [9999]))
    world.update()
    #expect(world.publishes == 0)
    world.set(service(ports, ingress: [LoadBalancerIngress(ip: "192.0.2.8")]))
    world.update()
    #expect(world.publishes == 1)
    #expect(world.versions(.listener) != fixed.versions(.listener))
  }

  @Test func aLoadBalancerThatIsANameIsNoAddressToBind() {
    let named = service([29092], ingress: [LoadBalancerIngress(hostname: "kafka.example.com")])
    #expect(bound(EnvoyOptions(bindsLoadBalancers: true), [named]).publishes == 0)
    #expect(bound(EnvoyOptions(), [named]).publishes == 1)
  }

  private func terminatingWorld(_ inputs: KubernetesInputs = KubernetesInputs()) -> World {
    var world = World(inputs)
    world.set(cluster: terminating([0, 1]))
    for id: Int32 in 0...1 { world.set(brokerPod(id, at: "10.0.0.\(id + 1)")) }
    world.inputs.synced()
    world.update()
    return world
  }
}
