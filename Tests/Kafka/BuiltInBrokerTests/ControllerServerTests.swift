import Foundation
import KafkaModel
import KafkaProtocol
import Telemetry
import Testing
import Transport

@testable import BuiltInBroker

/// Brokers and the controller in one process, over loopback.
@Suite struct ControllerServerTests {
  private let folder: String
  private let log = Logger(LogSink(level: .error))
  private let patience: Duration = .seconds(60)

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
  }

  private func configuration(_ node: Int32, _ cluster: String) throws -> BrokerConfiguration {
    var configuration = BrokerConfiguration(
      nodeID: node, listeners: [BrokerListener("PLAINTEXT")], logDirectories: ["\(folder)/\(cluster)-\(node)"])
    configuration.clusterID = cluster
    configuration.heartbeatInterval = .milliseconds(100)
    _ = try StorageFormat(clusterID: cluster).run(configuration)
    return configuration
  }

  private func start(_ node: Int32, _ cluster: String, _ server: ControllerServer) throws -> BuiltInBroker {
    try BuiltInBroker(
      configuration(node, cluster), controller: .address(server.address), token: "right", log: log)
  }

  private func wait(_ what: String, _ condition: () -> Bool) {
    let end = ContinuousClock.now + patience
    while !condition() {
      guard ContinuousClock.now < end else {
        Issue.record("not so in time: \(what)")
        return
      }
      usleep(5_000)
    }
  }

  private func active(_ server: ControllerServer, _ cluster: String) -> [Int32] {
    (server.clusters[cluster]?.brokers.values.filter(\.isActive).map(\.id) ?? []).sorted()
  }

  @Test func oneServerDecidesForSeveralClusters() throws {
    let (one, two) = (StorageFormat.newID().description, StorageFormat.newID().description)
    let server = try ControllerServer(address: .loopback(port: 0), token: "right", log: log)
    defer { server.stop() }
    let brokers = [try start(1, one, server), try start(2, one, server), try start(1, two, server)]
    for broker in brokers { #expect(broker.waitUntilServing(patience)) }
    wait("both are active") { active(server, one) == [1, 2] }
    #expect(active(server, two) == [1])
    let endpoint = server.clusters[two]?.brokers[1]?.endpoints.first
    #expect(endpoint?.port == brokers[2].addresses["PLAINTEXT"]?.port.map { Int32($0) })
    for broker in brokers { broker.kill() }
  }

  @Test func aBrokerThatIsGoneIsFencedAtOnceAndOneThatLeavesSaysSo() throws {
    let cluster = StorageFormat.newID().description
    let server = try ControllerServer(address: .loopback(port: 0), token: "right", log: log)
    defer { server.stop() }
    let first = try start(1, cluster, server)
    let second = try start(2, cluster, server)
    #expect(first.waitUntilServing(patience) && second.waitUntilServing(patience))
    wait("both are active") { active(server, cluster) == [1, 2] }
    first.kill()
    wait("the first is fenced") { active(server, cluster) == [2] }
    second.shutdown(within: patience)
    wait("the second is fenced") { active(server, cluster) == [] }
    #expect(FileManager.default.fileExists(atPath: "\(folder)/\(cluster)-2/.kafka_cleanshutdown"))
    #expect(!FileManager.default.fileExists(atPath: "\(folder)/\(cluster)-1/.kafka_cleanshutdown"))
  }

  @Test func whoDoesNotKnowTheTokenIsTurnedAway() throws {
    let cluster = StorageFormat.newID().description
    let server = try ControllerServer(address: .loopback(port: 0), token: "right", log: log)
    defer { server.stop() }
    let broker = try BuiltInBroker(
      configuration(1, cluster), controller: .address(server.address), token: "wrong", log: log)
    defer { broker.kill() }
    wait("the broker says why") { broker.failure != nil }
    #expect(broker.failure?.code == .controller && broker.failure?.message.contains("TOKEN") == true)
    #expect(server.clusters.isEmpty)
  }

  @Test func anAddressThatIsTakenIsSaidWithItsListener() throws {
    let server = try ControllerServer(address: .loopback(port: 0), token: "right", log: log)
    defer { server.stop() }
    var configuration = try configuration(1, StorageFormat.newID().description)
    configuration.listeners[0].port = server.address.port ?? 0
    let error = #expect(throws: BuiltInBrokerError.self) {
      try BuiltInBroker(configuration, controller: .address(server.address), token: "right", log: log)
    }
    #expect(error?.code == .cannotListen && error?.object.hasPrefix("PLAINTEXT://") == true)
  }

  @Test func messagesBetweenNodesAndTheControllerComeBackAsTheyWere() throws {
    var hello = ControllerHello()
    hello.token = "t"
    hello.clusterID = "c"
    hello.nodeID = 7
    hello.isController = true
    hello.endpoints = [ControllerHello.Endpoint(listener: "CONTROLLER", host: "::1", port: 29093)]
    hello.properties = ["a": "1", "b": ""]
    let frame = try ControllerMessage.hello(hello).frame()
    guard case .hello(let found) = try ControllerMessage(frame[4...]) else {
      Issue.record("another message came back")
      return
    }
    #expect(found == hello)
    for length in 4..<frame.count { #expect(throws: CodecError.self) { try ControllerMessage(frame[4..<length]) } }
  }
}
