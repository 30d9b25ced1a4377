import Testing

@testable import BrokerAgent

@Suite struct AgentConfigurationTests {
  private static let sidecar = [
    "BROKER_ID": "2", "CONTROL_PLANE": "koperator-xds.kafka.svc.cluster.local:18000", "KAFKA_CLUSTER": "kafka",
    "KAFKA_CONFIG": "/config/broker-config", "LOG_VOLUMES": "/kafka-logs,/kafka-logs2/", "METRICS_PORT": "9020",
    "NODE_NAME": "node-1", "POD_IP": "10.0.0.7", "POD_NAME": "kafka-2", "POD_NAMESPACE": "kafka", "POD_UID": "u",
    "TLS_FOLDER": "/etc/koperator/agent",
  ]

  @Test func aSidecarsVariables() throws {
    let configuration = try AgentConfiguration(environment: Self.sidecar)
    #expect(
      configuration.watched.broker
        == WatchedBroker(
          namespace: "kafka", cluster: "kafka", id: 2, podName: "kafka-2", podUID: "u", address: "10.0.0.7"))
    #expect(configuration.reporting.controlPlane?.description == "koperator-xds.kafka.svc.cluster.local:18000")
    #expect(configuration.local?.description == "10.0.0.7:9021")
    #expect(configuration.watched.metricsPort == 9020 && configuration.reporting.node == "node-1")
    #expect(configuration.reporting.tlsFolder == "/etc/koperator/agent")
    #expect(configuration.watched.settingsFile == "/config/broker-config")
  }

  @Test func writesAreTriedInTheFolderOfTheVolumeThatALogDirectoryLiesOn() throws {
    let configuration = try AgentConfiguration(environment: Self.sidecar)
    #expect(configuration.watched.probeFolder(of: "/kafka-logs/kafka") == "/kafka-logs/.koperator")
    #expect(configuration.watched.probeFolder(of: "/kafka-logs2/kafka") == "/kafka-logs2/.koperator")
    #expect(configuration.watched.probeFolder(of: "/kafka-logs") == "/kafka-logs/.koperator")
    #expect(configuration.watched.probeFolder(of: "/kafka-logs3/kafka") == nil)
    #expect(configuration.watched.probeFolder(of: "/tmp") == nil)
  }

  @Test func whatMayBeMissingIsMissing() throws {
    var environment = Self.sidecar
    for name in ["CONTROL_PLANE", "LOG_VOLUMES", "METRICS_PORT", "NODE_NAME", "POD_NAME", "POD_UID", "TLS_FOLDER"] {
      environment[name] = ""
    }
    let configuration = try AgentConfiguration(environment: environment)
    #expect(
      configuration.reporting.controlPlane == nil && configuration.watched.metricsPort == nil
        && configuration.reporting.tlsFolder == nil)
    #expect(configuration.watched.volumes.isEmpty && configuration.reporting.node.isEmpty)
  }

  @Test(arguments: [
    ("BROKER_ID", ""), ("BROKER_ID", "-1"), ("BROKER_ID", "one"), ("KAFKA_CLUSTER", ""), ("KAFKA_CONFIG", ""),
    ("POD_NAMESPACE", ""), ("KAFKA_CONFIG", "config"), ("KAFKA_CONFIG", "/config/../x"), ("POD_UID", "../x"),
    ("POD_IP", ""), ("POD_IP", "kafka-2"), ("METRICS_PORT", "0"), ("METRICS_PORT", "65536"),
    ("CONTROL_PLANE", "koperator"), ("AGENT_PORT", "x"), ("POD_IP", "0.0.0.0"), ("POD_IP", "::"),
    ("KAFKA_CLUSTER", "a/b"), ("POD_NAMESPACE", String(repeating: "n", count: 254)),
  ])
  func whatCannotBeUnderstoodIsNamed(name: String, value: String) {
    var environment = Self.sidecar
    environment[name] = value
    let error = #expect(throws: AgentError.self) { try AgentConfiguration(environment: environment) }
    #expect(error?.object == name)
  }
}
