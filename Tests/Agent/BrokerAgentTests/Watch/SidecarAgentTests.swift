import Foundation
import KafkaProtocol
import Synchronization
import Telemetry
import Testing
import Transport

@testable import BrokerAgent

/// The agent as a whole, beside something that answers as Kafka does.
@Suite struct SidecarAgentTests {
  /// A folder with Kafka's configuration and a log directory.
  private final class Broker {
    let folder = FileManager.default.temporaryDirectory.appending(path: "agent-\(UUID())").path
    let server: TestServer
    var environment: [String: String]

    init(on group: EventLoopGroup) throws {
      server = try TestServer(on: group, TestServer.broker)
      try FileManager.default.createDirectory(atPath: folder + "/volume/kafka", withIntermediateDirectories: true)
      environment = [
        "BROKER_ID": "1", "KAFKA_CLUSTER": "kafka", "KAFKA_CONFIG": folder + "/server.properties",
        "POD_IP": "127.0.0.1", "POD_NAMESPACE": "kafka", "LOG_VOLUMES": folder + "/volume",
        "KAFKA_PROCESS": "no process has this \(UUID())",
      ]
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func write(_ more: String = "") throws {
      let text = """
        node.id=1
        listeners=INTERNAL://127.0.0.1:\(server.address.port ?? 0)
        listener.security.protocol.map=INTERNAL:PLAINTEXT
        log.dirs=\(folder)/volume/kafka
        \(more)
        """
      try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/server.properties"))
    }

    func configuration() throws -> AgentConfiguration {
      var configuration = try AgentConfiguration(environment: environment)
      configuration.local = nil
      return configuration
    }
  }

  private func wait(
    for agent: SidecarAgent, on loop: EventLoop, _ condition: @escaping @Sendable (BrokerState) -> Bool
  ) async -> Bool {
    let deadline = MonotonicClock.now + .seconds(60)
    while MonotonicClock.now < deadline {
      let isSo = Mutex(false)
      loop.executeAndWait {
        let now = condition(agent.state); isSo.withLock { $0 = now }
      }
      if isSo.withLock({ $0 }) { return true }
      try? await Task.sleep(for: .milliseconds(20))
    }
    return false
  }

  @Test func itWaitsForKafkasConfigurationAndThenWatchesAll() async throws {
    let bench = try ProbeBench()
    let broker = try Broker(on: bench.group)
    let agent = SidecarAgent(
      try broker.configuration(), version: "test", on: bench.group, log: Logger(LogSink(level: .error)))
    try agent.start()
    defer { agent.stop() }
    #expect(await wait(for: agent, on: bench.loop) { $0.process.status == .gone })
    try broker.write()
    #expect(await wait(for: agent, on: bench.loop) { $0.kafka.status == .answers })
    #expect(await wait(for: agent, on: bench.loop) { $0.listeners.map(\.status) == [.answers] })
    #expect(await wait(for: agent, on: bench.loop) { $0.logDirs.map(\.status) == [.ok] })
    #expect(FileManager.default.fileExists(atPath: broker.folder + "/volume/.koperator"))
  }

  @Test func anotherConfigurationIsFollowedAndOneOfAnotherBrokerIsNot() async throws {
    let bench = try ProbeBench()
    let broker = try Broker(on: bench.group)
    try broker.write()
    let agent = SidecarAgent(
      try broker.configuration(), version: "test", on: bench.group, log: Logger(LogSink(level: .error)))
    try agent.start()
    defer { agent.stop() }
    #expect(await wait(for: agent, on: bench.loop) { $0.logDirs.count == 1 })
    try broker.write("metadata.log.dir=\(broker.folder)/volume/metadata")
    #expect(await wait(for: agent, on: bench.loop) { $0.logDirs.map(\.status) == [.ok, .missing] })
    try broker.write("node.id=7")
    try await Task.sleep(for: .seconds(3))
    #expect(await wait(for: agent, on: bench.loop) { $0.logDirs.count == 2 })
  }
}
