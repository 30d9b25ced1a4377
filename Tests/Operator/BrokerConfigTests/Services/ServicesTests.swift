import JSON
import KafkaResources
import KubernetesObjects
import Testing

@testable import BrokerConfig

@Suite struct ServicesTests {
  private let listeners = """
      listenersConfig:
        serviceAnnotations: {team: streams}
        internalListeners:
          - {type: plaintext, name: internal, containerPort: 29092, usedForInnerBrokerCommunication: true}
          - {type: plaintext, name: con_troller, containerPort: 29093, usedForControllerCommunication: true}
        externalListeners:
          - {type: plaintext, name: external, containerPort: 9094, externalStartingPort: 32000, accessMethod: NodePort,
             serviceAnnotations: {dns: "yes"}, externalTrafficPolicy: Local}
    """

  private func rendering(_ spec: String, labels: String = "{}", facts: RenderingFacts = RenderingFacts()) throws
    -> ClusterRendering
  {
    let text = """
      apiVersion: kafka.banzaicloud.io/v1beta1
      kind: KafkaCluster
      metadata: {name: events, namespace: shop, labels: \(labels)}
      spec:
        zkAddresses: [zookeeper:2181]
        oneBrokerPerNode: false
        rollingUpgradeConfig: {failureThreshold: 1}
        cruiseControlConfig: {}
      \(listeners)
      \(spec)
      """
    var facts = facts
    facts.externalAddresses["external"] = "203.0.113.10"
    return try ClusterRendering(of: cluster(text), facts: facts)
  }

  @Test func thePortOfAListenerHasItsNameOnceBehindTCP() throws {
    let cluster = try Pods.cluster(
      brokers: "{id: 0}",
      listeners: """
        internalListeners:
            - {type: plaintext, name: tcp-internal, containerPort: 29092, usedForInnerBrokerCommunication: true}
        """)
    let rendering = try ClusterRendering(of: cluster, facts: RenderingFacts())
    #expect(rendering.services[0].spec?.ports.first?.name == "tcp-internal")
    #expect(rendering.brokers[0].kafka?.ports.first?.name == "tcp-internal")
  }

  private func names(_ services: [Service]) -> [String] { services.map(\.metadata.name) }

  private func ports(_ service: Service?) -> [String] {
    (service?.spec?.ports ?? []).map { "\($0.name ?? "") \($0.port)" }
  }

  @Test func aHeadlessServiceNamesEveryBrokerAlsoOnesThatAreNotReady() throws {
    let rendering = try rendering(
      "  headlessServiceEnabled: true\n  brokers: [{id: 0}]", labels: "{tier: gold, app: mine}")
    let service = try #require(rendering.services.first)
    #expect(names(rendering.services) == ["events-headless"])
    #expect(service.metadata.namespace == "shop")
    #expect(service.metadata.labels == ["app": "kafka", "kafka_cr": "events", "tier": "gold"])
    #expect(service.metadata.annotations == ["team": "streams"])
    #expect(service.spec?.clusterIP == "None")
    #expect(service.spec?.publishNotReadyAddresses == true)
    #expect(service.spec?.selector == ["app": "kafka", "kafka_cr": "events"])
    #expect(
      ports(service) == ["tcp-internal 29092", "tcp-controller 29093", "tcp-external 9094", "metrics 9020"])
    #expect(rendering.brokers.allSatisfy { $0.service == nil })
  }

  @Test func withoutAHeadlessServiceEveryBrokerHasOneAndAllShareOne() throws {
    let rendering = try rendering(
      """
        headlessServiceEnabled: false
        additionalPorts: [{name: jolokia, containerPort: 8778}]
        brokers: [{id: 0}, {id: 7}]
      """, labels: "{tier: gold}")
    #expect(names(rendering.services) == ["events-all-broker"])
    #expect(rendering.services[0].metadata.labels == ["app": "kafka", "kafka_cr": "events"])
    #expect(
      ports(rendering.services[0])
        == ["tcp-internal 29092", "tcp-controller 29093", "tcp-external 9094", "jolokia 8778"])
    let own = try #require(rendering.brokers[1].service)
    #expect(own.metadata.name == "events-7")
    #expect(own.spec?.selector == ["app": "kafka", "kafka_cr": "events", "brokerId": "7"])
    #expect(own.spec?.publishNotReadyAddresses == true)
    #expect(ports(own).last == "metrics 9020")
    #expect(rendering.services[0].spec?.publishNotReadyAddresses == nil)
  }

  @Test func withKRaftControllersHaveAHeadlessServiceOfTheirOwn() throws {
    let rendering = try rendering(
      """
        kRaft: true
        headlessServiceEnabled: true
        brokers:
          - {id: 0, brokerConfig: {processRoles: [controller]}}
          - {id: 1, brokerConfig: {processRoles: [broker]}}
      """)
    #expect(names(rendering.services) == ["events-headless", "events-controller-headless"])
    #expect(rendering.services[0].spec?.selector["isBrokerNode"] == "true")
    #expect(rendering.services[1].spec?.selector["isControllerNode"] == "true")
    #expect(rendering.services[1].metadata.labels == rendering.services[1].spec?.selector)
    // Clients outside are led to brokers alone.
    #expect(names(rendering.brokers.flatMap(\.externalServices)) == ["events-1-external"])
  }

  @Test func aNodePortIsTheStartingPortAndTheIdOrKubernetesChoice() throws {
    let spec = """
        headlessServiceEnabled: true
        brokers: [{id: 3, brokerConfig: {nodePortExternalIP: {external: 203.0.113.3}}}, {id: 4}]
      """
    let rendering = try rendering(spec)
    let service = try #require(rendering.brokers[0].externalServices.first)
    #expect(service.metadata.name == "events-3-external")
    #expect(service.metadata.labels == ["app": "kafka", "kafka_cr": "events", "brokerId": "3"])
    #expect(service.metadata.annotations == ["dns": "yes"])
    #expect(service.spec?.type == "NodePort")
    #expect(service.spec?.externalIPs == ["203.0.113.3"])
    #expect(service.spec?.externalTrafficPolicy == "Local")
    #expect(
      service.spec?.ports == [
        ServicePort(name: "broker-3", protocol: "TCP", port: 9094, targetPort: 9094, nodePort: 32003)
      ])
    #expect(rendering.brokers[1].externalServices[0].spec?.externalIPs == [])
  }

  @Test func debuggingMakesServicesReachableFromOutside() throws {
    let rendering = try rendering("  localDebugEnabled: true\n  headlessServiceEnabled: false\n  brokers: [{id: 0}]")
    #expect(rendering.services[0].spec?.type == "LoadBalancer")
    #expect(rendering.brokers[0].service?.spec?.type == "LoadBalancer")
  }

  @Test func whatIsMadeGoesWithTheClusterOnceItsUIDIsKnown() throws {
    let spec = "  headlessServiceEnabled: true\n  propagateLabels: true\n  brokers: [{id: 0}]"
    for object in try rendering(spec).objects { #expect(object.metadata.ownerReferences.isEmpty) }
    let owned = try rendering(spec, labels: "{tier: gold}", facts: RenderingFacts(ownerUID: "u-1"))
    for object in owned.objects {
      #expect(
        object.metadata.ownerReferences == [
          OwnerReference(
            apiVersion: "kafka.banzaicloud.io/v1beta1", kind: "KafkaCluster", name: "events", uid: "u-1",
            controller: true, blockOwnerDeletion: true)
        ])
      #expect(object.metadata.labels["tier"] == "gold")
    }
  }

  @Test func aPortThatIsNoneIsAnErrorWithItsPlace() throws {
    let spec =
      "  headlessServiceEnabled: true\n  additionalPorts: [{name: x, containerPort: 80, hostIP: 1}]\n  brokers: []"
    let error = #expect(throws: RenderingError.self) { try rendering(spec) }
    #expect(
      error?.description
        == "spec.additionalPorts[0].hostIP: a string is expected here, not a number; write it as Kubernetes' API has it"
    )
  }
}
