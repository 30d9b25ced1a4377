import JSON
import Testing
import YAML

@testable import KafkaResources

/// Topics, users and operations: what is read, what is refused, what is written back.
struct ResourceTests {
  static func topic(_ spec: String = "", name: String = "orders", metadata: String = "") -> String {
    """
    apiVersion: kafka.banzaicloud.io/v1alpha1
    kind: KafkaTopic
    metadata: {name: orders, namespace: shop\(metadata)}
    spec: {clusterRef: {name: kafka}, name: \(name), partitions: 3, replicationFactor: 2\(spec)}
    """
  }

  static func user(_ spec: String = "", name: String = "client") -> String {
    """
    apiVersion: kafka.banzaicloud.io/v1alpha1
    kind: KafkaUser
    metadata: {name: \(name), namespace: shop}
    spec: {clusterRef: {name: kafka, namespace: infra}, secretName: client\(spec)}
    """
  }

  static func operation(_ metadata: String = ", labels: {kafka_cr: kafka}", rest: String = "spec: {}") -> String {
    """
    apiVersion: kafka.banzaicloud.io/v1alpha1
    kind: CruiseControlOperation
    metadata: {name: move, namespace: shop\(metadata)}
    \(rest)
    """
  }

  /// What is said of a manifest, an error with `!` before it.
  static func said(_ text: String, replacing old: String? = nil) throws -> String {
    do {
      let document = try document(text)
      let resource = try #require(try KafkaResource(document: document))
      guard let old else { return RuleTests.shown(resource.warnings.map { unplaced($0) }) }
      let before = try #require(try KafkaResource(document: KafkaResourcesTests.document(old)))
      switch (resource, before) {
      case (.topic(let new), .topic(let old)):
        return RuleTests.shown(KafkaTopicRules.problems(in: new, replacing: old))
      case (.user(let new), .user(let old)):
        return RuleTests.shown(KafkaUserRules.problems(in: new, replacing: old))
      default: return ""
      }
    } catch let error as ManifestErrors {
      return RuleTests.shown(error.problems.map { unplaced($0) })
    }
  }

  private static func unplaced(_ problem: ManifestProblem) -> ManifestProblem {
    ManifestProblem(problem.severity, at: problem.path, problem.message, remedy: problem.remedy)
  }

  @Test func aTopicIsRead() throws {
    let topic = try KafkaTopic(document: document(Self.topic(", config: {retention.ms: \"1\"}")))
    #expect(topic.warnings.isEmpty)
    #expect(topic.spec.name == "orders")
    #expect(topic.spec.partitions == 3)
    #expect(topic.spec.replicationFactor == 2)
    #expect(topic.spec.config == ["retention.ms": "1"])
    #expect(topic.clusterNamespace == "shop")
    #expect(topic.isManaged)
  }

  @Test(arguments: [
    ("", true), (", annotations: {managedBy: Koperator}", true), (", annotations: {managedBy: terraform}", false),
  ])
  func aTopicIsManagedUnlessItSaysOtherwise(metadata: String, isManaged: Bool) throws {
    #expect(try KafkaTopic(document: document(Self.topic(metadata: metadata))).isManaged == isManaged)
  }

  @Test func minusOneMeansTheBrokersDefault() throws {
    let text = Self.topic().replacing("partitions: 3", with: "partitions: -1")
    #expect(try KafkaTopic(document: document(text)).spec.partitions == nil)
    #expect(try Self.said(text) == "")
  }

  @Test func aUserIsReadWithItsDefaults() throws {
    let user = try KafkaUser(
      document: document(Self.user(", topicGrants: [{topicName: a, accessType: write, patternType: prefixed}]")))
    #expect(user.warnings.isEmpty)
    #expect(user.clusterNamespace == "infra")
    #expect(user.spec.createCert)
    #expect(!user.spec.includeJKS)
    #expect(user.spec.expirationSeconds == 7_776_000)
    #expect(user.spec.topicGrants.map(\.accessType) == [.write])
    #expect(user.spec.topicGrants.map(\.patternType) == [.prefixed])
  }

  @Test func anOperationIsReadWithItsTask() throws {
    let operation = try CruiseControlOperation(
      document: document(
        Self.operation(
          ", labels: {kafka_cr: kafka, pause: \"true\"}",
          rest: "status: {currentTask: {operation: add_broker, state: InExecution, parameters: {brokerid: \"3\"}}}")))
    #expect(operation.warnings.isEmpty)
    #expect(operation.clusterName == "kafka")
    #expect(operation.isPaused)
    #expect(operation.spec.errorPolicy == .retry)
    #expect(operation.status.currentTask?.operation == .addBroker)
    #expect(operation.status.currentTask?.state == .inExecution)
    #expect(operation.status.currentTask?.parameters == ["brokerid": "3"])
  }

  static let said: [(text: String, problem: String)] = [
    (
      topic(name: "\"a b\""),
      "!spec.name: 'a b' is no name of a topic; use 1 to 249 of a-z, A-Z, 0-9, '.', '_' and '-', but not '.' or '..' alone"
    ),
    (
      topic(name: "\"..\""),
      "!spec.name: '..' is no name of a topic; use 1 to 249 of a-z, A-Z, 0-9, '.', '_' and '-', but not '.' or '..' alone"
    ),
    (
      topic().replacing("partitions: 3", with: "partitions: 0").replacing("Factor: 2", with: "Factor: 0"),
      "!spec.partitions: a topic cannot have 0 of them; write 1 or more, or -1 for the brokers' default | "
        + "!spec.replicationFactor: a topic cannot have 0 of them; write 1 or more, or -1 for the brokers' default"
    ),
    (
      topic().replacing("partitions: 3", with: "partitions: -2"),
      "!spec.partitions: -2 is out of range; use a value from -1 to 2147483647"
    ),
    (
      user(", topicGrants: [{topicName: a, accessType: read, patternType: match}]"),
      "spec.topicGrants[0].patternType: Kafka makes no ACL of type 'match'; use literal or prefixed"
    ),
    (
      user(", topicGrants: [{topicName: a, accessType: read}, {topicName: a, accessType: read, patternType: literal}]"),
      "spec.topicGrants[1]: it grants the same as spec.topicGrants[0]; leave it out"
    ),
    (
      user(", pkiBackendSpec: {pkiBackend: k8s-csr}"),
      "!spec.pkiBackendSpec.signerName: the field is missing: a certificate signing request names its signer; "
        + "write a name such as clusterissuers.cert-manager.io/kafka"
    ),
    (
      user(", pkiBackendSpec: {pkiBackend: k8s-csr, signerName: mine}"),
      "spec.pkiBackendSpec.signerName: 'mine' is no signer's name, which Kubernetes takes as domain/name; "
        + "write a name such as clusterissuers.cert-manager.io/kafka"
    ),
    (
      user(", pkiBackendSpec: {pkiBackend: cert-manager}"),
      "spec.pkiBackendSpec.issuerRef: the field is missing: the issuer is the cluster's; "
        + "name an issuer, or leave pkiBackendSpec out"
    ),
    (
      user(", includeJKS: true, createCert: false"),
      "spec.includeJKS: it has no effect: no certificate is made (createCert is false); leave it out"
    ),
    (
      user(name: String(repeating: "u", count: 65)),
      "metadata.name: it has 65 characters, and as the common name of a certificate at most 64 are allowed; "
        + "use a shorter name"
    ),
    (
      user(", expirationSeconds: 60"),
      "!spec.expirationSeconds: 60 is out of range; use a value from 3600 to 2147483647"
    ),
    (
      operation(""),
      "metadata.labels.kafka_cr: the label is missing: nobody knows whose operation it is, and nobody carries it out; "
        + "write the name of the KafkaCluster"
    ),
  ]

  @Test(arguments: said)
  func whatIsWrongIsToldWithWhatToDo(text: String, problem: String) throws {
    #expect(try Self.said(text) == problem)
  }

  static let changes: [(old: String, new: String, problem: String)] = [
    (
      topic(name: "a"), topic(name: "b"),
      "spec.name: the topic 'a' stays in Kafka, and nobody manages it any more; write another KafkaTopic for 'b'"
    ),
    (
      topic(), topic().replacing("{name: kafka}", with: "{name: other}"),
      "spec.clusterRef: the topic stays in the cluster 'kafka', and nobody manages it any more; "
        + "write another KafkaTopic for the cluster 'other'"
    ),
    (
      topic(), topic().replacing("partitions: 3", with: "partitions: 2"),
      "spec.partitions: Kafka takes no partition away: 2 is less than 3; write 3 or more, unless the topic has 2 or fewer"
    ),
    (topic(), topic().replacing("partitions: 3", with: "partitions: -1"), ""),
    (
      topic(), topic().replacing("Factor: 2", with: "Factor: 3"),
      "spec.replicationFactor: the topic's partitions keep their 2 replicas: another number needs a reassignment; "
        + "write 2, or reassign the partitions"
    ),
    (
      user(), user().replacing("secretName: client", with: "secretName: other"),
      "spec.secretName: clients that read the Secret 'client' get no new certificate there any more; "
        + "move them to 'other' before the old certificate ends"
    ),
  ]

  @Test(arguments: changes)
  func whatAChangeCostsIsTold(old: String, new: String, problem: String) throws {
    #expect(try Self.said(new, replacing: old) == problem)
    #expect(try Self.said(old, replacing: old) == "")
  }

  /// Every rule is broken by one of the manifests above.
  @Test func everyRuleHasItsManifest() throws {
    var topics: Set<String> = []
    var users: Set<String> = []
    for (old, new, _) in Self.changes {
      switch (try KafkaResource(document: document(new)), try KafkaResource(document: document(old))) {
      case (.topic(let new)?, .topic(let old)?):
        for rule in KafkaTopicRules.all where !rule.problems(in: new, replacing: old).isEmpty {
          topics.insert(rule.name)
        }
      case (.user(let new)?, .user(let old)?):
        for rule in KafkaUserRules.all where !rule.problems(in: new, replacing: old).isEmpty { users.insert(rule.name) }
      default: Issue.record("a change of another kind")
      }
    }
    let told = Self.said.map(\.problem).joined(separator: "\n")
    for (rule, words) in [
      ("nameIsKafkas", "no name of a topic"), ("countsAreNotZero", "cannot have 0"),
    ] where told.contains(words) { topics.insert(rule) }
    for (rule, words) in [
      ("grantsCanBeMade", "makes no ACL"), ("grantsDiffer", "grants the same"), ("signerIsNamed", "names its signer"),
      ("keyStoresNeedACertificate", "no certificate is made"), ("nameFitsCertificate", "common name"),
    ] where told.contains(words) { users.insert(rule) }
    #expect(topics == Set(KafkaTopicRules.all.map(\.name)))
    #expect(users == Set(KafkaUserRules.all.map(\.name)))
  }

  @Test(arguments: [
    "{managedBy: koperator, state: created, observedGeneration: 3, extra: {a: 1}}",
    "{managedBy: x, state: \"\", conditions: [{type: Ready, status: \"True\", reason: A, message: b}]}",
  ])
  func aTopicsStatusIsWrittenAsItWas(text: String) throws {
    let members = try #require(try document(text).value.objectValue)
    #expect(KafkaTopic.Status(json: members).json == members)
  }

  @Test func aUsersStatusIsWrittenAsItWas() throws {
    let text = "{state: created, acls: ['User:CN=a,Topic,LITERAL,t,Read,Allow,*'], extra: [1]}"
    let members = try #require(try document(text).value.objectValue)
    #expect(KafkaUser.Status(json: members).json == members)
    #expect(KafkaUser.Status(json: members).acls.count == 1)
  }

  @Test func anOperationsStatusIsWrittenAsItWasAndKeepsFiftyFailures() throws {
    let text = """
      {errorPolicy: ignore, retryCount: 2, extra: 1, failedTasks: [{operation: rebalance, state: CompletedWithError,
        errorMessage: no, httpResponseCode: 500, new: 1}], currentTask: {id: a, operation: remove_disks, state: Active,
        started: "2026-01-02T03:04:05Z", parameters: {a: b}, summary: {c: d}, httpRequest: "POST /x"}}
      """
    let members = try #require(try document(text).value.objectValue)
    var status = CruiseControlOperation.Status(json: members)
    #expect(status.json == members)
    for number in 0..<60 { status.addFailed(CruiseControlTask(.rebalance, parameters: ["n": String(number)])) }
    #expect(status.failedTasks.count == 50)
    #expect(status.failedTasks.first?.parameters == ["n": "10"])
  }

  @Test(arguments: [
    ("{kind: KafkaTopic, apiVersion: kafka.strimzi.io/v1beta2}", false), ("{kind: Deployment}", false),
    ("{kind: KafkaTopic}", true), ("{kind: KafkaTopic, apiVersion: v1}", true), ("3", false), ("~", false),
    ("{kind: KafkaUser, apiVersion: kafka.banzaicloud.io/v9}", true),
  ])
  func otherOperatorsKindsAreNotOurs(text: String, isOurs: Bool) throws {
    #expect(KafkaResource.isOurs(try document(text).value) == isOurs)
  }
}
