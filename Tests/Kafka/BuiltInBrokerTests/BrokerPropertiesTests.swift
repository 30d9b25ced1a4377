import BuiltInBroker
import Testing

@Suite struct BrokerPropertiesTests {
  private func configuration(_ values: [String: String]) throws -> BrokerConfiguration {
    try BrokerProperties(
      values, readProperties: { path throws(BuiltInBrokerError) in ["password": "from \(path)"] },
      openStore: { source throws(BuiltInBrokerError) in
        throw BuiltInBrokerError(.keyStore, source.path, "no stores here")
      }
    ).configuration()
  }

  private let smallest = [
    "node.id": "3", "process.roles": "broker,controller", "controller.listener.names": "CONTROLLER",
    "listeners": "EXTERNAL://:9094,INTERNAL://127.0.0.1:29092,CONTROLLER://[::1]:29093",
    "advertised.listeners": "EXTERNAL://kafka.example.com:19090",
    "listener.security.protocol.map": "EXTERNAL:PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT",
    "inter.broker.listener.name": "INTERNAL", "log.dirs": "/a/kafka, /b/kafka",
  ]

  @Test func aNodeOfBothRolesIsReadWhole() throws {
    let found = try configuration(smallest)
    #expect(found.nodeID == 3 && found.isBroker && found.isController && !found.usesZooKeeper)
    #expect(found.listeners.map(\.name) == ["EXTERNAL", "INTERNAL", "CONTROLLER"])
    #expect(found.listeners.map(\.host) == ["", "127.0.0.1", "::1"])
    #expect(found.listeners.map(\.port) == [9094, 29092, 29093])
    #expect(found.listeners.map(\.isController) == [false, false, true])
    #expect(found.listeners[0].advertisedHost == "kafka.example.com" && found.listeners[0].advertisedPort == 19090)
    #expect(found.interBrokerListener == "INTERNAL")
    #expect(found.logDirectories == ["/a/kafka", "/b/kafka"])
  }

  @Test(
    arguments: [
      ("node.id", nil, "node.id"), ("node.id", "x", "node.id"), ("process.roles", "broker,boss", "process.roles"),
      ("listeners", "EXTERNAL:9094", "listeners"), ("listeners", "EXTERNAL://:1,EXTERNAL://:2", "listeners"),
      ("listener.security.protocol.map", "EXTERNAL:PLAINTEXT", "listener.security.protocol.map"),
      ("listener.security.protocol.map", "EXTERNAL", "listener.security.protocol.map"),
      ("advertised.listeners", "OTHER://a:1", "advertised.listeners"),
      ("inter.broker.listener.name", "OTHER", "inter.broker.listener.name"),
      ("socket.request.max.bytes", "-1", "socket.request.max.bytes"),
    ] as [(String, String?, String)])
  func whatCannotBeUsedIsNamedByItsKey(key: String, value: String?, named: String) throws {
    var values = smallest
    values[key] = value
    let error = #expect(throws: BuiltInBrokerError.self) { try configuration(values) }
    #expect(error?.code == .configuration && error?.object == named, "\(error?.description ?? "")")
  }

  @Test func aMechanismThatIsNotSpokenIsRefusedWithTheRemedy() throws {
    var values = smallest
    values["listener.security.protocol.map"] = "EXTERNAL:SASL_PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT"
    let error = #expect(throws: BuiltInBrokerError.self) { try configuration(values) }
    #expect(error?.description.contains("GSSAPI") == true && error?.description.contains("KAFKA_HOME") == true)
  }

  @Test func usersAndTheOwnLoginComeFromTheListenersLoginModule() throws {
    var values = smallest
    values["listener.security.protocol.map"] = "EXTERNAL:SASL_PLAINTEXT,INTERNAL:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT"
    values["sasl.enabled.mechanisms"] = "PLAIN"
    values["sasl.mechanism.inter.broker.protocol"] = "PLAIN"
    values["listener.name.external.plain.sasl.jaas.config"] = #"M required user_alice="a b" user_bob="x\"y";"#
    values["listener.name.internal.plain.sasl.jaas.config"] =
      #"M required username="kafka" password="${file:/secrets:password}" user_kafka="k";"#
    values["config.providers"] = "file"
    values["config.providers.file.class"] = "org.apache.kafka.common.config.provider.FileConfigProvider"
    let found = try configuration(values)
    #expect(found.listeners[0].sasl.plainUsers == ["alice": "a b", "bob": "x\"y"])
    #expect(found.listeners[0].sasl.ownLogin == nil)
    #expect(found.listeners[1].sasl.ownLogin?.username == "kafka")
    #expect(found.listeners[1].sasl.ownLogin?.password == "from /secrets")
    // What is shown of the configuration does not hold the secret.
    #expect(found.properties.values.allSatisfy { !$0.contains("from /secrets") })
    #expect(!"\(found)".contains("from /secrets"))
  }

  @Test func aListenerWithTLSNeedsAKey() throws {
    var values = smallest
    values["listener.security.protocol.map"] = "EXTERNAL:SSL,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT"
    let error = #expect(throws: BuiltInBrokerError.self) { try configuration(values) }
    #expect(error?.object == "listener.name.external.ssl.keystore.location")
  }

  @Test func rulesForPrincipalsAreRefusedAndNotIgnored() throws {
    var values = smallest
    values["listener.security.protocol.map"] = "EXTERNAL:SSL,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT"
    values["ssl.principal.mapping.rules"] = "RULE:^CN=(.*?),.*$/$1/"
    let error = #expect(throws: BuiltInBrokerError.self) { try configuration(values) }
    #expect(error?.object == "ssl.principal.mapping.rules")
  }
}
