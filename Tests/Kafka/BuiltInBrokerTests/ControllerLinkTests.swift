import Foundation
import KafkaModel
import KafkaProtocol
import Synchronization
import Telemetry
import Testing
import Transport

@testable import BuiltInBroker

/// A controller that does not answer, and clients that ask what only brokers may.
@Suite struct ControllerLinkTests {
  private final class Silence: ConnectionHandler {
    func received(_ bytes: Span<UInt8>, on connection: Connection) {}
    func inputClosed(_ connection: Connection) { connection.close() }
    func drained(_ connection: Connection) {}
    func closed(_ connection: Connection, error: TransportError?) {}
  }

  /// All on the loop, but for the counts.
  private final class Owner: ControllerLink.Owner, @unchecked Sendable {
    let lost = Atomic(0)
    let unanswered = Atomic(0)
    var link: ControllerLink?

    func controllerAttached() {
      let request = AllocateProducerIdsRequest()
      let context = RequestContext(connection: ConnectionID(rawValue: 0), listener: "")
      link?.call(request, .allocateProducerIds, version: 0, context) { body in
        if body == nil { self.unanswered.add(1, ordering: .relaxed) }
      }
    }
    func controllerLost(_ reason: String) { lost.add(1, ordering: .relaxed) }
    func controllerSent(_ update: ArraySlice<UInt8>) {}
    func controllerRefused(_ reason: String) {}
  }

  private func wait(_ condition: () -> Bool) -> Bool {
    let end = ContinuousClock.now + .seconds(60)
    while !condition() {
      guard ContinuousClock.now < end else { return false }
      usleep(5_000)
    }
    return true
  }

  @Test func aControllerThatDoesNotAnswerIsGivenUpAndLookedForAgain() throws {
    let loops = try EventLoopGroup(count: 1)
    defer { loops.shutdown() }
    let listener = try Listener(.loopback(port: 0), on: loops) { _ in Silence() }
    defer { listener.close() }
    let (owner, loop) = (Owner(), loops.loops[0])
    let address = listener.address
    loop.execute {
      owner.link = ControllerLink(
        to: .address(address), on: loop, resolver: NameResolver(), owner: owner, log: Logger(LogSink(level: .error)),
        patience: .milliseconds(50)
      ) { ControllerHello() }
      owner.link?.connect()
    }
    #expect(wait { owner.lost.load(ordering: .relaxed) >= 2 && owner.unanswered.load(ordering: .relaxed) >= 2 })
    loop.executeAndWait { owner.link?.stop() }
  }

  /// Registration is in the tables, but brokers ask it of the controller on their own connection.
  @Test func aClientCannotRegisterABroker() throws {
    let log = Logger(LogSink(level: .error))
    let server = try ControllerServer(address: .loopback(port: 0), token: "right", log: log)
    defer { server.stop() }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var configuration = BrokerConfiguration(
      nodeID: 1, listeners: [BrokerListener("PLAINTEXT")], logDirectories: [folder])
    let cluster = StorageFormat.newID().description
    configuration.clusterID = cluster
    _ = try StorageFormat(clusterID: cluster).run(configuration)
    let broker = try BuiltInBroker(configuration, controller: .address(server.address), token: "right", log: log)
    defer { broker.kill() }
    #expect(broker.waitUntilServing(.seconds(60)))
    let port = try #require(broker.addresses["PLAINTEXT"]?.port)
    for request in [register(cluster), alterPartition()] { #expect(try isClosed(port, after: request)) }
    #expect(server.clusters[cluster]?.brokers.keys.sorted() == [1])
  }

  private func register(_ cluster: String) -> [UInt8] {
    var request = BrokerRegistrationRequest()
    request.brokerId = 66
    request.clusterId = cluster
    return frame(request, version: 4)
  }

  private func alterPartition() -> [UInt8] { frame(AlterPartitionRequest(), version: 3) }

  private func frame(_ request: some KafkaRequest, version: Int16) -> [UInt8] {
    let parts = try? request.frame(version: version, correlationID: 1, clientID: "stranger")
    return (parts ?? []).flatMap { $0 }
  }

  /// Whether the connection ends without an answer.
  private func isClosed(_ port: UInt16, after request: [UInt8]) throws -> Bool {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { Glibc.close(socket) }
    var patience = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(isConnected == 0)
    try #require(send(socket, request, request.count, Int32(MSG_NOSIGNAL)) == request.count)
    var answer = [UInt8](repeating: 0, count: 16)
    let count = recv(socket, &answer, answer.count, 0)
    return count == 0 || count < 0 && errno == ECONNRESET
  }
}
