import Certificates
import KafkaResources
import Testing
import YAML

@testable import Sandbox

/// A cluster of a manifest that is part of a test.
func cluster(_ text: String) throws -> KafkaCluster {
  let document = try #require(try YAML.documents(in: Array(text.utf8)).first)
  return try KafkaCluster(document: document, for: .serving)
}

@Suite struct PKIPlanTests {
  /// Listeners inside and outside of this kind.
  private func manifest(
    external: String = "", internal: String = "", more: String = "", agents: Bool = false
  ) -> String {
    """
    apiVersion: kafka.banzaicloud.io/v1beta1
    kind: KafkaCluster
    metadata: {name: kafka, namespace: shop}
    spec:
      kRaft: true
      headlessServiceEnabled: true
      agent: {enabled: \(agents)}
      brokers: [{id: 0}, {id: 3}]
      listenersConfig:
        internalListeners:
          - {type: plaintext, name: internal, containerPort: 29092, usedForInnerBrokerCommunication: true}
    \(`internal`)
        externalListeners:
    \(external.isEmpty ? "      []" : external)
    \(more)
    """
  }

  private let plain = "      - {type: plaintext, name: external, containerPort: 9094, externalStartingPort: 19090}"

  @Test func theEnvoysOfAClusterProveWhoTheyAreByItsName() throws {
    let plan = CertificatePlan(of: try cluster(manifest(external: plain)), balancers: [:])
    #expect(plan.entries.map(\.secret) == ["kafka-envoy-xds"])
    #expect(plan.entries.first?.names == [.uri("spiffe://sandbox/envoy/shop/kafka")])
    #expect(plan.entries.first?.usage == .client)
  }

  @Test func theAgentBesideEachBrokerProvesWhichOneItSpeaksOf() throws {
    let plan = CertificatePlan(of: try cluster(manifest(agents: true)), balancers: [:])
    #expect(plan.entries.map(\.secret) == ["kafka-agent-0", "kafka-agent-3"])
    #expect(
      plan.entries.map(\.names) == [
        [.uri("spiffe://sandbox/agent/shop/kafka/0")], [.uri("spiffe://sandbox/agent/shop/kafka/3")],
      ])
    #expect(plan.entries.allSatisfy { $0.usage == .client && $0.form == .pem })
  }

  @Test func aClusterWithoutTLSAndEnvoysNeedsNothing() throws {
    #expect(CertificatePlan(of: try cluster(manifest()), balancers: [:]).entries.isEmpty)
  }

  @Test func aServersCertificateWaitsForTheAddressOfTheLoadBalancer() throws {
    let external = """
            - {type: ssl, name: external, containerPort: 9094, externalStartingPort: 19090,
               serverSSLCertSecret: {name: mine}}
      """
    let read = try cluster(manifest(external: external))
    let early = CertificatePlan(of: read, balancers: [:])
    #expect(early.waitingFor == ["external"])
    #expect(early.entries.map(\.secret) == ["kafka-envoy-xds"])
    let plan = CertificatePlan(of: read, balancers: ["external": ["127.42.1.9"]])
    #expect(plan.waitingFor == [])
    let entry = try #require(plan.entries.first { $0.secret == "mine" })
    #expect(entry.form == .java)
    #expect(entry.names.contains(.ip("127.42.1.9")))
    #expect(entry.names.contains(.dns("kafka-3.kafka-headless.shop.svc.cluster.local")))
    #expect(entry.names.contains(.dns("kafka-3.kafka-headless.shop.svc")))
  }

  @Test func certificatesThatAreMadeForTheClusterAreForBrokersAndForTheOperator() throws {
    let text = manifest(
      internal: "      - {type: ssl, name: secure, containerPort: 29094, usedForInnerBrokerCommunication: false}",
      more: "    sslSecrets: {tlsSecretName: kafka-ca, create: true}")
    let plan = CertificatePlan(of: try cluster(text), balancers: [:])
    #expect(plan.entries.map(\.secret) == ["kafka-controller", "kafka-server-certificate"])
    #expect(plan.entries.map(\.form) == [.pemWithKeyStore, .pem])
    #expect(
      plan.entries.map(\.commonName) == [
        "kafka-controller.shop.mgt.cluster.local", "kafka-headless.shop.svc.cluster.local",
      ])
  }

  @Test func namesByWhichBrokersAreToldApartAreInTheCertificate() throws {
    let external = """
            - {type: ssl, name: external, containerPort: 9094, externalStartingPort: 0, accessMode: sni,
               accessMethod: LoadBalancer, hostnameOverride: kafka.example.com, anyCastPort: 9094,
               serverSSLCertSecret: {name: mine}}
      """
    let plan = CertificatePlan(
      of: try cluster(
        manifest(external: external) + "\n  envoyConfig: {brokerHostnameTemplate: broker-%id.kafka.example.com}\n"),
      balancers: ["external": ["127.42.1.9"]])
    let names = try #require(plan.entries.first { $0.secret == "mine" }).names
    #expect(names.contains(.dns("kafka.example.com")))
    #expect(names.contains(.dns("broker-0.kafka.example.com")))
    #expect(names.contains(.dns("broker-3.kafka.example.com")))
  }

  @Test func aSecretIsOfThePlanAndGoesWithTheCluster() throws {
    let now: Int64 = 1_900_000_000
    let pki = SandboxPKI(authority: try CertificateAuthority(commonName: "test", now: now))
    let read = try cluster(manifest(external: plain))
    let entry = try #require(CertificatePlan(of: read, balancers: [:]).entries.first)
    let secret = try pki.secret(entry, for: read, owner: "uid-1", now: now)
    #expect(secret.metadata.name == "kafka-envoy-xds")
    #expect(secret.metadata.namespace == "shop")
    #expect(secret.metadata.ownerReferences.map(\.uid) == ["uid-1"])
    #expect(Set(secret.data.keys) == ["ca.crt", "tls.crt", "tls.key"])
    #expect(secret.metadata.annotations[SandboxPKI.planAnnotation] == pki.digest(of: entry))
    let other = SandboxPKI(authority: try CertificateAuthority(commonName: "test", now: now))
    #expect(other.digest(of: entry) != pki.digest(of: entry))
  }

  @Test func aJavaSecretHasStoresWithAPasswordOfItsOwn() throws {
    let now: Int64 = 1_900_000_000
    let pki = SandboxPKI(authority: try CertificateAuthority(commonName: "test", now: now))
    let entry = CertificatePlan.Entry(secret: "mine", form: .java, commonName: "a", names: [], usage: .server)
    let read = try cluster(manifest())
    let one = try pki.secret(entry, for: read, owner: nil, now: now)
    let two = try pki.secret(entry, for: read, owner: nil, now: now)
    #expect(Set(one.data.keys) == ["ca.crt", "keystore.jks", "truststore.jks", "password"])
    #expect(one.data["password"] != two.data["password"])
    #expect(Array(one.data["keystore.jks"]?.reveal().prefix(4) ?? []) == [0xFE, 0xED, 0xFE, 0xED])
  }
}
