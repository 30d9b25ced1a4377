import JSON
import KafkaResources
import Testing

@testable import BrokerConfig

/// A cluster of brokers; what a test is about is given. With KRaft a controller is added where the brokers have no roles.
func cluster(
  spec: String = "", listeners: String = ListenerTexts.plain, brokers: String = "[{id: 0}, {id: 1}, {id: 2}]",
  kRaft: Bool = true
) throws -> KafkaCluster {
  let needsController = kRaft && !brokers.contains("processRoles")
  let controller = needsController ? ", {id: 900, brokerConfig: {processRoles: [controller]}}]" : "]"
  let nodes = brokers.dropLast() + controller
  return try cluster(
    """
    spec:
      kRaft: \(kRaft)
      brokers: \(nodes)
      listenersConfig: \(listeners)
    \(spec.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }.joined(separator: "\n"))
    """)
}

/// Listeners in one line each.
enum ListenerTexts {
  static let inner = "{type: plaintext, name: internal, containerPort: 29092, usedForInnerBrokerCommunication: true}"
  static let controller =
    "{type: plaintext, name: controller, containerPort: 29093, usedForControllerCommunication: true}"
  static let plain = "{internalListeners: [\(inner), \(controller)]}"

  static func external(_ members: String, more: String = "") -> String {
    "{internalListeners: [\(inner), \(controller)], "
      + "externalListeners: [{type: plaintext, name: external, containerPort: 9094, \(members)}]\(more)}"
  }

  /// Internal listeners with TLS.
  static func tls(_ members: String = "") -> String {
    "{internalListeners: [{type: ssl, name: internal, containerPort: 29092, usedForInnerBrokerCommunication: true\(members)}, "
      + "\(controller)], sslSecrets: {tlsSecretName: ca, create: true}}"
  }
}

/// The properties of one broker.
func properties(
  of id: Int32 = 0, in cluster: KafkaCluster, facts: RenderingFacts = RenderingFacts()
) throws -> ServerProperties {
  let broker = try #require(cluster.spec.brokers.first { $0.id == id })
  return try ServerProperties(of: broker, in: cluster, facts: facts)
}

@Suite struct ServerPropertiesTests {
  @Test func theBrokersTextGoesBeforeTheClustersAndWhatTheManifestMeansBeforeBoth() throws {
    let cluster = try cluster(
      spec: """
        headlessServiceEnabled: true
        readOnlyConfig: |
          num.io.threads=8
          log.dirs=/elsewhere
          min.insync.replicas=2
        """,
      brokers:
        "[{id: 0, readOnlyConfig: 'num.io.threads: 16', brokerConfig: {storageConfigs: [{mountPath: /a, emptyDir: {}}]}}]"
    )
    let made = try properties(in: cluster)
    #expect(made.properties["num.io.threads"] == "16")
    #expect(made.properties["min.insync.replicas"] == "2")
    #expect(made.properties["log.dirs"] == "/a/kafka")
    #expect(
      made.warnings.map(\.description) == [
        "spec.readOnlyConfig: 'log.dirs' has no effect: the operator writes it; leave it out"
      ])
    #expect(made.properties.keys == made.properties.keys.sorted())
    #expect(
      made.text.hasPrefix("advertised.listeners=INTERNAL://kafka-0.kafka-headless.kafka.svc.cluster.local:29092\n"))
  }

  @Test func aTextThatJavaRefusesIsAnErrorWithItsPlaceAndLine() throws {
    let cluster = try cluster(brokers: "[{id: 0}, {id: 7, readOnlyConfig: \"a=1\\nb=\\\\u00\"}]")
    _ = try properties(of: 0, in: cluster)
    let error = #expect(throws: RenderingError.self) { try properties(of: 7, in: cluster) }
    #expect(
      error?.description == "spec.brokers[1].readOnlyConfig: line 2 of the text: \\u needs four hexadecimal digits; "
        + "correct the line")
    #expect(error?.code == .value)
  }

  @Test func aValueThatTheManifestsKafkaRefusesIsAnErrorAndWithAnotherKafkaAWarning() throws {
    let text = "readOnlyConfig: num.io.threads=0\nkafkaVersion: "
    let error = #expect(throws: RenderingError.self) { try properties(in: cluster(spec: text + "4.3.1")) }
    let said = "spec.readOnlyConfig: line 1 of the text: 'num.io.threads': 0 is out of range; use a value of at least 1"
    #expect(error?.description == said)
    #expect(try properties(in: cluster(spec: text + "3.9.2")).warnings.map(\.description) == [said])
  }

  @Test func switchesOfAMigrationAreLeftOutAndTold() throws {
    let made = try properties(in: cluster(spec: "readOnlyConfig: migration.broker.kRaftMode=true"))
    #expect(!made.properties.keys.contains { $0.hasPrefix("migration") })
    #expect(
      made.warnings.map(\.description) == [
        "spec.readOnlyConfig: line 1 of the text: 'migration.broker.kRaftMode' has no effect: a cluster is not migrated from ZooKeeper; "
          + "remove it"
      ])
  }

  @Test func superUsersAreTheGeneratedOnesAndThoseOfTheText() throws {
    let text = "readOnlyConfig: super.users=User:admin;User:CN=kafka-controller.kafka.mgt.cluster.local"
    #expect(
      try properties(in: cluster(spec: text, listeners: ListenerTexts.tls())).properties["super.users"]
        == "User:CN=kafka-all-broker.kafka.svc.cluster.local;User:CN=kafka-controller.kafka.mgt.cluster.local;User:admin"
    )
    #expect(try properties(in: cluster()).properties["super.users"] == nil)
  }

  @Test func aNameTooLongForACertificateIsThereAsItsDigest() throws {
    let domain = String(repeating: "a", count: 50) + ".local"
    let users = try properties(
      in: cluster(spec: "kubernetesClusterDomain: \(domain)", listeners: ListenerTexts.tls())
    ).properties["super.users"]
    let names = try #require(users).split(separator: ";").map { $0.dropFirst("User:CN=".count) }
    #expect(names.map(\.count) == [64, 64])
    #expect(names.allSatisfy { $0.allSatisfy { $0.isHexDigit } })
  }

  @Test func theSubjectOfAUsersCertificateComesFromTheFacts() throws {
    let own = ListenerTexts.tls(", serverSSLCertSecret: {name: own}")
    let cluster = try cluster(
      spec: "clientSSLCertSecret: {name: client}\nreadOnlyConfig: authorizer.class.name=a.B", listeners: own)
    let facts = RenderingFacts(certificateSubjects: ["own": "CN=kafka,O=Example"])
    let made = try properties(in: cluster, facts: facts)
    #expect(made.properties["super.users"] == "User:CN=kafka,O=Example")
    #expect(
      made.warnings.map(\.description) == [
        "spec.readOnlyConfig: super.users lacks the subject of the certificate in the Secret 'client', which is not "
          + "read here; name it in super.users"
      ])
  }

  @Test func reportersOfTheManifestStayBesideCruiseControls() throws {
    let made = try properties(in: cluster(spec: "readOnlyConfig: metric.reporters=a.B, c.D"))
    #expect(made.properties["metric.reporters"] == "a.B,c.D,\(ReporterProperties.className)")
  }

  @Test func whoWritesTheProtocolOfBrokersHasNeitherListenerNameNorReporter() throws {
    let made = try properties(in: cluster(spec: "readOnlyConfig: security.inter.broker.protocol=SASL_SSL"))
    #expect(made.properties["inter.broker.listener.name"] == nil)
    #expect(made.properties["metric.reporters"] == nil)
    #expect(made.warnings.isEmpty)
  }

  @Test func racksComeFromTheLabelsOfNodesOrFromTheBrokersText() throws {
    let cluster = try cluster(
      spec: "rackAwareness: {labels: [zone, region]}",
      brokers:
        "[{id: 0}, {id: 1, readOnlyConfig: broker.rack=mine}, {id: 2, brokerConfig: {processRoles: [controller]}}]")
    var facts = RenderingFacts(nodeLabels: [0: ["zone": "z", "region": "r", "os": "linux"]])
    #expect(try properties(of: 0, in: cluster, facts: facts).properties["broker.rack"] == "r,z")
    #expect(try properties(of: 1, in: cluster, facts: facts).properties["broker.rack"] == "mine")
    #expect(try properties(of: 2, in: cluster, facts: facts).properties["broker.rack"] == nil)
    facts.nodeLabels = [0: ["os": "linux"]]
    let none = #expect(throws: RenderingError.self) { try properties(of: 0, in: cluster, facts: facts) }
    #expect(none?.problem.message == "the node of broker 0 has none of these labels")
    let unknown = #expect(throws: RenderingError.self) { try properties(of: 0, in: cluster) }
    #expect(
      unknown?.description == "spec.rackAwareness.labels: the labels of the node of broker 0 are not known; "
        + "give them: --node-labels FILE; or set broker.rack in readOnlyConfig of the broker")
    #expect(unknown?.code == .missingFact)
  }
}
