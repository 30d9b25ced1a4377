import JSON
import KafkaResources
import Testing

@testable import ClusterTopology

struct ClusterTopologyTests {
  @Test func anAccessPointIsAListenerWithItsPorts() throws {
    let cluster = try cluster(
      brokers: 2, more: "envoyConfig: {healthCheckPort: 8180, adminPort: 8181, enableHealthCheckHttp10: true}")
    let point = try #require(AccessPoint.all(of: cluster).first)
    #expect(point.name == "external")
    #expect(point.groupName == "shop/kafka/external")
    #expect(point.brokers == [0, 1])
    #expect(point.port(ofBroker: 1) == 19091)
    #expect(point.anyCastPort == 29092)
    #expect(point.ingressControllerTargetPort == 29092)
    #expect(point.healthCheckPort == 8180)
    #expect(point.adminPort == 8181)
    #expect(point.enableHealthCheckHttp10)
  }

  @Test func byPortHostNamesAreThoseOfTheLoadBalancer() throws {
    let plain = try #require(AccessPoint.all(of: cluster(brokers: 2)).first)
    #expect(plain.access == .ports(startingPort: 19090))
    #expect(plain.hostNames.isEmpty)
    #expect(plain.bootstrapHost == nil)
    #expect(plain.hostName(ofBroker: 1) == nil)
  }

  @Test func byNameEveryBrokerHasAHostNameOnOnePort() throws {
    let cluster = try cluster(brokers: 2, more: "envoyConfig: {brokerHostnameTemplate: Broker-%id.Example.com}")
      .with(listener: [
        "type": "ssl", "name": "tls", "containerPort": 9095, "accessMode": "sni", "anyCastPort": 443,
        "hostnameOverride": "Kafka.example.com",
      ])
    let point = try #require(AccessPoint.all(of: cluster).first { $0.name == "tls" })
    #expect(point.access == .sni(.init(template: "broker-%id.example.com", bootstrap: "kafka.example.com")))
    #expect(point.bootstrapHost == "kafka.example.com")
    #expect(point.hostName(ofBroker: 1) == "broker-1.example.com")
    #expect(point.port(ofBroker: 1) == 443)
    #expect(point.port(ofBroker: 70_000) == 443)
    #expect(point.hostNames == ["kafka.example.com", "broker-0.example.com", "broker-1.example.com"])
    #expect(point.ingressControllerTargetPort == 29092)
  }

  @Test func minusOneMeansTerminationWithItsSecret() throws {
    let cluster = try cluster(brokers: 1).with(listener: [
      "type": "plaintext", "name": "tls", "containerPort": 9095, "externalStartingPort": -1,
      "tlsSecretName": "kafka-tls",
      "config": [
        "defaultIngressConfig": "a",
        "ingressConfig": [
          "a": ["hostnameOverride": "a.example.com", "envoyConfig": ["brokerHostnameTemplate": "a%id.example.com"]]
        ],
      ],
    ])
    let point = try #require(AccessPoint.all(of: cluster).first { $0.name == "tls-a" })
    let names = KafkaCluster.HostNames(template: "a%id.example.com", bootstrap: "a.example.com")
    #expect(point.access == .termination(names, secret: "kafka-tls"))
  }

  @Test func anIngressConfigIsAnAccessPointOfItsOwn() throws {
    let points = AccessPoint.all(of: try cluster(brokers: 3, zones: ["az2", "az1"]))
    #expect(points.map(\.name) == ["external-az1", "external-az2"])
    #expect(points.map(\.groupName) == ["shop/kafka/external-az1", "shop/kafka/external-az2"])
    #expect(points.map(\.brokers) == [[1], [0, 2]])
    #expect(points.map(\.ingressConfig) == ["az1", "az2"])
  }

  @Test func controllersAloneExposeNothing() throws {
    let cluster = try cluster(brokers: 2).withController()
    let topology = ClusterTopology(cluster, membership: BootstrapMembership())
    #expect(topology.brokers.map(\.exposesClients) == [true, true, false])
    #expect(topology.accessPoints.map(\.brokers) == [[0, 1]])
  }

  @Test func listenersThatAreNotServedHaveNoAccessPoint() throws {
    let cluster = try cluster(brokers: 1).with(listener: [
      "type": "ssl", "name": "tls", "containerPort": 9095, "accessMethod": "NodePort", "externalStartingPort": 0,
    ])
    let topology = ClusterTopology(cluster, membership: BootstrapMembership())
    #expect(topology.accessPoints.map(\.name) == ["external"])
    #expect(topology.listeners.map(\.name) == ["internal", "external", "tls"])
  }

  @Test func aTopologyShowsWhereAndHowBrokersAre() throws {
    var membership = BootstrapMembership()
    let topology = ClusterTopology(
      try cluster(brokers: 3), reports: reports("hx"), membership: &membership, at: .zero)
    #expect(topology.brokers.map(\.health) == [.healthy, .unhealthy, .unknown])
    #expect(topology.brokers.map { $0.location?.address.description } == ["10.0.0.1", "10.0.0.2", nil])
    #expect(topology.bootstrapMembers == ["external": [0]])
    #expect(topology.alarms.isEmpty)
    #expect(topology == ClusterTopology(try cluster(brokers: 3), membership: membership))
  }
}

extension KafkaCluster {
  /// The same manifest with a change.
  private func changed(_ change: (inout JSONValue) -> Void) throws -> KafkaCluster {
    var manifest = raw
    change(&manifest)
    return try KafkaCluster(manifest: manifest)
  }

  fileprivate func withController() throws -> KafkaCluster {
    try changed {
      $0["spec"]?["kRaft"] = true
      let listener: JSONValue = [
        "type": "plaintext", "name": "controller", "containerPort": 29093, "usedForControllerCommunication": true,
      ]
      let listeners = $0["spec"]?["listenersConfig"]?["internalListeners"]?.arrayValue ?? []
      $0["spec"]?["listenersConfig"]?["internalListeners"] = .array(listeners + [listener])
      let controller: JSONValue = ["id": 100, "brokerConfig": ["processRoles": ["controller"]]]
      let brokers = $0["spec"]?["brokers"]?.arrayValue ?? []
      $0["spec"]?["brokers"] = .array(brokers + [controller])
    }
  }

  fileprivate func with(listener: JSONValue) throws -> KafkaCluster {
    try changed {
      let listeners = $0["spec"]?["listenersConfig"]?["externalListeners"]?.arrayValue ?? []
      $0["spec"]?["listenersConfig"]?["externalListeners"] = .array(listeners + [listener])
    }
  }
}
