import JavaProperties
import KafkaResources
import Testing

@testable import BrokerConfig

@Suite struct KeyStoresTests {
  private let folder = "/var/run/secrets/java.io/keystores"

  /// The properties that start as given, without that start.
  private func properties(_ prefix: String, in made: JavaProperties) -> [String: String] {
    var found: [String: String] = [:]
    for (key, value) in made where key.hasPrefix(prefix) { found[String(key.dropFirst(prefix.count))] = value }
    return found
  }

  @Test func certificatesThatAreMadeAreReadAsPEM() throws {
    let made = try BrokerConfigTests.properties(in: cluster(listeners: ListenerTexts.tls(", sslClientAuth: requested")))
      .properties
    #expect(
      properties("listener.name.internal.ssl.", in: made) == [
        "client.auth": "requested", "keystore.type": "PEM",
        "keystore.certificate.chain": "${dir:\(folder)/server/internal:tls.crt}",
        "keystore.key": "${dir:\(folder)/server/internal:tls.key}", "truststore.type": "PEM",
        "truststore.certificates": "${dir:\(folder)/server/internal:ca.crt}",
      ])
    #expect(
      properties("cruise.control.metrics.reporter.ssl.", in: made) == [
        "keystore.type": "PEM", "keystore.certificate.chain": "${dir:\(folder)/client:tls.crt}",
        "keystore.key": "${dir:\(folder)/client:tls.key}", "truststore.type": "PEM",
        "truststore.certificates": "${dir:\(folder)/client:ca.crt}",
      ])
    #expect(made["cruise.control.metrics.reporter.security.protocol"] == "SSL")
    #expect(made["config.providers"] == "dir")
    #expect(
      made["config.providers.dir.class"] == "org.apache.kafka.common.config.provider.DirectoryConfigProvider")
  }

  @Test func keyStoresOfTheUserStayAsTheyAreAndTheirPasswordIsReadFromTheSecret() throws {
    let made = try BrokerConfigTests.properties(
      in: cluster(listeners: ListenerTexts.tls(", serverSSLCertSecret: {name: own}"))
    ).properties
    #expect(
      properties("listener.name.internal.ssl.", in: made) == [
        "client.auth": "required", "keystore.type": "JKS", "truststore.type": "JKS",
        "keystore.location": "\(folder)/server/internal/keystore.jks",
        "keystore.password": "${dir:\(folder)/server/internal:password}",
        "truststore.location": "\(folder)/server/internal/truststore.jks",
        "truststore.password": "${dir:\(folder)/server/internal:password}",
      ])
  }

  @Test func theSecretsOfListenersAndOfTheClientAreKnownByName() throws {
    let made = try cluster(listeners: ListenerTexts.tls())
    let listeners = made.spec.listenersConfig.internalListeners.map(\.common)
    #expect(made.keyStores(of: listeners[0]) == .pem(secret: "kafka-server-certificate"))
    #expect(made.keyStores(of: listeners[1]) == nil)
    #expect(made.clientKeyStores?.secret == "kafka-controller")
    let own = try cluster(spec: "clientSSLCertSecret: {name: client}", listeners: ListenerTexts.plain)
    #expect(own.clientKeyStores == .java(secret: "client"))
  }

  @Test func aProviderOfTheManifestStaysBesideOurs() throws {
    let tls = ListenerTexts.tls()
    let written = """
      readOnlyConfig: |
        config.providers=secrets, env
        config.providers.secrets.class=a.B
      """
    #expect(
      try BrokerConfigTests.properties(in: cluster(spec: written, listeners: tls)).properties["config.providers"]
        == "secrets,env,dir")
    let taken = """
      readOnlyConfig: |
        config.providers=dir
        config.providers.dir.class=a.B
      """
    let made = try BrokerConfigTests.properties(in: cluster(spec: taken, listeners: tls)).properties
    #expect(made["config.providers"] == "dir,keystores")
    #expect(made["config.providers.dir.class"] == "a.B")
    #expect(made["listener.name.internal.ssl.keystore.key"] == "${keystores:\(folder)/server/internal:tls.key}")
    #expect(try BrokerConfigTests.properties(in: cluster()).properties["config.providers"] == nil)
  }

  private let sasl = """
    {internalListeners: [\(ListenerTexts.inner), \(ListenerTexts.controller)], externalListeners: [{type: sasl_ssl,
    name: external, containerPort: 9094, externalStartingPort: 19090, hostnameOverride: kafka.example,
    serverSSLCertSecret: {name: own}}]}
    """

  @Test func aListenerWithSASLAndTLSHasTheSecretsKeyStoreUnlessTheTextNamesOne() throws {
    let made = try BrokerConfigTests.properties(in: cluster(listeners: sasl)).properties
    #expect(made["listener.name.external.ssl.keystore.location"] == "\(folder)/server/external/keystore.jks")
    #expect(made["listener.security.protocol.map"]?.hasPrefix("EXTERNAL:SASL_SSL,") == true)
    let text = "readOnlyConfig: listener.name.external.ssl.keystore.location=/mine.jks"
    let own = try BrokerConfigTests.properties(in: cluster(spec: text, listeners: sasl)).properties
    #expect(
      properties("listener.name.external.ssl.", in: own) == ["keystore.location": "/mine.jks"])
  }
}
