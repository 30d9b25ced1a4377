import JSON
import KafkaResources
import KubernetesObjects
import Testing
import YAML

@testable import BrokerConfig

@Suite struct JMXExporterTests {
  private func configMaps(_ monitoring: String) throws -> [ConfigMap] {
    let text = """
      apiVersion: kafka.banzaicloud.io/v1beta1
      kind: KafkaCluster
      metadata: {name: events, namespace: shop}
      spec:
        zkAddresses: [zookeeper:2181]
        headlessServiceEnabled: true
        oneBrokerPerNode: false
        rollingUpgradeConfig: {failureThreshold: 1}
        cruiseControlConfig: {}
        monitoringConfig: \(monitoring)
        listenersConfig:
          internalListeners:
            - {type: plaintext, name: internal, containerPort: 29092, usedForInnerBrokerCommunication: true}
        brokers: [{id: 0}]
      """
    return try ClusterRendering(of: cluster(text), facts: RenderingFacts()).jmxExporterConfigs
  }

  @Test func brokersAndCruiseControlHaveOneEach() throws {
    let maps = try configMaps("{}")
    #expect(maps.map(\.metadata.name) == ["events-kafka-jmx-exporter", "events-cc-jmx-exporter"])
    #expect(maps.map { $0.metadata.labels["app"] } == ["kafka-jmx", "cruisecontrol-jmx"])
    #expect(maps.map { Array($0.data.keys) } == [["config.yaml"], ["config.yaml"]])
    #expect(maps[1].data["config.yaml"] == "lowercaseOutputName: true\n")
  }

  @Test func theManifestOverrulesBoth() throws {
    let maps = try configMaps("{kafkaJMXExporterConfig: 'rules: []', cCJMXExporterConfig: 'rules: [1]'}")
    #expect(maps.map { $0.data["config.yaml"] } == ["rules: []", "rules: [1]"])
  }

  @Test func itIsYAMLWhosePatternsAreWhatTheRulesSay() throws {
    let document = try #require(YAML.documents(in: KafkaJMXExporterConfig.text).first)
    #expect(document.value["lowercaseOutputName"]?.boolValue == true)
    let rules = try #require(document.value["rules"]?.arrayValue)
    // Koperator's probes and its operator read these two names.
    #expect(rules[0]["name"]?.stringValue == "kafka_server_raft_metrics_current_state_$1")
    #expect(rules[1]["name"]?.stringValue == "kafka_server_app_info_version")
    #expect(rules[1]["pattern"]?.stringValue == #"kafka\.server<type=app-info, id=(\d+)><>[Vv]ersion: ([\w.~+-]+)"#)
    // A counter gets `_total` from the exporter: one that is named otherwise would change its name.
    for rule in rules where rule["type"]?.stringValue == "COUNTER" {
      #expect(rule["name"]?.stringValue?.hasSuffix("_total") == true)
    }
  }
}
