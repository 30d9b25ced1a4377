import Dispatch
import KafkaProtocol
import Synchronization
import Testing
import Transport

@testable import KafkaAdmin

@Suite struct KafkaConnectionTests {
  private func failure(
    _ configuration: KafkaConnectionConfiguration = KafkaConnectionConfiguration(), deadline: Duration = .seconds(60),
    _ behaviour: @escaping StubBroker.Behaviour
  ) async throws -> KafkaAdminError? {
    var found: KafkaAdminError?
    try await withLoops { group in
      let broker = try StubBroker(on: group, behaviour)
      let connection = KafkaConnection(
        to: .address(broker.address), configuration, on: group.next(), resolver: NameResolver())
      do throws(KafkaAdminError) {
        _ = try await connection.send(HeartbeatRequest(), deadline: deadline)
      } catch { found = error }
      connection.close()
      broker.close()
    }
    return found
  }

  @Test func manyRequestsAreOnTheirWayAtTheSameTime() async throws {
    try await withLoops { group in
      let broker = try StubBroker(on: group) { request in
        var response = DescribeUserScramCredentialsResponse()
        response.errorMessage = (request as? DescribeUserScramCredentialsRequest)?.users?.first?.name
        return .response(response)
      }
      let connection = KafkaConnection(to: .address(broker.address), on: group.next(), resolver: NameResolver())
      try await withThrowingTaskGroup(of: Bool.self) { tasks in
        for number in 0..<500 {
          tasks.addTask {
            var user = DescribeUserScramCredentialsRequest.UserName()
            user.name = "\(number)"
            var request = DescribeUserScramCredentialsRequest()
            request.users = [user]
            return try await connection.send(request, deadline: .seconds(60)).errorMessage == "\(number)"
          }
        }
        for try await isRight in tasks { #expect(isRight) }
      }
      connection.close()
      broker.close()
    }
  }

  @Test func aBrokerThatClosesInTheMiddleOfAnAnswer() async throws {
    let error = try #require(try await failure { _ in .half(HeartbeatResponse()) })
    #expect(error.code == .connectionLost)
    #expect(error.isRetryable)
    #expect(error.mayHaveHappened)
  }

  @Test func aBrokerThatSendsWhatIsNoAnswer() async throws {
    let error = try #require(try await failure { _ in .raw(Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8)) })
    #expect(error.code == .protocolError)
    #expect(!error.isRetryable)
  }

  @Test func aBrokerThatNeverAnswers() async throws {
    let error = try #require(try await failure(deadline: .milliseconds(200)) { _ in .nothing })
    #expect(error.code == .timedOut)
    #expect(error.isRetryable)
  }

  @Test func nobodyListens() async throws {
    try await withLoops { group in
      let broker = try StubBroker(on: group) { _ in .nothing }
      broker.close()
      let connection = KafkaConnection(to: .address(broker.address), on: group.next(), resolver: NameResolver())
      await #expect {
        try await connection.ready()
      } throws: { ($0 as? KafkaAdminError)?.code == .connectFailed && ($0 as? KafkaAdminError)?.isRetryable == true }
      #expect(!connection.takesRequests)
    }
  }

  @Test func aCancelledTaskHasItsAnswerAtOnce() async throws {
    try await withLoops { group in
      let broker = try StubBroker(on: group) { request in
        request is HeartbeatRequest ? .nothing : .response(ListGroupsResponse())
      }
      let connection = KafkaConnection(to: .address(broker.address), on: group.next(), resolver: NameResolver())
      try await connection.ready()
      let task = Task { try await connection.send(HeartbeatRequest(), deadline: .seconds(600)) }
      task.cancel()
      await #expect { try await task.value } throws: { ($0 as? KafkaAdminError)?.code == .cancelled }
      connection.close()
      broker.close()
    }
  }

  @Test func aLoopThatStopsWhileANameIsLookedUpAnswersWhatWaits() throws {
    let group = try EventLoopGroup(count: 1)
    let loop = group.next()
    let begun = DispatchSemaphore(value: 0)
    let end = DispatchSemaphore(value: 0)
    defer { end.signal() }
    let resolver = NameResolver { host, _ in
      begun.signal()
      end.wait()
      return .failure(TransportError(.nameNotResolved, "too late", object: host))
    }
    let codes = Mutex<[KafkaAdminError.Code]>([])
    loop.executeAndWait {
      let core = ConnectionCore(KafkaConnectionConfiguration(), peer: "broker:9092", nonce: "nonce", at: loop.now)
      let channel = KafkaChannel(core, status: ConnectionStatus(), on: loop)
      channel.connect(to: .name("broker", port: 9_092), resolver: resolver)
      channel.submit(HeartbeatRequest(), id: 1, versions: nil, deadline: loop.now + .seconds(600)) { result in
        if case .failure(let error) = result { codes.withLock { $0.append(error.code) } }
      }
      channel.whenReady(2) { result in
        if case .failure(let error) = result { codes.withLock { $0.append(error.code) } }
      }
    }
    begun.wait()
    group.shutdown()
    #expect(codes.withLock { $0 } == [.connectFailed, .connectFailed])
  }

  @Test func acksOfNoneAreRefused() async throws {
    try await withLoops { group in
      let broker = try StubBroker(on: group) { _ in .nothing }
      let connection = KafkaConnection(to: .address(broker.address), on: group.next(), resolver: NameResolver())
      await #expect {
        try await connection.send(ProduceRequest(), deadline: .seconds(60))
      } throws: { ($0 as? KafkaAdminError)?.code == .invalidArgument }
      connection.close()
      broker.close()
    }
  }
}
