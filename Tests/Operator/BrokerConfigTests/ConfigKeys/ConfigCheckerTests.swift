import Foundation
import JSON
import KafkaResources
import Testing

@testable import BrokerConfig

@Suite struct ConfigCheckerTests {
  private let path = JSONPath().appending("spec").appending("readOnlyConfig")

  /// What is said of a text, with `error:` or `warning:` before it.
  private func said(
    of text: String, version: String? = "4.3.1", listeners: Set<String>? = nil, _ place: ConfigChecker.Place = .file
  ) -> [String] {
    let checker = ConfigChecker(version: version.flatMap { KafkaVersion($0) }, listeners: listeners)
    return checker.problems(inText: text, at: path, place).map { "\($0.isError ? "error" : "warning"): \($0)" }
  }

  @Test(arguments: [
    ("num.io.threads=many", "'many' is not an integer of 32 bits; write an integer of 32 bits"),
    ("num.io.threads=0", "0 is out of range; use a value of at least 1"),
    ("num.io.threads=3000000000", "'3000000000' is not an integer of 32 bits; write an integer of 32 bits"),
    ("offsets.topic.replication.factor=40000", "'40000' is not an integer of 16 bits; write an integer of 16 bits"),
    ("compression.gzip.level=10", "10 is out of range; use a value from 1 to 9, or -1"),
    ("log.cleaner.io.buffer.load.factor=much", "'much' is not a number; write a number"),
    ("log.cleaner.min.cleanable.ratio=1.5", "1.5 is out of range; use a value from 0 to 1"),
    ("auto.create.topics.enable=yes", "'yes' is neither true nor false; write true or false"),
    ("log.cleanup.policy=delete,shrink", "'shrink' is no value of this key; use one of: compact, delete"),
    ("ssl.client.auth=Required", "'Required' is no value of this key; use one of: required, requested, none"),
    ("controller.quorum.voters=", "the list is empty; write a value"),
    ("principal.builder.class=", "the value is empty; write the name of a class"),
  ])
  func aWrongValueIsAnErrorForTheTablesKafkaAndElseAWarning(text: String, said message: String) throws {
    let key = try #require(text.split(separator: "=").first)
    let whole = "spec.readOnlyConfig: line 1 of the text: '\(key)': \(message)"
    #expect(said(of: text) == ["error: \(whole)"])
    #expect(said(of: text, version: "3.9.2") == ["warning: \(whole)"])
    #expect(said(of: text, version: nil) == ["warning: \(whole)"])
  }

  @Test(arguments: [
    "num.io.threads= 8 ", "num.io.threads=+8", "compression.gzip.level=-1", "auto.create.topics.enable=FALSE",
    "log.cleanup.policy=delete, compact", "log.retention.ms=-1", "log.dirs=", "broker.rack=",
    "group.consumer.migration.policy=Upgrade", "num.io.threads=${env:THREADS}", "ssl.key.password=${dir:/a:b}",
    "log.cleaner.min.cleanable.ratio=5e-1", "log.dirs=/a${file:/x:y}/b",
  ])
  func aValueThatKafkaTakesIsNotSpokenOf(text: String) { #expect(said(of: text) == []) }

  @Test func aKeyThatKafkaDoesNotKnowIsAWarning() {
    #expect(
      said(of: "# keys\nlog.retention.hour=1\n") == [
        "warning: spec.readOnlyConfig: line 2 of the text: Kafka 4.3 does not know 'log.retention.hour'; "
          + "check its name; what a plugin reads may stay"
      ])
  }

  @Test(arguments: [
    "super.users=User:admin", "allow.everyone.if.no.acl.found=false", "cruise.control.metrics.topic=x",
    "cruise.control.metrics.topic.auto.create=true", "cruise.control.metrics.reporter.ssl.keystore.location=/x",
    "config.providers.file.class=x", "rsm.config.chunk.size=1", "strimzi.authorization.grants.refresh=1",
    "confluent.license=x", "kafka.graphite.metrics.host=x", "opa.authorizer.url=x",
  ])
  func whatAPluginReadsIsNotSpokenOf(text: String) { #expect(said(of: text) == []) }

  @Test func keysOfAListenerAreCheckedAsTheKeyWithoutIt() {
    let listeners: Set<String> = ["External"]
    #expect(said(of: "listener.name.external.ssl.client.auth=none", listeners: listeners) == [])
    #expect(said(of: "listener.name.external.scram-sha-512.sasl.jaas.config=${file:/a:b}", listeners: listeners) == [])
    #expect(said(of: "listener.name.external.plain.connections.max.reauth.ms=1", listeners: listeners) == [])
    #expect(
      said(of: "listener.name.external.ssl.client.auth=never", listeners: listeners) == [
        "error: spec.readOnlyConfig: line 1 of the text: 'listener.name.external.ssl.client.auth': "
          + "'never' is no value of this key; use one of: required, requested, none"
      ])
    #expect(
      said(of: "listener.name.external.ssl.client.autz=none", listeners: listeners) == [
        "warning: spec.readOnlyConfig: line 1 of the text: Kafka 4.3 does not know "
          + "'listener.name.external.ssl.client.autz'; check its name; what a plugin reads may stay"
      ])
    #expect(
      said(of: "listener.name.internal.ssl.client.auth=none", listeners: listeners) == [
        "warning: spec.readOnlyConfig: line 1 of the text: no listener is called as in "
          + "'listener.name.internal.ssl.client.auth'; use one of: external"
      ])
  }

  @Test func aKeyOfOlderVersionsIsKnownWithTheVersionThatRemovedIt() {
    for key in ["zookeeper.connect", "control.plane.listener.name", "inter.broker.protocol.version"] {
      #expect(said(of: "\(key)=x", version: "3.9.2") == [])
      #expect(said(of: "\(key)=x", version: nil) == [])
      #expect(
        said(of: "\(key)=x", version: "4.1.0") == [
          "warning: spec.readOnlyConfig: line 1 of the text: Kafka 4.0 and later versions do not know '\(key)'; "
            + "remove it; it has no effect"
        ])
    }
    #expect(said(of: "advertised.port=1", version: "2.8.2") == [])
    #expect(said(of: "advertised.port=1", version: "3.0.0").count == 1)
    #expect(said(of: "message.format.version=3.0", version: "3.9.2", .topic) == [])
    #expect(said(of: "message.format.version=3.0", version: "4.0.0", .topic).count == 1)
  }

  @Test func aKeyThatIsThereTwiceIsAWarningForTheFirst() {
    #expect(
      said(of: "num.io.threads=1\n\nnum.io.threads=2") == [
        "warning: spec.readOnlyConfig: line 1 of the text: 'num.io.threads' is there again on line 3; "
          + "remove one of them; the last one counts"
      ])
  }

  @Test func whatJavaRefusesIsAnErrorWhateverTheVersion() {
    #expect(
      said(of: "a=1\nb=\\u1", version: nil) == [
        "error: spec.readOnlyConfig: line 2 of the text: \\u needs four hexadecimal digits; correct the line"
      ])
  }

  @Test func aKeyThatDoesNotChangeWhileABrokerRunsIsToldSo() {
    #expect(said(of: "num.network.threads=4", .broker) == [])
    #expect(said(of: "num.network.threads=4", .cluster) == [])
    #expect(said(of: "ssl.keystore.location=/x", .broker) == [])
    #expect(said(of: "leader.replication.throttled.rate=1000", .cluster) == [])
    #expect(
      said(of: "broker.rack=a", .cluster) == [
        "warning: spec.readOnlyConfig: line 1 of the text: 'broker.rack' does not change while a broker runs; "
          + "move it to readOnlyConfig"
      ])
    #expect(
      said(of: "ssl.keystore.location=/x", .cluster) == [
        "warning: spec.readOnlyConfig: line 1 of the text: 'ssl.keystore.location' is not set for all brokers at once; "
          + "move it to brokerConfig.config of each broker"
      ])
  }

  @Test func aSecretInTheManifestIsToldAndNotRepeated() {
    #expect(said(of: "ssl.key.password=hush").count == 1)
    #expect(
      said(of: "listener.name.external.scram-sha-512.sasl.jaas.config=a.ScramLoginModule required;") == [])
    #expect(
      said(of: "listener.name.external.plain.sasl.jaas.config=a.PlainLoginModule required password=hush;") == [
        "warning: spec.readOnlyConfig: line 1 of the text: 'listener.name.external.plain.sasl.jaas.config' holds a "
          + "secret that everybody reads who reads the manifest; let a provider fill it in: ${provider:path:key}"
      ])
  }

  @Test func aTopicsKeysAreItsOwn() {
    let checker = ConfigChecker(version: KafkaVersion("4.3.1"))
    let path = JSONPath().appending("spec").appending("config")
    #expect(checker.problem(key: "retention.ms", value: "604800000", at: path, .topic) == nil)
    #expect(checker.problem(key: "leader.replication.throttled.replicas", value: "0:1,1:2", at: path, .topic) == nil)
    #expect(
      checker.problem(key: "leader.replication.throttled.replicas", value: "0:1,2", at: path, .topic)?.description
        == #"spec.config["leader.replication.throttled.replicas"]: "# + "'leader.replication.throttled.replicas': "
        + "'2' is no pair of partition and broker; write '*', or pairs such as 0:1,0:2")
    let problem = checker.problem(key: "num.io.threads", value: "8", at: path, .topic)
    #expect(problem?.message == "Kafka 4.3 does not know 'num.io.threads'")
    #expect(problem?.isError == false)
  }

  @Test func everyTextOfAManifestIsCheckedWithTheVersionOfItsImage() throws {
    let cluster = try cluster(
      """
      spec:
        clusterImage: kafka:2.13-3.9.2
        readOnlyConfig: |
          a=1
        clusterWideConfig: |
          broker.rack=b
        brokerConfigGroups:
          new:
            image: kafka:2.13-4.3.0
            config: num.io.threads=c
        brokers:
        - id: 0
          readOnlyConfig: num.io.threads=d
          brokerConfig:
            config: num.io.threads=e
        - id: 1
          brokerConfigGroup: new
          readOnlyConfig: num.io.threads=f
        zkAddresses: ["zookeeper:2181"]
        listenersConfig:
          internalListeners: []
      """)
    #expect(
      cluster.configProblems.map { "\($0.isError) \($0.path)" } == [
        "false spec.readOnlyConfig", "false spec.clusterWideConfig", "true spec.brokerConfigGroups.new.config",
        "false spec.brokers[0].readOnlyConfig", "false spec.brokers[0].brokerConfig.config",
        "true spec.brokers[1].readOnlyConfig",
      ])
  }

  /// Koperator's samples have a secret in the texts, and otherwise nothing to be spoken of.
  @Test func koperatorsSamplesHaveNoProblems() throws {
    guard let folder = Shared.find("koperator/samples", orSkip: "keys of Koperator's samples") else { return }
    var checked = 0
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
      let text = try Shared.text(folder.appending(path: name))
      guard text.contains("kind: KafkaCluster") else { continue }
      let problems = try cluster(text).configProblems.filter { !$0.message.contains("holds a secret") }
      #expect(problems.isEmpty, "\(name): \(problems)")
      checked += 1
    }
    #expect(checked == 9)
  }
}
