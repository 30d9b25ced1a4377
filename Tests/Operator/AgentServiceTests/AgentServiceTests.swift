import AgentAPI
import ClusterTopology
import GRPC
import JSON
import Protobuf
import Synchronization
import Testing
import Transport

@testable import AgentService

@Suite struct AgentServiceTests {
  @Test func aHelloIsWelcomedWithTheLastSequenceNumber() throws {
    let fixture = try ServiceFixture { $0.samplingInterval = .milliseconds(500) }
    let (call, handler) = fixture.open()
    #expect(call.welcome?.version == "test")
    #expect(call.welcome?.lastSequence == 0)
    #expect(call.welcome?.intervalMs == 500)
    handler?.say(.report(full(broker(0), 42)))
    handler?.ended(at: MonotonicClock.now)
    #expect(fixture.open().call.welcome?.lastSequence == 42)
    #expect(fixture.open(incarnation: 101).call.welcome?.lastSequence == 0)
  }

  @Test func aReportIsKnownAndItsClusterIsToldOnce() throws {
    let fixture = try ServiceFixture()
    let told = Mutex<[Set<ClusterKey>]>([])
    fixture.service.onChange { clusters in told.withLock { $0.append(clusters) } }
    let (call, handler) = fixture.open()
    handler?.say(.report(full(broker(0), 1)))
    handler?.say(.heartbeat(Heartbeat { $0.sequence = 1 }))
    handler?.say(.report(change(2) { $0.kafka = .state(.stateAnswers) }))
    #expect(told.withLock { $0 } == [[cluster]])
    handler?.say(.report(change(3) { $0.process = .state(.stateGone) }))
    #expect(told.withLock { $0 } == [[cluster], [cluster]])
    #expect(fixture.service.brokers(of: cluster).map(\.health) == [.unhealthy])
    #expect(call.status == nil)
    #expect(
      fixture.lines.contain("a broker is not healthy", "broker=shop/kafka/0", "after=unhealthy", "process is gone"))
    #expect(fixture.metric("koperator_agent_brokers{cluster=\"shop/kafka\",health=\"unhealthy\"}") == 1)
    #expect(fixture.metric("koperator_agents ") == 1)
    #expect(fixture.metric("koperator_agent_messages_total{kind=\"report\"}") == 3)
  }

  @Test func silenceIsFoundByTheTimer() async throws {
    let fixture = try ServiceFixture {
      // Shorter than may be set, so that the test need not wait.
      $0.limits.unknownAfter = .milliseconds(50)
      $0.limits.unreachableAfter = .milliseconds(100)
    }
    let changes = Mutex(0)
    fixture.service.onChange { _ in changes.withLock { $0 += 1 } }
    let (_, handler) = fixture.begin()
    handler?.say(.hello(hello(interval: 200)))
    handler?.say(.report(full(broker(0), 1)))
    let service = fixture.service
    #expect(await eventually { service.brokers(of: cluster).first?.health == .unreachable })
    #expect(changes.withLock { $0 } == 3)
  }

  // MARK: Who is refused

  @Test func anAgentOnAnotherMachineWithoutACertificateIsRefused() throws {
    let fixture = try ServiceFixture()
    let (call, handler) = fixture.begin(ServiceFixture.peer(nil, isLocal: false))
    #expect(handler == nil)
    #expect(call.status?.code == .permissionDenied)
    #expect(fixture.lines.contain("call was ended", "10.9.9.9", "certificate"))
    #expect(fixture.metric("koperator_agent_calls_refused_total{reason=\"denied\"}") == 1)
  }

  @Test func aCertificateThatNamesNothingIsRefusedEvenOnThisMachine() throws {
    let fixture = try ServiceFixture()
    for names in [[], ["spiffe://example.org/envoy/shop/kafka/external"]] {
      let (call, handler) = fixture.begin(ServiceFixture.peer(names))
      #expect(handler == nil)
      #expect(call.status?.code == .permissionDenied)
      #expect(call.status?.message.contains("CN=agent") == true)
    }
  }

  @Test func aCertificateOfOneBrokerReportsNoOther() throws {
    let fixture = try ServiceFixture()
    let peer = ServiceFixture.peer(["spiffe://example.org/agent/shop/kafka/0"], isLocal: false)
    let (call, handler) = fixture.open(peer)
    handler?.say(.report(full(broker(0), 1)))
    #expect(call.status == nil)
    handler?.say(.report(full(broker(1), number: 2, 2)))
    #expect(call.status?.code == .permissionDenied)
    #expect(fixture.service.brokers(of: cluster).map(\.key.id) == [0])
    #expect(fixture.lines.contain("call was ended", "agent=agent/shop/kafka/0"))
  }

  @Test func aSecondAgentIsRefusedAndLogged() throws {
    let fixture = try ServiceFixture()
    let (first, one) = fixture.open()
    one?.say(.report(full(broker(0), 1)))
    let (second, other) = fixture.open(incarnation: 200)
    other?.say(.report(full(broker(0), 1, .stateGone)))
    #expect(second.status?.code == .failedPrecondition)
    #expect(first.status == nil)
    #expect(fixture.service.brokers(of: cluster).map(\.health) == [.healthy])
    #expect(fixture.lines.contain("call was ended", "code=9", "kafka-0"))
  }

  @Test func anAgentThatComesBackEndsItsOldCall() throws {
    let fixture = try ServiceFixture()
    let (old, one) = fixture.open()
    one?.say(.report(full(broker(0), 1)))
    let (new, other) = fixture.open()
    other?.say(.report(full(broker(0), 1)))
    #expect(old.status?.code == .failedPrecondition)
    #expect(new.status == nil)
    #expect(fixture.metric("koperator_agent_calls_refused_total") == nil)
    // What the old one still says is not heard.
    one?.say(.report(change(9) { $0.process = .state(.stateGone) }))
    #expect(fixture.service.brokers(of: cluster).map(\.health) == [.healthy])
  }

  @Test func whatIsNoProtocolIsRefused() throws {
    let fixture = try ServiceFixture()
    let wrong: [[AgentMessage.Message]] = [
      [.heartbeat(Heartbeat())], [.report(full(broker(0), 1))], [.hello(Hello())],
      [.hello(hello()), .hello(hello())], [.hello(hello()), .report(change(1) { _ in })],
      [.hello(hello()), .transition(Transition { $0.broker = 3 })],
    ]
    for messages in wrong {
      let (call, handler) = fixture.begin()
      for message in messages { handler?.say(message) }
      #expect(call.status?.code == .invalidArgument, "\(messages)")
    }
    #expect(fixture.service.brokers(of: cluster).isEmpty)
  }

  @Test func aCallThatNeverSaysHelloIsEndedAndOthersLive() async throws {
    let fixture = try ServiceFixture { $0.limits.helloDeadline = .milliseconds(100) }
    let silent = (0..<20).map { _ in fixture.begin() }
    let (living, handler) = fixture.open()
    handler?.say(.report(full(broker(0), 1)))
    #expect(await eventually { silent.allSatisfy { $0.call.status?.code == .deadlineExceeded } })
    #expect(living.status == nil)
    #expect(fixture.lines.contain("call was ended", "code=4", "did not say Hello within"))
    #expect(fixture.lines.count < 20)
    #expect(fixture.metric("koperator_agent_calls_refused_total{reason=\"late\"}") == 20)
    #expect(fixture.service.state.withLock { $0.silentCalls.count } == 0)
    // One that was given up and speaks all the same is not heard.
    silent[0].handler?.say(.hello(hello(7)))
    #expect(fixture.service.state.withLock { $0.registry.callCount } == 1)
    // The agent comes back, and is taken.
    let (next, again) = fixture.open(incarnation: 101)
    again?.say(.report(full(broker(1), 1)))
    #expect(next.status == nil)
  }

  @Test func callsThatHaveNotSaidHelloAreBounded() throws {
    let fixture = try ServiceFixture { $0.limits.maximumCalls = 3 }
    let silent = (0..<3).map { _ in fixture.begin() }
    #expect(fixture.begin().call.status?.code == .resourceExhausted)
    silent[1].handler?.ended(at: MonotonicClock.now)
    #expect(fixture.open().call.status == nil)
    fixture.service.shutdown()
    #expect(silent[0].call.status?.code == .unavailable && silent[2].call.status?.code == .unavailable)
    #expect(fixture.service.state.withLock { $0.silentCalls.count } == 0)
  }

  @Test func silentCallsAreLateInTheirOrderAndKeepNothingOfThoseThatAreOver() {
    var calls = SilentCalls()
    for number in 0..<10_000 {
      let id = AgentCallID(rawValue: UInt64(number))
      calls.append(id, RecordedCall(), until: .milliseconds(number))
      guard number % 2 == 0 else { continue }
      let (wasThere, isThere) = (calls.remove(id), calls.remove(id))
      #expect(wasThere && !isThere)
    }
    #expect(calls.count == 5_000)
    #expect(calls.nextDeadline == .milliseconds(1))
    let late = calls.takeLate(at: .milliseconds(4_999)).count
    #expect(late == 2_500)
    #expect(calls.nextDeadline == .milliseconds(5_001))
    let none = calls.takeLate(at: .milliseconds(4_999)).count
    let rest = calls.takeAll().count
    #expect(none == 0 && rest == 2_500)
    #expect(calls.count == 0 && calls.nextDeadline == nil)
  }

  @Test func garbageEndsTheCallAndNothingElse() throws {
    let fixture = try ServiceFixture()
    var dice = Dice(state: 7)
    let report = AgentMessage { $0.message = .report(full(broker(0), 1)) }.serialized()
    for round in 0..<2000 {
      let (call, handler) = fixture.open(incarnation: UInt64(round + 1))
      var bytes =
        round % 2 == 0
        ? report : (0..<Int.random(in: 1...200, using: &dice)).map { _ in UInt8.random(in: 0...255, using: &dice) }
      if round % 2 == 0 {
        for _ in 0..<3 { bytes[Int.random(in: 0..<bytes.count, using: &dice)] = .random(in: 0...255, using: &dice) }
      }
      handler?.received(bytes, at: MonotonicClock.now)
      handler?.ended(at: MonotonicClock.now)
      #expect([nil, .invalidArgument, .failedPrecondition].contains(call.status?.code))
    }
    #expect(fixture.service.state.withLock { $0.registry.callCount } == 0)
  }

  @Test func anUnknownMessageOfANewerAgentIsPassedOver() throws {
    let fixture = try ServiceFixture()
    let (call, handler) = fixture.open()
    // The field 77 with an empty message.
    handler?.received([0xEA, 0x04, 0x00], at: MonotonicClock.now)
    handler?.say(.report(full(broker(0), 1)))
    #expect(call.status == nil)
    #expect(fixture.service.brokers(of: cluster).map(\.health) == [.healthy])
  }

  // MARK: Floods

  @Test func aFloodOfMessagesEndsTheCall() throws {
    let fixture = try ServiceFixture()
    let (call, handler) = fixture.open()
    handler?.say(.report(full(broker(0), 1)))
    let now = MonotonicClock.now
    for _ in 0..<10_000 { handler?.say(.heartbeat(Heartbeat()), at: now) }
    #expect(call.status?.code == .resourceExhausted)
    #expect(fixture.lines.contain("call was ended", "code=8"))
    #expect(fixture.lines.count < 20)
    // The agent comes back, and is taken.
    let (next, other) = fixture.open()
    other?.say(.report(full(broker(0), 2)))
    #expect(next.status == nil)
  }

  @Test func aFloodOfBytesEndsTheCall() throws {
    let fixture = try ServiceFixture()
    let (call, handler) = fixture.open()
    let now = MonotonicClock.now
    for number in 0..<200 {
      var report = full(broker(0), UInt64(number + 1))
      report.logDirs = (0..<100).map { index in
        LogDir {
          $0.path = "/\(index)"
          $0.problem = String(repeating: "x", count: 1000)
        }
      }
      handler?.say(.report(report), at: now)
    }
    #expect(call.status?.code == .resourceExhausted)
  }

  @Test func whatAnAgentMaySendGrowsWithTime() {
    var limits = AgentServiceLimits()
    limits.messagesPerSecond = 10
    limits.bytesPerSecond = 1000
    limits.burst = 2
    var rate = MessageRate(limits)
    func admitted(_ count: Int, of size: Int, at now: Duration) -> Int {
      (0..<count).count { _ in rate.admit(size, at: now) }
    }
    #expect(admitted(30, of: 10, at: .zero) == 20)
    #expect(admitted(2, of: 10, at: .milliseconds(100)) == 1)
    // However long it is quiet, it is not more than a burst.
    #expect(admitted(30, of: 100, at: .seconds(3600)) == 20)
    #expect(admitted(1, of: 2001, at: .seconds(7200)) == 0)
  }

  @Test func anAgentWithManyBrokersMaySendMore() {
    var limits = AgentServiceLimits()
    limits.messagesPerSecond = 10
    limits.messagesPerSecondOfBroker = 2
    limits.burst = 2
    var rate = MessageRate(limits)
    func admitted(_ count: Int, at now: Duration) -> Int { (0..<count).count { _ in rate.admit(1, at: now) } }
    rate.setBrokers(1)
    #expect(admitted(100, at: .zero) == 20)
    // Four more, with their part of the burst.
    rate.setBrokers(5)
    #expect(admitted(100, at: .zero) == 16)
    #expect(admitted(100, at: .seconds(1)) == 18)
    // Brokers that go and come again bring nothing.
    for count in [1, 5, 4, 5] { rate.setBrokers(count) }
    #expect(admitted(100, at: .seconds(1)) == 0)
  }

  // MARK: Directives and the end

  @Test func everyAgentIsToldTheSamplingInterval() throws {
    let fixture = try ServiceFixture()
    let calls = (1...3).map { fixture.open(incarnation: $0).call }
    fixture.service.setSamplingInterval(.milliseconds(250))
    for call in calls {
      guard case .sampling(let sampling)? = call.messages.last?.message else {
        Issue.record("no interval was sent")
        continue
      }
      #expect(sampling.intervalMs == 250)
    }
    #expect(fixture.open(incarnation: 9).call.welcome?.intervalMs == 250)
  }

  @Test func shutdownEndsEveryCallWithUnavailable() throws {
    let fixture = try ServiceFixture()
    let (call, handler) = fixture.open()
    #expect(handler != nil)
    fixture.service.shutdown()
    #expect(call.status?.code == .unavailable)
    let (late, none) = fixture.begin()
    #expect(none == nil && late.status?.code == .unavailable)
  }

  @Test func theStatusShowsBrokersDisksAndEvents() throws {
    let fixture = try ServiceFixture()
    let (_, handler) = fixture.open()
    var report = full(broker(0), 1)
    report.logDirs = [
      LogDir {
        $0.path = "/data"
        $0.state = .stateOk
        $0.space = Space { $0.totalBytes = 1 << 40 }
        $0.identity = DirIdentity {
          $0.state = .statePresent
          $0.directoryId = "A"
        }
      }
    ]
    handler?.say(.report(report))
    report.logDirs[0].state = .stateReadOnly
    report.logDirs[0].space?.readOnly = true
    report.logDirs[0].identity?.directoryId = "B"
    report.logDirs[0].write = WriteProbe { $0.error = "EROFS" }
    handler?.say(
      .report(
        change(2) {
          $0.logDirs = report.logDirs
          $0.process = .state(.stateRunning)
        }))
    let status = fixture.service.status
    #expect(status["agents"]?.intValue == 1)
    #expect(status["brokers"]?[0]?["health"]?.stringValue == "healthy")
    #expect(status["brokers"]?[0]?["logDirs"]?[0]?["state"]?.stringValue == "read-only")
    #expect(status["brokers"]?[0]?["logDirs"]?[0]?["totalBytes"]?.intValue == 1 << 40)
    #expect(status["brokers"]?[0]?["logDirs"]?[0]?["readOnly"]?.boolValue == true)
    #expect(status["brokers"]?[0]?["logDirs"]?[0]?["writeError"]?.stringValue == "EROFS")
    #expect(status["brokers"]?[0]?["logDirs"]?[0]?["directoryId"]?.stringValue == "B")
    #expect(status["brokers"]?[0]?["logDirs"]?[0]?["previous"]?["directoryId"]?.stringValue == "A")
    #expect(status["brokers"]?[0]?["logDirs"]?[0]?["previous"]?["secondsAgo"]?.numberValue != nil)
    #expect(status["events"]?[0]?["subject"]?.stringValue == "directory /data")
    #expect(status["events"]?[0]?["after"]?.stringValue == "B")
    #expect(status["events"]?[1]?["subject"]?.stringValue == "log-dir /data")
    #expect(status["events"]?[1]?["after"]?.stringValue == "read-only")
  }
}
