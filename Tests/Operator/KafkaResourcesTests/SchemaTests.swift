import JSON
import Testing
import YAML

@testable import KafkaResources

/// What the schema says of a manifest beyond the rules: one manifest for each kind of wrong value.
struct SchemaTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let path: String
    let problem: String
  }

  private static func storage(_ storage: String) -> String {
    manifest(brokers: "[{id: 0, brokerConfig: {storageConfigs: \(storage)}}]")
  }

  static let refused: [Case] = [
    Case(
      testDescription: "a flag in quotes", text: manifest(more: "oneBrokerPerNode: \"true\""),
      path: "spec.oneBrokerPerNode", problem: "expected true or false, found a string; write true or false"),
    Case(
      testDescription: "a number where a text belongs", text: manifest(more: "clusterImage: 3.9"),
      path: "spec.clusterImage", problem: "expected a string, found a number; put the value in quotes"),
    Case(
      testDescription: "a number in a map of texts",
      text: manifest(brokers: "[{id: 0, brokerConfig: {brokerAnnotations: {prometheus.io/port: 9020}}}]"),
      path: #"spec.brokers[0].brokerConfig.brokerAnnotations["prometheus.io/port"]"#,
      problem: "expected a string, found a number; put the value in quotes"),
    Case(
      testDescription: "a number in a list of texts", text: manifest(more: "zkAddresses: [2181]"),
      path: "spec.zkAddresses[0]", problem: "expected a string, found a number; put the value in quotes"),
    Case(
      testDescription: "null in a list", text: manifest(brokers: "[{id: 0}, ~]"), path: "spec.brokers[1]",
      problem: "expected an object, found null; write an object or leave it out"),
    Case(
      testDescription: "a Pod's part that is no object", text: manifest(more: "taintedBrokersSelector: restart"),
      path: "spec.taintedBrokersSelector", problem: "expected an object, found a string; write an object"),
    Case(
      testDescription: "a Pod's part in a list that is no object", text: manifest(more: "envs: [A=1]"),
      path: "spec.envs[0]", problem: "expected an object, found a string; write an object or leave it out"),
    Case(
      testDescription: "a group that is no object", text: manifest(more: "brokerConfigGroups: {big: 1}"),
      path: "spec.brokerConfigGroups.big", problem: "expected an object, found a number; write an object"),
    Case(
      testDescription: "a volume without a place", text: storage("[{emptyDir: {}}]"),
      path: "spec.brokers[0].brokerConfig.storageConfigs[0].mountPath",
      problem: "the field is missing; say where the volume is mounted"),
    Case(
      testDescription: "a volume in a relative place", text: storage("[{mountPath: logs}]"),
      path: "spec.brokers[0].brokerConfig.storageConfigs[0].mountPath",
      problem: "'logs' is no absolute path without a colon; write a path such as '/kafka-logs'"),
    Case(
      testDescription: "a volume in a folder that is two for Kafka",
      text: storage("[{mountPath: '/a,b', emptyDir: {}}]"),
      path: "spec.brokers[0].brokerConfig.storageConfigs[0].mountPath",
      problem: "'/a,b' holds ',', which Kafka does not take in a folder; use letters, digits, '/', '-', '_' and '.'"),
    Case(
      testDescription: "a budget in words", text: manifest(more: "disruptionBudget: {budget: half}"),
      path: "spec.disruptionBudget.budget",
      problem: "'half' is neither a number nor a percentage; write a number of Pods such as '1', or a percentage from "
        + "'0%' to '100%'"),
    Case(
      testDescription: "a version that is none", text: manifest(more: "kafkaVersion: latest"),
      path: "spec.kafkaVersion", problem: "'latest' is no version of Kafka; write a version such as '3.9.2'"),
    Case(
      testDescription: "a name that is too long",
      text: manifest(more: "kubernetesClusterDomain: \(String(repeating: "é", count: 254))"),
      path: "spec.kubernetesClusterDomain",
      problem: "it has 254 characters, at most 253 are allowed; shorten it"),
    Case(
      testDescription: "too many elements",
      text: manifest(brokers: "[{id: 0, brokerConfig: {processRoles: [broker, controller, broker]}}]"),
      path: "spec.brokers[0].brokerConfig.processRoles",
      problem: "it has 3 elements, at most 2 are allowed; leave some out"),
    Case(
      testDescription: "a replica too few for Cruise Control's topic",
      text: manifest(more: "cruiseControlConfig: {topicConfig: {partitions: 3, replicationFactor: 1}}"),
      path: "spec.cruiseControlConfig.topicConfig.replicationFactor",
      problem: "1 is out of range; use a value from 2 to 2147483647"),
    Case(
      testDescription: "a listener's name twice within one list",
      text: manifest(
        internal: """
          [{type: plaintext, name: internal, containerPort: 29092}, {type: plaintext, name: internal, containerPort: 29093}]
          """),
      path: "spec.listenersConfig.internalListeners[1].name",
      problem: "the name 'internal' is already used by spec.listenersConfig.internalListeners[0]; "
        + "give each listener a name of its own"),
    Case(
      testDescription: "a label that is no text",
      text: manifest().replacing("  namespace: shop", with: "  namespace: shop\n  labels: {restart: true}"),
      path: "metadata.labels.restart", problem: "expected a string, found a boolean; put the value in quotes"),
    Case(
      testDescription: "a spec that is no object", text: "\(manifest().split(separator: "  brokers")[0])  [1]",
      path: "spec", problem: "expected an object, found a list; write an object"),
  ]

  @Test(arguments: refused)
  func aWrongValueIsRefusedWithWhatToDo(_ example: Case) throws {
    let problems = try refusal(of: example.text)
    #expect(
      problems.map { "\($0.path): \($0.message); \($0.remedy)" } == ["\(example.path): \(example.problem)"],
      "\(problems.map(\.description))")
  }

  static let warned: [Case] = [
    Case(
      testDescription: "a field in a wrong place", text: manifest(brokers: "[{id: 0, kafkaHeapOpts: -Xmx1G}]"),
      path: "spec.brokers[0].kafkaHeapOpts",
      problem: "the field is not known and has no effect; check its name and its place"),
    Case(
      testDescription: "a field that is read in vain", text: manifest(more: "scaleOpsEnabled: true"),
      path: "spec.scaleOpsEnabled", problem: "it has no effect: requests are those of the manifest; leave it out"),
    Case(
      testDescription: "a volume twice",
      text: storage("[{mountPath: /a, emptyDir: {}}, {mountPath: /b, emptyDir: {}}, {mountPath: /a, emptyDir: {}}]"),
      path: "spec.brokers[0].brokerConfig.storageConfigs[2].mountPath",
      problem: "mountPath '/a' is already used by spec.brokers[0].brokerConfig.storageConfigs[0]; "
        + "list each volume once: the first one counts"),
    Case(
      testDescription: "a listener's name with a dot",
      text: manifest(
        external: "[{type: plaintext, name: ext.one, containerPort: 9094, externalStartingPort: 19090}]"),
      path: "spec.listenersConfig.externalListeners[0].name",
      problem: "'ext.one' has characters that names of Kubernetes objects cannot have; "
        + "use lower-case letters, digits and '-'"),
    Case(
      testDescription: "a wrong status", text: manifest() + "\nstatus: {alertCount: many}", path: "status.alertCount",
      problem: "expected an integer, found a string; write an integer"),
  ]

  @Test(arguments: warned)
  func whatHasNoEffectIsAWarning(_ example: Case) throws {
    let warnings = try cluster(example.text).otherWarnings
    // Of storage other rules may speak, too.
    let found = warnings.filter { $0.path.description == example.path }
    #expect(found.map { "\($0.message); \($0.remedy)" } == [example.problem], "\(warnings)")
  }

  @Test func whatIsPassedOnIsNotLookedInto() throws {
    let affinity = "affinity: {podAntiAffinity: {whatever: [1, {a: ~}]}}, envs: [{name: A, valueFrom: {new: 1}}]"
    let text = manifest(
      brokers: "[{id: 0, brokerConfig: {\(affinity)}}]",
      more: "envoyConfig: {envoyCommandLineArgs: {concurrency: 2, other: 3}}")
    #expect(try cluster(text).otherWarnings.isEmpty)
  }

  @Test func everyFieldIsDescribedInSentences() {
    var count = 0
    func look(_ fields: [SchemaField], _ place: String) {
      #expect(Set(fields.map(\.name)).count == fields.count, "a field of \(place) is described twice")
      for field in fields {
        count += 1
        #expect(field.description.hasSuffix(".") || field.description.hasSuffix("…"), "\(place).\(field.name)")
        look(field.value, "\(place).\(field.name)")
      }
    }
    func look(_ value: ValueSchema, _ place: String) {
      switch value {
      case .object(let fields, _): look(fields, place)
      case .list(let list): look(list.element, place)
      case .map(let value, _): look(value, place)
      case .flag, .integer, .text, .passedOn: break
      }
    }
    for resource in ResourceSchema.all {
      look(resource.spec, resource.kind)
      look(resource.status, "\(resource.kind).status")
    }
    #expect(count > 300)
  }

  @Test func aManifestOfAnyKindIsChecked() throws {
    let text = """
      apiVersion: kafka.banzaicloud.io/v1alpha1
      kind: KafkaTopic
      metadata: {generateName: orders-}
      spec: {name: orders, partitions: -2, clusterRef: {nam: kafka}}
      """
    let problems = ProblemList()
    let read = ResourceSchema.kafkaTopic.check(try document(text).value, problems)
    #expect(
      problems.problems.map { "\($0.path): \($0.message)" } == [
        "spec.partitions: -2 is out of range", "spec.replicationFactor: the field is missing",
        "spec.clusterRef.nam: the field is not known and has no effect", "spec.clusterRef.name: the field is missing",
      ])
    #expect(read["spec"]?["partitions"] == nil)
    #expect(read["spec"]?["name"]?.stringValue == "orders")
  }
}
