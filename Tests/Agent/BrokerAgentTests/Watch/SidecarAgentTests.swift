import AgentAPI
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
    /// Whether it takes connections and answers nothing.
    let isSilent: Flag

    final class Flag: Sendable {
      private let value = Mutex(false)
      var isSet: Bool {
        get { value.withLock { $0 } }
        set { value.withLock { $0 = newValue } }
      }
    }

    init(on group: EventLoopGroup) throws {
      let flag = Flag()
      isSilent = flag
      server = try TestServer(on: group) { bytes in flag.isSet ? [] : TestServer.broker(bytes) }
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

  /// A broker that takes connections and never answers, a log directory that is removed, a configuration that is torn: each is
  /// told to the control plane and said in the log, and heals while the agent runs on.
  @Test func whatGoesWrongIsToldAndHealsWithoutARestart() async throws {
    let bench = try ProbeBench()
    let broker = try Broker(on: bench.group)
    let replica = try TestReplica()
    defer { replica.stop() }
    broker.environment["CONTROL_PLANE"] = "\(replica.address)"
    let lines = Mutex<[String]>([])
    let agent = SidecarAgent(
      try broker.configuration(), version: "test", on: bench.group,
      log: Logger(LogSink { line in lines.withLock { $0.append(String(decoding: line, as: UTF8.self)) } }))
    try agent.start()
    defer { agent.stop() }
    func isSaid(_ words: String...) -> Bool {
      lines.withLock { $0.contains { line in words.allSatisfy { line.contains($0) } } }
    }
    func wait(_ condition: () -> Bool) async -> Bool {
      let deadline = MonotonicClock.now + .seconds(60)
      while MonotonicClock.now < deadline {
        if condition() { return true }
        try? await Task.sleep(for: .milliseconds(20))
      }
      return false
    }
    func told(_ fits: (AgentAPI.BrokerReport) -> Bool) -> Bool { replica.call.reports.contains { fits($0) } }
    #expect(await wait { isSaid("cannot be read", "server.properties", "ENOENT") })
    try Data("node.id=1\nlog.dirs=\\u12\n".utf8).write(to: URL(fileURLWithPath: broker.folder + "/server.properties"))
    #expect(await wait { isSaid("cannot be used", "line 2", "four hexadecimal digits") })
    try broker.write()
    #expect(await wait { told { $0.kafka?.state == .stateAnswers } && told { $0.logDirs.first?.state == .stateOk } })

    broker.isSilent.isSet = true
    #expect(await wait { told { $0.kafka?.state == .stateTimedOut } })
    #expect(await wait { isSaid("is not well", "subject=kafka", "after=timed-out", "no answer within") })
    let silentReports = replica.call.reports.count
    broker.isSilent.isSet = false
    #expect(await wait { replica.call.reports.dropFirst(silentReports).contains { $0.kafka?.state == .stateAnswers } })

    try FileManager.default.removeItem(atPath: broker.folder + "/volume/kafka")
    #expect(await wait { told { $0.logDirs.first?.state == .stateMissing } })
    #expect(await wait { isSaid("is not well", "log-dir", "after=missing") })
    let missingReports = replica.call.reports.count
    try FileManager.default.createDirectory(atPath: broker.folder + "/volume/kafka", withIntermediateDirectories: true)
    #expect(
      await wait { replica.call.reports.dropFirst(missingReports).contains { $0.logDirs.first?.state == .stateOk } })
    #expect(replica.calls.count == 1, "one call from the beginning to the end")
    #expect(lines.withLock { $0.count } < 40)
  }
}
