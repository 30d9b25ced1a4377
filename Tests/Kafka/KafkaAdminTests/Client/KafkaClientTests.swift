import KafkaProtocol
import Synchronization
import Testing
import Transport

@testable import KafkaAdmin

@Suite struct KafkaClientTests {
  /// The cluster as a stub tells it: its nodes' ports, and the controller.
  private final class Nodes: Sendable {
    let ports = Mutex<[Int32: UInt16]>([:])
    let controller = Atomic<Int32>(-1)

    func metadata() -> MetadataResponse {
      var response = MetadataResponse()
      response.clusterId = "cluster"
      response.controllerId = controller.load(ordering: .acquiring)
      for (id, port) in ports.withLock({ $0 }) {
        var broker = MetadataResponse.Broker()
        broker.nodeId = id
        broker.host = "127.0.0.1"
        broker.port = Int32(port)
        response.brokers.append(broker)
      }
      return response
    }
  }

  private static func created(_ error: ErrorCode) -> CreateTopicsResponse {
    var topic = CreateTopicsResponse.CreatableTopicResult()
    topic.name = "a"
    topic.errorCode = error.rawValue
    var response = CreateTopicsResponse()
    response.topics = [topic]
    return response
  }

  @Test func aNewControllerIsFound() async throws {
    try await withLoops { group in
      let nodes = Nodes()
      let old = try StubBroker(on: group) { request in
        guard request is CreateTopicsRequest else { return .response(nodes.metadata()) }
        nodes.controller.store(2, ordering: .releasing)
        return .response(Self.created(.notController))
      }
      let new = try StubBroker(on: group) { request in
        .response(request is CreateTopicsRequest ? Self.created(.none) : nodes.metadata())
      }
      nodes.ports.withLock { $0 = [1: old.address.port ?? 0, 2: new.address.port ?? 0] }
      nodes.controller.store(1, ordering: .releasing)
      let client = KafkaClient(KafkaClientConfiguration(bootstrap: [.address(old.address)]), on: group.next())
      let outcome = try await client.createTopics([NewTopic("a")])
      #expect(try outcome["a"]?.get().name == "a")
      #expect(old.received.all.filter { $0 == .createTopics }.count == 1)
      #expect(new.received.all.filter { $0 == .createTopics }.count == 1)
      await client.close()
    }
  }

  @Test func aChangeThatMayHaveHappenedIsNotSentAgain() async throws {
    try await withLoops { group in
      let nodes = Nodes()
      let broker = try StubBroker(on: group) { request in
        request is CreateTopicsRequest ? .close : .response(nodes.metadata())
      }
      nodes.ports.withLock { $0 = [1: broker.address.port ?? 0] }
      nodes.controller.store(1, ordering: .releasing)
      let client = KafkaClient(KafkaClientConfiguration(bootstrap: [.address(broker.address)]), on: group.next())
      await #expect {
        try await client.createTopics([NewTopic("a")])
      } throws: { ($0 as? KafkaAdminError)?.mayHaveHappened == true }
      #expect(broker.received.all.filter { $0 == .createTopics }.count == 1)
      await client.close()
    }
  }

  @Test func aReadIsTriedAgainUntilItSucceeds() async throws {
    try await withLoops { group in
      let tries = Atomic<Int>(0)
      let broker = try StubBroker(on: group) { _ in
        tries.add(1, ordering: .relaxed).newValue < 4 ? .close : .response(ListGroupsResponse())
      }
      let client = KafkaClient(KafkaClientConfiguration(bootstrap: [.address(broker.address)]), on: group.next())
      _ = try await client.send(ListGroupsRequest())
      #expect(tries.load(ordering: .relaxed) == 4)
      await client.close()
    }
  }

  @Test func deadBootstrapAddressesArePassedBy() async throws {
    try await withLoops { group in
      let dead = try StubBroker(on: group) { _ in .nothing }
      dead.close()
      let broker = try StubBroker(on: group) { _ in .response(ListGroupsResponse()) }
      let client = KafkaClient(
        KafkaClientConfiguration(bootstrap: [.address(dead.address), .address(broker.address)]), on: group.next())
      for _ in 0..<4 { _ = try await client.send(ListGroupsRequest()) }
      await client.close()
    }
  }

  @Test func aCallEndsAtItsDeadlineAndSaysWhatWentWrong() async throws {
    try await withLoops { group in
      let broker = try StubBroker(on: group) { _ in .close }
      let client = KafkaClient(KafkaClientConfiguration(bootstrap: [.address(broker.address)]), on: group.next())
      await #expect {
        try await client.send(ListGroupsRequest(), deadline: .seconds(10))
      } throws: { ($0 as? KafkaAdminError)?.code == .connectionLost }
      #expect(broker.received.all.contains(.listGroups))
      await client.close()
    }
  }

  @Test func aClosedClientRefuses() async throws {
    try await withLoops { group in
      let broker = try StubBroker(on: group) { _ in .response(ListGroupsResponse()) }
      let client = KafkaClient(KafkaClientConfiguration(bootstrap: [.address(broker.address)]), on: group.next())
      await client.close()
      await #expect {
        try await client.send(ListGroupsRequest())
      } throws: { ($0 as? KafkaAdminError)?.code == .closed }
      #expect(broker.received.all.isEmpty)
    }
  }

  @Test func connectionsStayWithinTheirBound() async throws {
    try await withLoops { group in
      let nodes = Nodes()
      var brokers: [StubBroker] = []
      for _ in 0..<5 {
        brokers.append(
          try StubBroker(on: group) { request in
            .response(request is MetadataRequest ? nodes.metadata() : ListGroupsResponse())
          })
      }
      for (index, broker) in brokers.enumerated() {
        nodes.ports.withLock { $0[Int32(index)] = broker.address.port ?? 0 }
      }
      var configuration = KafkaClientConfiguration(bootstrap: [.address(brokers[0].address)])
      configuration.maximumConnections = 2
      let client = KafkaClient(configuration, on: group.next())
      for id in Int32(0)..<5 { _ = try await client.send(ListGroupsRequest(), to: .node(id)) }
      #expect(await client.connectionCount <= 2)
      for broker in brokers { #expect(broker.received.all.contains(.listGroups)) }
      await client.close()
    }
  }
}

@Suite struct RetryBackoffTests {
  @Test func restsGrowUpToTheCapWithinTheirJitter() {
    let backoff = RetryBackoff()
    for failures in 1...100 {
      let middle = backoff.rest(after: failures, random: 0.5)
      #expect(middle <= .seconds(1))
      #expect(backoff.rest(after: failures, random: 0) == middle * 0.8)
      #expect(backoff.rest(after: failures, random: 1) == middle * 1.2)
    }
    #expect(backoff.rest(after: 1, random: 0.5) == .milliseconds(100))
    #expect(backoff.rest(after: 2, random: 0.5) == .milliseconds(200))
    #expect(backoff.rest(after: 5, random: 0.5) == .seconds(1))
  }
}
