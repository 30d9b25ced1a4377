import BuiltInBroker
import Foundation
import Telemetry
import Testing
import Transport

@testable import BrokerAgent

/// The probes against a broker of the sandbox, in this process.
@Suite struct ProbesOfABuiltInBrokerTests {
  @Test func itAnswersUntilItIsKilled() async throws {
    let log = Logger(LogSink(level: .error))
    let folder = FileManager.default.temporaryDirectory.appending(path: "agent-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    var configuration = BrokerConfiguration(
      nodeID: 3, listeners: [BrokerListener("INTERNAL")], logDirectories: [folder.path],
      properties: ["node.id": "3"])
    configuration.heartbeatInterval = .milliseconds(100)
    let cluster = StorageFormat.newID().description
    configuration.clusterID = cluster
    _ = try StorageFormat(clusterID: cluster).run(configuration)
    let controller = try ControllerServer(address: .loopback(port: 0), token: "right", log: log)
    defer { controller.stop() }
    let broker = try BuiltInBroker(
      configuration, controller: .address(controller.address), token: "right", log: log)
    defer { broker.kill() }
    #expect(broker.waitUntilServing(.seconds(60)))
    let address = try #require(broker.addresses["INTERNAL"])
    let bench = try ProbeBench()
    let keeper = Keeper()
    let told = Told<KafkaState>()
    let listeners = Told<ListenerState>()
    bench.onLoop {
      let probe = KafkaProbe(
        listener: "INTERNAL", at: address, tls: nil, node: 3, patience: .seconds(60), on: bench.loop,
        report: { told.add($0) })
      probe.setInterval(.milliseconds(20))
      probe.start()
      let listener = ListenerProbe(
        name: "INTERNAL", at: address, tls: nil, patience: .seconds(60), on: bench.loop,
        report: { listeners.add($0) })
      listener.start()
      keeper.kept += [probe, listener]
    }
    let state = try #require(await told.first { $0.status == .answers && $0.streak >= 2 })
    #expect(state.isBroker)
    #expect(await told.first { $0.nodeID == 3 } != nil)
    #expect(await listeners.first { $0.status == .answers } != nil)
    broker.kill()
    let gone = try #require(await told.first { $0.status == .refused })
    #expect(gone.streak == 1 && gone.latencyMicroseconds == 0)
  }
}
