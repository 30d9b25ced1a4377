import KafkaResources
import Testing

@testable import BrokerConfig

@Suite struct AdvertisedListenersTests {
  /// What clients outside are told of a broker.
  private func external(
    of id: Int32 = 1, in cluster: KafkaCluster, facts: RenderingFacts = RenderingFacts()
  ) throws -> String? {
    let value = try properties(of: id, in: cluster, facts: facts).properties["advertised.listeners"]
    return value?.split(separator: ",").first { $0.hasPrefix("EXTERNAL") }.map {
      String($0.dropFirst("EXTERNAL://".count))
    }
  }

  private func refusal(of id: Int32 = 1, in cluster: KafkaCluster, facts: RenderingFacts = RenderingFacts()) -> String?
  {
    let error = #expect(throws: RenderingError.self) { try external(of: id, in: cluster, facts: facts) }
    #expect(error?.code == .missingFact)
    return error?.description
  }

  @Test func behindALoadBalancerEveryBrokerHasAPort() throws {
    let cluster = try cluster(listeners: ListenerTexts.external("externalStartingPort: 19090"))
    let facts = RenderingFacts(externalAddresses: ["external": "lb.example"], defaultExternalAddress: "x.example")
    #expect(try external(of: 2, in: cluster, facts: facts) == "lb.example:19092")
    #expect(
      try external(in: cluster, facts: RenderingFacts(defaultExternalAddress: "2001:db8::1")) == "[2001:db8::1]:19091")
    #expect(
      refusal(in: cluster) == "spec.listenersConfig.externalListeners[0]: the address of the load balancer of "
        + "'external' is not known; set hostnameOverride, or give it: --external-address external=HOST")
  }

  @Test func theNameOfTheManifestGoesBeforeTheLoadBalancersAddress() throws {
    let cluster = try cluster(
      listeners: ListenerTexts.external("externalStartingPort: 19090, hostnameOverride: kafka.example"))
    let facts = RenderingFacts(defaultExternalAddress: "203.0.113.10")
    #expect(try external(in: cluster, facts: facts) == "kafka.example:19091")
  }

  @Test func aBrokerIsAdvertisedThroughTheEnvoyThatServesIt() throws {
    let config = """
      externalStartingPort: 19090, config: {defaultIngressConfig: b, ingressConfig: {a: {envoyConfig: {}}, b: {envoyConfig: {}}}}
      """
    let cluster = try cluster(
      listeners: ListenerTexts.external(config),
      brokers: """
        [{id: 0, brokerConfig: {brokerIngressMapping: [a]}}, {id: 1}, {id: 2, brokerConfig: {brokerIngressMapping: [a, b]}}]
        """)
    let facts = RenderingFacts(externalAddresses: ["external-a": "a.example", "external-b": "b.example"])
    #expect(try external(of: 0, in: cluster, facts: facts) == "a.example:19090")
    #expect(try external(of: 1, in: cluster, facts: facts) == "b.example:19091")
    #expect(try external(of: 2, in: cluster, facts: facts) == "b.example:19092")
  }

  @Test(arguments: [
    "type: ssl, accessMode: sni, serverSSLCertSecret: {name: own}",
    "type: plaintext, externalStartingPort: -1, tlsSecretName: kafka-tls",
  ])
  func whereNamesTellBrokersApartAllHaveOnePort(members: String) throws {
    let listeners = """
      {internalListeners: [\(ListenerTexts.inner), \(ListenerTexts.controller)], externalListeners: [{name: external,
      containerPort: 9094, anyCastPort: 9192, hostnameOverride: kafka.example, \(members)}]}
      """
    let cluster = try cluster(
      spec: "envoyConfig: {brokerHostnameTemplate: broker-%id.kafka.example}", listeners: listeners)
    #expect(try external(of: 2, in: cluster) == "broker-2.kafka.example:9192")
  }

  @Test func whatContourWouldServeIsAdvertisedByItsNames() throws {
    let cluster = try cluster(
      spec: """
        ingressController: contour
        contourIngressConfig: {tlsSecretName: kafka-tls, brokerFQDNTemplate: broker-%id.kafka.example}
        """,
      listeners: ListenerTexts.external(
        "accessMethod: ClusterIP, externalStartingPort: 0, anyCastPort: 8443, hostnameOverride: kafka.example"))
    #expect(try external(in: cluster) == "broker-1.kafka.example:8443")
  }

  @Test func anAddressWithinKubernetesIsThatOfTheBrokersOwnService() throws {
    let cluster = try cluster(
      listeners: ListenerTexts.external("accessMethod: ClusterIP, externalStartingPort: 0, anyCastPort: 8443"))
    #expect(try external(in: cluster) == "kafka-1-external.kafka.svc.cluster.local:8443")
  }

  // MARK: NodePort

  private func nodePort(_ members: String, brokerConfig: String = "{}") throws -> KafkaCluster {
    try cluster(
      listeners: ListenerTexts.external("accessMethod: NodePort, \(members)"),
      brokers: "[{id: 1, brokerConfig: \(brokerConfig)}]")
  }

  @Test func aPortOfTheNodesIsTheFirstOnePlusTheIdOrTheOneThatWasAssigned() throws {
    let facts = RenderingFacts(defaultExternalAddress: "node.example", nodePorts: ["kafka-1-external": 31_234])
    #expect(try external(in: nodePort("externalStartingPort: 32000"), facts: facts) == "node.example:32001")
    #expect(try external(in: nodePort("externalStartingPort: 0"), facts: facts) == "node.example:31234")
    #expect(
      refusal(in: try nodePort("externalStartingPort: 0")) == "spec.listenersConfig.externalListeners[0]"
        + ".externalStartingPort: the port that Kubernetes assigned to the Service 'kafka-1-external' is not known; "
        + "set externalStartingPort, or give it: --node-port kafka-1-external=PORT")
  }

  @Test func anExternalIPLeadsToThePortOfTheContainer() throws {
    let own = "{nodePortExternalIP: {external: 203.0.113.31}}"
    #expect(try external(in: nodePort("externalStartingPort: 32000", brokerConfig: own)) == "203.0.113.31:9094")
    #expect(try external(in: nodePort("externalStartingPort: 0", brokerConfig: own)) == "203.0.113.31:9094")
    let named = try nodePort("externalStartingPort: 32000, hostnameOverride: .example.com", brokerConfig: own)
    #expect(try external(in: named) == "kafka-1-external.kafka.example.com:9094")
  }

  @Test func aDomainMakesANameForEachBroker() throws {
    let cluster = try nodePort("externalStartingPort: 32000, hostnameOverride: .example.com")
    #expect(try external(in: cluster) == "kafka-1-external.kafka.example.com:32001")
  }

  @Test func theAddressOfANodeIsOfTheTypeThatTheManifestNamesOrTheOutermost() throws {
    let facts = RenderingFacts(nodeAddresses: [
      1: [.internalIP: "10.0.0.1", .externalIP: "203.0.113.9", .hostname: "n1"]
    ])
    let port = "externalStartingPort: 32000"
    #expect(
      try external(in: nodePort(port, brokerConfig: "{nodePortNodeAddressType: InternalIP}"), facts: facts)
        == "10.0.0.1:32001")
    #expect(try external(in: nodePort(port), facts: facts) == "203.0.113.9:32001")
    #expect(
      refusal(in: try nodePort(port, brokerConfig: "{nodePortNodeAddressType: ExternalDNS}"), facts: facts)
        == "spec.listenersConfig.externalListeners[0]: the address of the node of broker 1 is not known; set "
        + "hostnameOverride or nodePortExternalIP, or give it: --external-address external=HOST")
  }

  // MARK: Within

  @Test func anInternalListenerMayBeAdvertisedUnderTheHostOfAnExternalOne() throws {
    let inner = """
      {type: plaintext, name: internal, containerPort: 29092, usedForInnerBrokerCommunication: true,
      externalListenerForHostname: external, internalStartingPort: 30000}
      """
    let cluster = try cluster(
      listeners: """
        {internalListeners: [\(inner), \(ListenerTexts.controller)], externalListeners: [{type: plaintext, name: external,
        containerPort: 9094, externalStartingPort: 19090, hostnameOverride: kafka.example}]}
        """)
    #expect(
      try properties(of: 1, in: cluster).properties["advertised.listeners"]
        == "EXTERNAL://kafka.example:19091,INTERNAL://kafka.example:30001")
  }
}
