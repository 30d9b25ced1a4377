import Testing

@testable import BrokerAgent

@Suite struct DiscoveryFileTests {
  private func file(_ changes: [String: String] = [:], pods: Bool = true) throws -> DiscoveryFile {
    try DiscoveryFile(Array(DiscoveryFixtures.text(2, changes).utf8), hasPodsFolder: pods)
  }

  @Test func aBrokersFile() throws {
    let file = try file(["METRICS_PORT": "9020", "SOMETHING_ELSE": "x"])
    #expect(
      file.watched.broker
        == WatchedBroker(
          namespace: "kafka", cluster: "kafka", id: 2, podName: "kafka-2", podUID: DiscoveryFixtures.uid(2),
          address: "127.0.0.1"))
    #expect(file.watched.metricsPort == 9020)
    #expect(file.watched.process.podUID == DiscoveryFixtures.uid(2) && file.watched.process.word.isEmpty)
    #expect(file.volumes.map(\.mountPath) == ["/kafka-logs", "/config"])
  }

  @Test func aWordStandsForThePod() throws {
    let file = try file(["KAFKA_PROCESS": "/brokers/2", "POD_UID": ""], pods: false)
    #expect(file.watched.process.word == "/brokers/2" && file.watched.process.podUID.isEmpty)
  }

  @Test(arguments: [
    ("BROKER_ID", ""), ("BROKER_ID", "two"), ("KAFKA_CLUSTER", ""), ("POD_NAMESPACE", ""), ("KAFKA_CONFIG", ""),
    ("POD_IP", ""), ("POD_IP", "kafka-2"), ("POD_UID", ""), ("POD_UID", "../etc"), ("POD_UID", "a/b"), ("VOLUMES", ""),
    ("VOLUMES", "/kafka-logs"), ("LOG_VOLUMES", "/kafka-logs/kafka"), ("LOG_VOLUMES", "/other"), ("METRICS_PORT", "x"),
  ])
  func whatCannotBeUnderstoodIsNamedWithARemedy(_ name: String, _ value: String) {
    let error = #expect(throws: AgentError.self) { try file([name: value]) }
    #expect(error?.object == name)
    #expect(error?.message.contains(":") == true)
  }

  @Test func whatIsNoTextIsRefused() {
    #expect(throws: AgentError.self) { try DiscoveryFile([0xff, 0xfe, 0, 1], hasPodsFolder: true) }
    #expect(throws: AgentError.self) { try DiscoveryFile([], hasPodsFolder: true) }
  }
}
