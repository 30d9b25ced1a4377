import KafkaProtocol
import Testing

@testable import KafkaAdmin

@Suite struct ConnectionCoreTests {
  @Test func theVersionsAreAskedForFirstAndInTheNewestForm() throws {
    var configuration = KafkaConnectionConfiguration()
    configuration.clientID = "someone"
    var core = ConnectionCore(configuration, peer: "b", nonce: "n", at: .zero)
    var broker = ScriptedBroker()
    core.submit(MetadataRequest(), id: 1, deadline: .seconds(60), at: .zero)
    #expect(try broker.next(from: &core) == nil)
    core.opened(at: .zero)
    let request = try #require(try broker.next(from: &core))
    #expect(request.api == .apiVersions)
    #expect(request.version == 4)
    #expect(request.clientID == "someone")
    #expect(try request.decoded(ApiVersionsRequest.self).clientSoftwareName == "koperator")
    core.receive(try ScriptedBroker.bytes(ScriptedBroker.versions, to: request), at: .zero)
    let metadata = try #require(try broker.next(from: &core))
    #expect(metadata.api == .metadata)
    #expect(metadata.version == 13)
  }

  @Test func aBrokerThatKnowsOnlyVersion0IsAskedInIt() throws {
    var core = ConnectionCore(KafkaConnectionConfiguration(), peer: "b", nonce: "n", at: .zero)
    var broker = ScriptedBroker()
    core.opened(at: .zero)
    let first = try #require(try broker.next(from: &core))
    var refusal = ApiVersionsResponse()
    refusal.errorCode = ErrorCode.unsupportedVersion.rawValue
    let asked0 = ScriptedBroker.Request(
      api: first.api, version: 0, correlationID: first.correlationID, clientID: nil, body: [])
    core.receive(try ScriptedBroker.bytes(refusal, to: asked0), at: .zero)
    let second = try #require(try broker.next(from: &core))
    #expect(second.version == 0)
    core.receive(try ScriptedBroker.bytes(ScriptedBroker.versions, to: second), at: .zero)
    #expect(core.phase == .ready)
  }

  @Test func aBrokerThatRefusesEveryVersionIsGivenUp() throws {
    var core = ConnectionCore(KafkaConnectionConfiguration(), peer: "b", nonce: "n", at: .zero)
    var broker = ScriptedBroker()
    core.opened(at: .zero)
    var refusal = ApiVersionsResponse()
    refusal.errorCode = ErrorCode.unsupportedVersion.rawValue
    for _ in 0..<2 {
      let request = try #require(try broker.next(from: &core))
      let asked0 = ScriptedBroker.Request(
        api: request.api, version: 0, correlationID: request.correlationID, clientID: nil, body: [])
      core.receive(try ScriptedBroker.bytes(refusal, to: asked0), at: .zero)
    }
    let end = try #require(core.outcomes().end)
    #expect(end?.apiError == .unsupportedVersion)
  }

  @Test func theHighestVersionThatCanCarryTheRequestIsTaken() throws {
    var (core, broker) = try readyCore()
    var byName = DeleteTopicsRequest()
    byName.topicNames = ["a"]
    core.submit(byName, id: 1, deadline: .seconds(60), at: .zero)
    #expect(try #require(try broker.next(from: &core)).version == 5)
    var byID = DeleteTopicsRequest()
    byID.topics = [DeleteTopicsRequest.DeleteTopicState()]
    core.submit(byID, id: 2, deadline: .seconds(60), at: .zero)
    #expect(try #require(try broker.next(from: &core)).version == 6)
    core.submit(byID, id: 3, versions: 1...5, deadline: .seconds(60), at: .zero)
    #expect(core.outcomes().answers[3]?.failure?.code == .unsupportedVersion)
  }

  @Test func anApiThatTheBrokerDoesNotHaveIsRefusedAtOnce() throws {
    var (core, _) = try readyCore()
    core.submit(BrokerHeartbeatRequest(), id: 1, deadline: .seconds(60), at: .zero)
    let error = try #require(core.outcomes().answers[1]?.failure)
    #expect(error.code == .unsupportedVersion)
    #expect(!error.isRetryable)
    #expect(core.phase == .ready)
  }

  @Test func noMoreThanTheBoundAreOnTheirWay() throws {
    var (core, broker) = try readyCore {
      $0.maximumInFlight = 3; $0.maximumWaiting = 2
    }
    for id in UInt64(1)...6 { core.submit(HeartbeatRequest(), id: id, deadline: .seconds(60), at: .zero) }
    try broker.take(from: &core)
    #expect(broker.requests.count == 3)
    let refused = core.outcomes().answers
    #expect(refused.count == 1)
    #expect(refused[6]?.failure?.code == .overloaded)
    core.receive(try ScriptedBroker.bytes(HeartbeatResponse(), to: broker.requests[0]), at: .zero)
    try broker.take(from: &core)
    #expect(broker.requests.count == 4)
    let answers = core.outcomes().answers
    #expect(answers.count == 1)
    #expect(answers[1]?.failure == nil)
  }

  @Test func anAnswerThatComesTooLateIsDropped() throws {
    var (core, broker) = try readyCore()
    core.submit(HeartbeatRequest(), id: 1, deadline: .seconds(5), at: .zero)
    core.submit(HeartbeatRequest(), id: 2, deadline: .seconds(60), at: .zero)
    try broker.take(from: &core)
    #expect(core.nextDeadline == .seconds(5))
    core.timeout(at: .seconds(5))
    let late = try #require(core.outcomes().answers[1]?.failure)
    #expect(late.code == .timedOut)
    #expect(late.mayHaveHappened)
    for request in broker.requests {
      core.receive(try ScriptedBroker.bytes(HeartbeatResponse(), to: request), at: .seconds(6))
    }
    let answers = core.outcomes().answers
    #expect(Array(answers.keys) == [2])
    #expect(answers[2]?.failure == nil)
  }

  @Test func aBrokerThatIsSilentForEverIsGivenUp() throws {
    var (core, _) = try readyCore { $0.silenceLimit = .seconds(30) }
    core.submit(HeartbeatRequest(), id: 1, deadline: .seconds(5), at: .zero)
    core.submit(HeartbeatRequest(), id: 2, deadline: .seconds(600), at: .zero)
    core.timeout(at: .seconds(5))
    #expect(core.phase == .ready)
    #expect(core.nextDeadline == .seconds(35))
    core.timeout(at: .seconds(35))
    let (answers, end) = core.outcomes()
    #expect(answers[1]?.failure?.code == .timedOut)
    #expect(answers[2]?.failure?.mayHaveHappened == true)
    let error = try #require(end)
    #expect(error?.code == .timedOut)
    #expect(core.nextDeadline == nil)
  }

  @Test func theMakingOfAConnectionHasADeadline() throws {
    for isOpen in [false, true] {
      var core = ConnectionCore(KafkaConnectionConfiguration(), peer: "b", nonce: "n", at: .zero)
      if isOpen { core.opened(at: .zero) }
      core.submit(HeartbeatRequest(), id: 1, deadline: .seconds(60), at: .zero)
      #expect(core.nextDeadline == .seconds(10))
      core.timeout(at: .seconds(10))
      let (answers, end) = core.outcomes()
      #expect(answers[1]?.failure?.mayHaveHappened == false)
      #expect(try #require(end)?.code == .timedOut)
    }
  }

  @Test func anIdleConnectionEndsInOrder() throws {
    var (core, broker) = try readyCore()
    core.submit(HeartbeatRequest(), id: 1, deadline: .seconds(60), at: .seconds(10))
    let request = try #require(try broker.next(from: &core))
    core.receive(try ScriptedBroker.bytes(HeartbeatResponse(), to: request), at: .seconds(20))
    #expect(core.nextDeadline == .seconds(320))
    core.timeout(at: .seconds(320))
    let end = try #require(core.outcomes().end)
    #expect(end == nil)
  }

  @Test func drainingFinishesWhatWasGivenAndTakesNoMore() throws {
    var (core, broker) = try readyCore { $0.maximumInFlight = 1 }
    core.submit(HeartbeatRequest(), id: 1, deadline: .seconds(60), at: .zero)
    core.submit(HeartbeatRequest(), id: 2, deadline: .seconds(60), at: .zero)
    core.drain(at: .zero)
    core.submit(HeartbeatRequest(), id: 3, deadline: .seconds(60), at: .zero)
    #expect(core.outcomes().answers[3]?.failure?.isRetryable == true)
    for _ in 0..<2 {
      #expect(core.phase == .draining)
      let request = try #require(try broker.next(from: &core))
      core.receive(try ScriptedBroker.bytes(HeartbeatResponse(), to: request), at: .zero)
    }
    let (answers, end) = core.outcomes()
    #expect(answers.keys.sorted() == [1, 2])
    #expect(try #require(end) == nil)
  }

  @Test func aCancelledRequestIsOverAtOnceAndDisturbsNoOther() throws {
    var (core, broker) = try readyCore { $0.maximumInFlight = 1 }
    for id in UInt64(1)...3 { core.submit(HeartbeatRequest(), id: id, deadline: .seconds(60), at: .zero) }
    core.cancel(1)
    core.cancel(2)
    let cancelled = core.outcomes().answers
    #expect(cancelled[1]?.failure?.mayHaveHappened == true)
    #expect(cancelled[2]?.failure?.mayHaveHappened == false)
    while let request = try broker.next(from: &core) {
      core.receive(try ScriptedBroker.bytes(HeartbeatResponse(), to: request), at: .zero)
    }
    let answers = core.outcomes().answers
    #expect(Array(answers.keys) == [3])
    #expect(answers[3]?.failure == nil)
  }
}
