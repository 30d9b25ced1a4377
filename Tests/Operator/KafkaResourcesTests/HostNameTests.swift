import JSON
import Testing
import YAML

@testable import KafkaResources

/// Listeners whose brokers are told apart by host name: what they need, and every input that is refused.
struct HostNameTests {
  private static let template = "envoyConfig: {brokerHostnameTemplate: broker-%id.kafka.example.com}"
  private static let passthrough =
    "type: ssl, name: external, containerPort: 9094, accessMode: sni, hostnameOverride: kafka.example.com"
  private static let termination =
    "type: plaintext, name: external, containerPort: 9094, externalStartingPort: -1, tlsSecretName: kafka-tls, "
    + "hostnameOverride: kafka.example.com"
  /// The same listener under another name and container port.
  private static func other(_ listener: String) -> String {
    listener.replacing("name: external", with: "name: other").replacing("9094", with: "9095")
  }

  private static let path = "spec.listenersConfig.externalListeners[0]"
  private static let templatePath = "spec.envoyConfig.brokerHostnameTemplate"

  @Test(arguments: [
    (passthrough, KafkaCluster.BrokerAccess.sni), (passthrough + ", externalStartingPort: 0", .sni),
    (passthrough + ", externalStartingPort: -1", .sni), (passthrough + ", externalStartingPort: 65535", .sni),
    (passthrough + ", externalStartingPort: 29092", .sni), (termination, .termination),
    (termination + ", accessMode: port", .termination),
  ])
  func aListenerByNameNeedsNoPortsForItsBrokers(listener: String, access: KafkaCluster.BrokerAccess) throws {
    let cluster = try cluster(manifest(external: "[{\(listener)}]", more: Self.template))
    #expect(cluster.otherWarnings.isEmpty)
    let read = try #require(cluster.spec.listenersConfig.externalListeners.first)
    #expect(read.access == access)
    let assignment = try #require(cluster.spec.ingressAssignments(of: read).first)
    #expect(assignment.hostNames?.broker(12) == "broker-12.kafka.example.com")
    #expect(assignment.hostNames?.bootstrap == "kafka.example.com")
  }

  @Test func brokersFarApartAreFineByName() throws {
    let text = manifest(
      brokers: "[{id: 0}, {id: 1}, {id: 65534}]", external: "[{\(Self.termination)}]", more: Self.template)
    #expect(try cluster(text).otherWarnings.isEmpty)
  }

  @Test func anIngressConfigHasNamesOfItsOwnOrInheritsThem() throws {
    let text = manifest(
      brokers: "[{id: 0}, {id: 1, brokerConfig: {brokerIngressMapping: [b]}}]",
      external: """
        [{\(Self.passthrough), config: {defaultIngressConfig: a, ingressConfig: {
          a: {hostnameOverride: a.example.com, envoyConfig: {brokerHostnameTemplate: \"%id-a.example.com\"}}, b: {}}}}]
        """, more: Self.template)
    let spec = try cluster(text).spec
    let assignments = spec.ingressAssignments(of: spec.listenersConfig.externalListeners[0])
    #expect(assignments.map { $0.hostNames?.bootstrap } == ["a.example.com", "kafka.example.com"])
    #expect(assignments.map { $0.hostNames?.broker(7) } == ["7-a.example.com", "broker-7.kafka.example.com"])
  }

  @Test(arguments: [
    ("type: ssl, name: external, containerPort: 9094, accessMode: sni, accessMethod: NodePort", "accessMode"),
    (
      "type: ssl, name: external, containerPort: 9094, externalStartingPort: 19090, tlsSecretName: kafka-tls",
      "tlsSecretName"
    ),
    (passthrough + ", tlsSecretName: kafka-tls", "tlsSecretName"),
    (termination.replacing("plaintext", with: "sasl_ssl"), "type"),
    (passthrough.replacing("kafka.example.com", with: "kafka"), "hostnameOverride"),
  ])
  func whatHasNoEffectOrIsOddIsAWarning(listener: String, field: String) throws {
    let cluster = try cluster(manifest(external: "[{\(listener)}]", more: Self.template))
    #expect(cluster.otherWarnings.map(\.path.description) == ["\(Self.path).\(field)"], "\(cluster.otherWarnings)")
  }

  static let refused: [RefusalTests.Case] = [
    .init(
      testDescription: "sni on a listener without TLS",
      text: manifest(external: "[{\(passthrough.replacing("ssl", with: "sasl_plaintext"))}]", more: template),
      path: path + ".accessMode",
      message: "sni needs a listener of type ssl or sasl_ssl, this one is sasl_plaintext: "
        + "only a TLS handshake names the broker"),
    .init(
      testDescription: "no template", text: manifest(external: "[{\(passthrough)}]"), path: templatePath,
      message: "the field is missing: it makes the host names of the brokers"),
    .init(
      testDescription: "an empty template",
      text: manifest(external: "[{\(passthrough)}]", more: "envoyConfig: {brokerHostnameTemplate: \"\"}"),
      path: templatePath, message: "the field is missing: it makes the host names of the brokers"),
    .init(
      testDescription: "a template that is no string",
      text: manifest(external: "[{\(passthrough)}]", more: "envoyConfig: {brokerHostnameTemplate: [a]}"),
      path: templatePath, message: "expected a string, found a list"),
    .init(
      testDescription: "a template without %id",
      text: manifest(external: "[{\(termination)}]", more: template.replacing("%id", with: "id")), path: templatePath,
      message: "'broker-id.kafka.example.com' has no %id, so every broker would have the same name"),
    .init(
      testDescription: "an ingress config's template without %id",
      text: manifest(
        external: """
          [{\(termination), config: {defaultIngressConfig: a, ingressConfig: {
            a: {envoyConfig: {brokerHostnameTemplate: broker.example.com}}}}}]
          """, more: template),
      path: path + ".config.ingressConfig.a.envoyConfig.brokerHostnameTemplate",
      message: "'broker.example.com' has no %id, so every broker would have the same name"),
    .init(
      testDescription: "a template with an underscore",
      text: manifest(external: "[{\(passthrough)}]", more: template.replacing("broker-", with: "broker_")),
      path: templatePath,
      message: "'broker_0.kafka.example.com', the name of broker 0, is no host name: "
        + "'broker_0' is no label of a host name (a-z, 0-9 and '-' within)"),
    .init(
      testDescription: "a template with an empty label",
      text: manifest(external: "[{\(passthrough)}]", more: template.replacing("kafka.", with: ".")),
      path: templatePath,
      message: "'broker-0..example.com', the name of broker 0, is no host name: it has an empty label"),
    .init(
      testDescription: "a template with a wildcard",
      text: manifest(external: "[{\(passthrough)}]", more: "envoyConfig: {brokerHostnameTemplate: \"*.%id.a.com\"}"),
      path: templatePath,
      message: "'*.0.a.com', the name of broker 0, is no host name: "
        + "'*' is no label of a host name (a-z, 0-9 and '-' within)"),
    .init(
      testDescription: "a template that makes a name too long",
      text: manifest(
        external: "[{\(passthrough)}]",
        more: "envoyConfig: {brokerHostnameTemplate: \"%id\(String(repeating: ".kafka-name", count: 23))\"}"),
      path: templatePath,
      message: "'0\(String(repeating: ".kafka-name", count: 23))', the name of broker 0, is no host name: "
        + "it has 254 characters, a host name has at most 253"),
    .init(
      testDescription: "a template that makes a label too long for one broker",
      text: manifest(
        brokers: "[{id: 5}, {id: 12}]", external: "[{\(passthrough)}]",
        more: "envoyConfig: {brokerHostnameTemplate: \(String(repeating: "a", count: 62))%id.example.com}"),
      path: templatePath,
      message: "'\(String(repeating: "a", count: 62))12.example.com', the name of broker 12, is no host name: "
        + "a label of it has 64 characters, at most 63 are allowed"),
    .init(
      testDescription: "a template that makes an address",
      text: manifest(external: "[{\(passthrough)}]", more: "envoyConfig: {brokerHostnameTemplate: 10.0.0.%id}"),
      path: templatePath,
      message: "'10.0.0.0', the name of broker 0, is no host name: it looks like an address, "
        + "which TLS clients do not send as a name"),
    .init(
      testDescription: "no bootstrap name",
      text: manifest(
        external: "[{type: ssl, name: external, containerPort: 9094, accessMode: sni}]", more: template),
      path: path + ".hostnameOverride",
      message: "the field is missing: it is the name that clients bootstrap from"),
    .init(
      testDescription: "an ingress config without a bootstrap name",
      text: manifest(
        external: """
          [{type: ssl, name: external, containerPort: 9094, accessMode: sni,
            config: {defaultIngressConfig: a, ingressConfig: {a: {}}}}]
          """, more: template),
      path: path + ".hostnameOverride",
      message: "the field is missing: it is the name of ingress config 'a' that clients bootstrap from"),
    .init(
      testDescription: "a bootstrap name that is an address",
      text: manifest(
        external: "[{\(passthrough.replacing("kafka.example.com", with: "10.1.2.3"))}]", more: template),
      path: path + ".hostnameOverride",
      message: "'10.1.2.3', the bootstrap name, is no host name: it looks like an address, "
        + "which TLS clients do not send as a name"),
    .init(
      testDescription: "a bootstrap name with a dot at its end",
      text: manifest(
        external: "[{\(passthrough.replacing("kafka.example.com", with: "kafka.example.com."))}]", more: template),
      path: path + ".hostnameOverride",
      message: "'kafka.example.com.', the bootstrap name, is no host name: "
        + "it ends with a dot, which TLS clients do not send"),
    .init(
      testDescription: "a bootstrap name that is a broker's",
      text: manifest(
        external: "[{\(passthrough.replacing("kafka.example.com", with: "BROKER-1.kafka.example.com"))}]",
        more: template),
      path: path + ".hostnameOverride", message: "'broker-1.kafka.example.com' is also the name of broker 1"),
    .init(
      testDescription: "two listeners with one name on one port",
      text: manifest(
        external: "[{\(passthrough)}, {\(other(termination))}]",
        more: template),
      path: "spec.listenersConfig.externalListeners[1]",
      message: "'broker-0.kafka.example.com' on port 29092 is also a name of "
        + "spec.listenersConfig.externalListeners[0], and can lead to one of them only"),
    .init(
      testDescription: "termination without a Secret",
      text: manifest(
        external: "[{\(termination.replacing(", tlsSecretName: kafka-tls", with: ""))}]", more: template),
      path: path + ".tlsSecretName",
      message: "the field is missing: with externalStartingPort -1 Envoy terminates TLS, and needs a certificate"),
    .init(
      testDescription: "a Secret's name that leads elsewhere",
      text: manifest(
        external: "[{\(termination.replacing("kafka-tls", with: "../../etc"))}]", more: template),
      path: path + ".tlsSecretName", message: "'../../etc' is no name of a Secret"),
    .init(
      testDescription: "a health port that is the one port of all",
      text: manifest(external: "[{\(passthrough), ingressControllerTargetPort: 8080}]", more: template),
      path: path + ".ingressControllerTargetPort",
      message: "port 8080 is used by healthCheckPort and by ingressControllerTargetPort"),
    .init(
      testDescription: "an unknown access mode",
      text: manifest(external: "[{\(passthrough.replacing("sni", with: "tls"))}]", more: template),
      path: path + ".accessMode", message: "'tls' is no value of this field"),
  ]

  @Test(arguments: refused)
  func aWrongNameIsRefusedWithItsPathAndRemedy(_ example: RefusalTests.Case) throws {
    let problems = try refusal(of: example.text)
    let found = problems.first { $0.path.description == example.path }
    #expect(found?.message == example.message, "\(problems.map(\.description))")
    #expect(found?.remedy.isEmpty == false)
    #expect(found?.line != nil)
  }

  private static let contour =
    "type: plaintext, name: external, containerPort: 9094, externalStartingPort: 19090, accessMethod: ClusterIP, "
    + "anyCastPort: 443, hostnameOverride: kafka.example.com"

  @Test func whatContourWouldServeEnvoyServesInItsPlace() throws {
    let text = manifest(
      external: "[{\(Self.contour)}]",
      more: """
        ingressController: contour
        contourIngressConfig: {tlsSecretName: kafka-tls, brokerFQDNTemplate: broker-%id.kafka.example.com}
        """)
    let cluster = try cluster(text)
    #expect(cluster.otherWarnings.map(\.path.description) == ["spec.ingressController"])
    let listener = try #require(cluster.spec.listenersConfig.externalListeners.first)
    #expect(listener.access == .termination)
    #expect(listener.tlsSecretName == "kafka-tls")
    #expect(cluster.spec.ingressAssignments(of: listener).first?.hostNames?.broker(2) == "broker-2.kafka.example.com")
  }

  @Test(arguments: [
    (
      "{tlsSecretName: kafka-tls, brokerFQDNTemplate: broker.example.com}",
      "spec.contourIngressConfig.brokerFQDNTemplate"
    ),
    ("{brokerFQDNTemplate: broker-%id.example.com}", "spec.listenersConfig.externalListeners[0].tlsSecretName"),
  ])
  func whatContourWouldNeedIsNeededHere(config: String, path: String) throws {
    let text = manifest(
      external: "[{\(Self.contour)}]", more: "ingressController: contour\ncontourIngressConfig: \(config)")
    #expect(try refusal(of: text).map(\.path.description) == [path])
  }

  @Test func theSameNamesOnOtherPortsAreFine() throws {
    let text = manifest(
      external: "[{\(Self.passthrough)}, {\(Self.other(Self.passthrough)), anyCastPort: 29093}]", more: Self.template)
    #expect(try cluster(text).otherWarnings.isEmpty)
  }

  @Test func oneNameForPortsAndForSNIIsAWarning() throws {
    let ports = """
      {type: plaintext, name: other, containerPort: 9095, externalStartingPort: 19090, hostnameOverride: kafka.example.com}
      """
    let warnings = try cluster(manifest(external: "[{\(Self.passthrough)}, \(ports)]", more: Self.template))
      .otherWarnings
    #expect(warnings.map(\.path.description) == ["spec.listenersConfig.externalListeners[1]"])
  }

  @Test func threeHundredBrokersWithAWrongTemplateAreOneProblem() throws {
    let ids = (0..<300).map { "{id: \($0)}" }.joined(separator: ", ")
    let text = manifest(
      brokers: "[\(ids)]", external: "[{\(Self.passthrough)}]",
      more: "envoyConfig: {brokerHostnameTemplate: broker_%id.example.com}")
    #expect(try refusal(of: text).count == 1)
  }
}
