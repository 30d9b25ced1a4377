import AgentAPI
import BrokerAgent
import Synchronization
import Testing
import Transport

@Suite struct ControlPlaneNameTests {
  /// What a name has at the moment.
  private final class Name: Sendable {
    private let answer = Mutex<Result<[NetworkAddress], TransportError>>(.success([]))
    private let asked = Mutex(0)
    var count: Int { asked.withLock { $0 } }
    func set(_ result: Result<[NetworkAddress], TransportError>) { answer.withLock { $0 = result } }
    func lookup(_: String, _: UInt16) -> Result<[NetworkAddress], TransportError> {
      asked.withLock { $0 += 1 }
      return answer.withLock { $0 }
    }
  }

  private func agent(
    _ name: Name, _ port: UInt16, configure: (inout ControlPlaneConfiguration) -> Void = { _ in }
  ) throws -> TestAgent {
    try TestAgent(.name("control-plane", port: port), lookup: name.lookup) {
      $0.resolveInterval = .milliseconds(10)
      configure(&$0)
    }
  }

  @Test func replicasComeAndGoWithTheName() throws {
    let one = try TestReplica()
    defer { one.stop() }
    let two = try TestReplica("127.0.0.2", port: one.port)
    let name = Name()
    name.set(.success([one.address]))
    let agent = try agent(name, one.port)
    defer { agent.stop() }
    agent.update(pid: 2)
    eventually("the first has reports") { !one.call.reports.isEmpty }
    name.set(.success([two.address, one.address]))
    eventually("the second has them, too") { !two.call.reports.isEmpty }
    // One that the name has no more keeps its connection, as long as it stands.
    name.set(.success([one.address]))
    let asked = name.count
    eventually("the name was looked up") { name.count > asked + 3 }
    agent.update(pid: 4)
    eventually("it still hears") { two.call.reports.last?.process?.pid == 4 }
    #expect(one.calls.count == 1)
    two.stop()
    eventually("it is forgotten") { agent.replicas.map(\.address) == [one.address] }
  }

  @Test func aNameThatCannotBeLookedUpTakesNothingAway() throws {
    let replica = try TestReplica()
    defer { replica.stop() }
    let name = Name()
    let failure = TransportError(.nameNotResolved, "the name has no address", object: "control-plane")
    name.set(.failure(failure))
    let agent = try agent(name, replica.port)
    defer { agent.stop() }
    eventually("it is looked up again and again") { name.count > 5 }
    name.set(.success([replica.address]))
    eventually("it is found") { agent.replicas.first?.isWelcomed == true }
    for result in [.failure(failure), .success([])] as [Result<[NetworkAddress], TransportError>] {
      name.set(result)
      let asked = name.count
      eventually("it is looked up") { name.count > asked + 3 }
      #expect(agent.replicas.first?.isWelcomed == true)
    }
    #expect(replica.calls.count == 1)
    #expect(agent.lines.count { $0.contains("cannot be looked up") } == 2)
  }

  @Test func thereAreNeverMoreThanSoMany() throws {
    let replica = try TestReplica()
    defer { replica.stop() }
    let name = Name()
    let many = try (1...100).map { try NetworkAddress(host: "127.0.1.\($0)", port: replica.port) }
    name.set(.success(many))
    let agent = try agent(name, replica.port)
    defer { agent.stop() }
    eventually("there are 64") { agent.replicas.count == 64 }
    eventually("it says so") { agent.lines.contains { $0.contains("more replicas") } }
    // Those that come in the place of others find room.
    name.set(.success([replica.address] + many.suffix(30)))
    eventually("the new one is there") { replica.call.hellos.count == 1 }
    #expect(agent.replicas.count <= 64)
  }

  @Test func oneKindOfAddressIsEnough() throws {
    let replica = try TestReplica()
    defer { replica.stop() }
    let name = Name()
    name.set(.success([replica.address, try NetworkAddress(host: "::1", port: replica.port), replica.address]))
    let agent = try agent(name, replica.port)
    defer { agent.stop() }
    eventually("it takes reports") { agent.replicas.first?.isWelcomed == true }
    #expect(agent.replicas.map(\.address) == [replica.address])
  }
}
