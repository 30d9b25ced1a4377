import JSON
import Testing
import YAML

@testable import KafkaResources

/// One manifest for each rule whose break is an error: the path, the message and the remedy.
struct RefusalTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let path: String
    let message: String
  }

  private static let oneListener = "type: plaintext, name: external, containerPort: 9094"
  private static let externalPath = "spec.listenersConfig.externalListeners[0]"

  static let cases: [Case] = [
    Case(
      testDescription: "a broker id twice", text: manifest(brokers: "[{id: 0}, {id: 1}, {id: 0}]"),
      path: "spec.brokers[2].id", message: "broker id 0 is already used by spec.brokers[0]"),
    Case(
      testDescription: "a broker id that is no number", text: manifest(brokers: "[{id: \"0\"}]"),
      path: "spec.brokers[0].id", message: "expected an integer, found a string"),
    Case(
      testDescription: "a broker id out of range", text: manifest(brokers: "[{id: 65535}]"),
      path: "spec.brokers[0].id", message: "65535 is out of range"),
    Case(
      testDescription: "a broker without id", text: manifest(brokers: "[{brokerConfig: {}}]"),
      path: "spec.brokers[0].id", message: "the field is missing"),
    Case(
      testDescription: "brokers that are no list", text: manifest(brokers: "{id: 0}"),
      path: "spec.brokers", message: "expected a list, found an object"),
    Case(
      testDescription: "a broker that is no object", text: manifest(brokers: "[0]"),
      path: "spec.brokers[0]", message: "expected an object, found a number"),
    Case(
      testDescription: "an unknown group", text: manifest(brokers: "[{id: 0, brokerConfigGroup: big}]"),
      path: "spec.brokers[0].brokerConfigGroup", message: "there is no group 'big'"),
    Case(
      testDescription: "an unknown role",
      text: manifest(brokers: "[{id: 0, brokerConfig: {processRoles: [brokr]}}]", more: "kRaft: true"),
      path: "spec.brokers[0].brokerConfig.processRoles[0]", message: "'brokr' is no role"),
    Case(
      testDescription: "a flag that is no truth value", text: manifest(more: "kRaft: \"yes\""),
      path: "spec.kRaft", message: "expected true or false, found a string"),
    Case(
      testDescription: "an image that is no string", text: manifest(more: "clusterImage: 3.9"),
      path: "spec.clusterImage", message: "expected a string, found a number"),
    Case(
      testDescription: "an unknown ingress controller", text: manifest(more: "ingressController: nginx"),
      path: "spec.ingressController", message: "'nginx' is no value of this field"),
    Case(
      testDescription: "a listener type that does not exist",
      text: manifest(
        external: "[{type: tls, name: external, containerPort: 9094, externalStartingPort: 19090}]"),
      path: externalPath + ".type", message: "'tls' is no value of this field"),
    Case(
      testDescription: "a listener name in capitals",
      text: manifest(
        external: "[{type: ssl, name: EXTERNAL, containerPort: 9094, externalStartingPort: 19090}]"),
      path: externalPath + ".name", message: "'EXTERNAL' does not match the pattern ^[a-z0-9-]+"),
    Case(
      testDescription: "a listener name twice",
      text: manifest(
        external: "[{type: ssl, name: internal, containerPort: 9094, externalStartingPort: 19090}]"),
      path: externalPath + ".name",
      message: "the name 'internal' is already used by spec.listenersConfig.internalListeners[0]"),
    Case(
      testDescription: "a container port twice",
      text: manifest(
        external: "[{type: ssl, name: external, containerPort: 29092, externalStartingPort: 19090}]"),
      path: externalPath + ".containerPort",
      message: "port 29092 is already used by spec.listenersConfig.internalListeners[0]"),
    Case(
      testDescription: "a listener's name with a slash",
      text: manifest(
        external: "[{type: plaintext, name: \"a/b\", containerPort: 9094, externalStartingPort: 19090}]"),
      path: externalPath + ".name", message: "'a/b' holds a '/'"),
    Case(
      testDescription: "an anycast port that is a broker's",
      text: manifest(external: "[{\(oneListener), externalStartingPort: 19090, anyCastPort: 19091}]"),
      path: externalPath + ".anyCastPort", message: "port 19091 is also that of broker 1 (externalStartingPort + id)"),
    Case(
      testDescription: "no container port",
      text: manifest(external: "[{type: ssl, name: external, externalStartingPort: 19090}]"),
      path: externalPath + ".containerPort", message: "the field is missing"),
    Case(
      testDescription: "no starting port", text: manifest(external: "[{\(oneListener)}]"),
      path: externalPath + ".externalStartingPort", message: "the field is missing"),
    Case(
      testDescription: "a starting port out of range",
      text: manifest(external: "[{\(oneListener), externalStartingPort: 65536}]"),
      path: externalPath + ".externalStartingPort", message: "65536 is out of range"),
    Case(
      testDescription: "a broker's port beyond the last",
      text: manifest(external: "[{\(oneListener), externalStartingPort: 65534}]"),
      path: externalPath + ".externalStartingPort",
      message: "65534 + broker id 2 is 65536, which is no port (1 to 65535)"),
    Case(
      testDescription: "port 0 of broker 0", text: manifest(external: "[{\(oneListener), externalStartingPort: 0}]"),
      path: externalPath + ".externalStartingPort", message: "0 + broker id 0 is 0, which is no port (1 to 65535)"),
    Case(
      testDescription: "a node port beyond the last",
      text: manifest(external: "[{\(oneListener), externalStartingPort: 65535, accessMethod: NodePort}]"),
      path: externalPath + ".externalStartingPort",
      message: "65535 + broker id 1 is 65536, which is no port (1 to 65535)"),
    Case(
      testDescription: "a broker's port that is the anycast port",
      text: manifest(external: "[{\(oneListener), externalStartingPort: 29090}]"),
      path: externalPath + ".externalStartingPort",
      message: "port 29092 is used by ingressControllerTargetPort and by broker 2 (externalStartingPort + id)"),
    Case(
      testDescription: "a broker's port that is the health port",
      text: manifest(external: "[{\(oneListener), externalStartingPort: 8079}]"),
      path: externalPath + ".externalStartingPort",
      message: "port 8080 is used by healthCheckPort and by broker 1 (externalStartingPort + id)"),
    Case(
      testDescription: "one port for admin and health", text: manifest(more: "envoyConfig: {adminPort: 8080}"),
      path: "spec.envoyConfig.healthCheckPort", message: "port 8080 is used by adminPort and by healthCheckPort"),
    Case(
      testDescription: "an ingress config's own admin port that is the anycast port",
      text: manifest(
        external: """
          [{\(oneListener), externalStartingPort: 19090, config: {defaultIngressConfig: a, ingressConfig: {
            a: {envoyConfig: {healthCheckPort: 8081}}}}}]
          """),
      path: externalPath + ".config.ingressConfig.a.envoyConfig.healthCheckPort",
      message: "port 8081 is used by adminPort and by healthCheckPort in ingress config 'a'"),
    Case(
      testDescription: "a privileged target port",
      text: manifest(
        external: "[{\(oneListener), externalStartingPort: 19090, ingressControllerTargetPort: 443}]"),
      path: externalPath + ".ingressControllerTargetPort", message: "443 is out of range"),
    Case(
      testDescription: "a default ingress config that does not exist",
      text: manifest(
        external: """
          [{\(oneListener), externalStartingPort: 19090, config: {defaultIngressConfig: b, ingressConfig: {a: {}}}}]
          """),
      path: externalPath + ".config.defaultIngressConfig",
      message: "there is no ingress config 'b', and brokers without a mapping need it"),
    Case(
      testDescription: "two access points with one name",
      text: manifest(
        external: """
          [{type: plaintext, name: a-b, containerPort: 9094, externalStartingPort: 19090},
           {type: plaintext, name: a, containerPort: 9095, externalStartingPort: 29190,
            config: {defaultIngressConfig: b, ingressConfig: {b: {}}}}]
          """),
      path: "spec.listenersConfig.externalListeners[1]",
      message: "its Envoy would be called 'a-b', as that of spec.listenersConfig.externalListeners[0]"),
    Case(
      testDescription: "another kind", text: manifest().replacing("kind: KafkaCluster", with: "kind: KafkaTopic"),
      path: "kind", message: "'KafkaTopic' is not read here"),
    Case(
      testDescription: "another version", text: manifest().replacing("v1beta1", with: "v1"),
      path: "apiVersion", message: "'kafka.banzaicloud.io/v1' is not known"),
    Case(
      testDescription: "no name", text: manifest().replacing("  name: kafka\n", with: ""),
      path: "metadata.name", message: "the field is missing"),
    Case(
      testDescription: "a name that Kubernetes does not take",
      text: manifest().replacing("name: kafka\n", with: "name: Kafka_1\n"),
      path: "metadata.name", message: "'Kafka_1' is no valid name"),
  ]

  @Test(arguments: cases)
  func aWrongValueIsRefusedWithItsPath(_ example: Case) throws {
    let problems = try refusal(of: example.text)
    let found = problems.first { $0.path.description == example.path }
    #expect(found?.message == example.message, "\(problems.map(\.description))")
    #expect(found?.remedy.isEmpty == false)
    #expect(found?.line != nil)
  }

  @Test func everyWrongValueIsToldAtOnce() throws {
    let text = manifest(brokers: "[{id: 0}, {id: 0}, {id: x}]", more: "kRaft: 1")
    #expect(
      try refusal(of: text).map(\.path.description) == ["spec.kRaft", "spec.brokers[2].id", "spec.brokers[1].id"])
  }

  @Test func theErrorNamesTheObjectTheLineAndTheRemedy() throws {
    do {
      _ = try cluster(manifest(brokers: "[{id: 0}, {id: 0}]"))
      Issue.record("it was accepted")
    } catch let error as ManifestErrors {
      let lines = error.description.split(separator: "\n")
      #expect(lines.first == "KafkaCluster kafka is refused:")
      let expected =
        "  line 7, column 23: spec.brokers[1].id: broker id 0 is already used by spec.brokers[0]; "
        + "give each broker an id of its own"
      #expect(String(lines.last ?? "") == expected)
    }
  }

  @Test(arguments: [
    "3", "[]", "text", "~", "{}", "{spec: 1}", "{metadata: [], spec: {brokers: 7, listenersConfig: x}}",
  ])
  func whatIsNoManifestIsRefusedAndNeverTraps(text: String) throws {
    #expect(throws: ManifestErrors.self) { try cluster(text) }
  }

  @Test func whatAProblemQuotesStaysOnItsLineAndIsNoLongerThanAPersonReads() {
    let quoted = ManifestProblem(
      .error, at: JSONPath(keys: "spec", "a"), "'x\ny\u{1B}[31m\u{2028}' is no role", remedy: "use another")
    #expect(quoted.description == #"spec.a: 'x\ny\u{1B}[31m\u{2028}' is no role; use another"#)
    let long = ManifestProblem(.error, at: [], String(repeating: "é", count: 5000), remedy: "shorten it")
    #expect(long.description.count < 1100)
    #expect(long.description.hasSuffix("…; shorten it"))
  }
}
