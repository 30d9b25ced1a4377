import Testing

@testable import BrokerAgent

@Suite struct ReportStreamTests {
  private let broker = WatchedBroker(
    namespace: "kafka", cluster: "c", id: 1, podName: "c-1", podUID: "u", address: "10.0.0.1")
  private let hello = AgentHello(version: "1", incarnation: 5, node: "n", intervalMilliseconds: 1_000)
  private let second = Duration.seconds(1)
  private let patience = Duration.seconds(10)

  private func welcome(after sequence: UInt64 = 0, interval: UInt32 = 0) -> AgentInput {
    var welcome = ServerWelcome()
    welcome.lastSequence = sequence
    welcome.intervalMilliseconds = interval
    return .welcome(welcome)
  }

  /// A tracker in which the process came and went so many times.
  private func tracker(changes: Int, capacity: Int = 256) -> StateTracker {
    var tracker = StateTracker(history: TransitionRing(capacity: capacity))
    change(&tracker, times: changes)
    return tracker
  }

  private func change(_ tracker: inout StateTracker, times: Int) {
    for _ in 0..<times {
      var state = BrokerState()
      state.process.status = tracker.sequence % 2 == 0 ? .running : .gone
      _ = tracker.update(broker, state, at: .zero, time: tracker.sequence)
    }
  }

  private func sequences(_ outputs: [AgentOutput]) -> [UInt64] {
    outputs.map { if case .transition(let transition, _) = $0 { transition.sequence } else { 0 } }
  }

  private func lost(_ outputs: [AgentOutput]) -> [UInt32] {
    outputs.map { if case .transition(_, let lost) = $0 { lost } else { .max } }
  }

  @Test func theStateComesFirstAndWaitsForNobody() {
    let tracker = tracker(changes: 3)
    let (stream, output) = ReportStream.begin(hello, tracker, at: .zero, patience: patience)
    #expect(output == [.hello(hello)] + tracker.reports())
    #expect(!stream.isWelcomed)
  }

  @Test func theHistoryAfterWhatTheServerHasFollows() throws {
    var tracker = tracker(changes: 5)
    var (stream, _) = ReportStream.begin(hello, tracker, at: .zero, patience: patience)
    // What happens from now on goes out as it happens.
    change(&tracker, times: 2)
    let history = try stream.receive(welcome(after: 2), tracker, at: .zero)
    #expect(sequences(history) == [3, 4, 5])
    #expect(lost(history) == [0, 0, 0])
    #expect(stream.isWelcomed)
    // A second welcome brings it no second time.
    #expect(try stream.receive(welcome(after: 2), tracker, at: .zero) == [])
  }

  @Test func aServerThatHasAllGetsNoHistoryAndANewOneAll() throws {
    let tracker = tracker(changes: 4)
    var (stream, _) = ReportStream.begin(hello, tracker, at: .zero, patience: patience)
    #expect(try stream.receive(welcome(after: 4), tracker, at: .zero) == [])
    (stream, _) = ReportStream.begin(hello, tracker, at: .zero, patience: patience)
    #expect(sequences(try stream.receive(welcome(), tracker, at: .zero)) == [1, 2, 3, 4])
    (stream, _) = ReportStream.begin(hello, tracker, at: .zero, patience: patience)
    #expect(try stream.receive(welcome(after: .max), tracker, at: .zero) == [])
  }

  @Test func whatTheRingLostIsSaidOnce() throws {
    let tracker = tracker(changes: 10, capacity: 4)
    var (stream, _) = ReportStream.begin(hello, tracker, at: .zero, patience: patience)
    let history = try stream.receive(welcome(after: 3), tracker, at: .zero)
    #expect(sequences(history) == [7, 8, 9, 10])
    #expect(lost(history) == [3, 0, 0, 0])
  }

  @Test func aHeartbeatFollowsEachIntervalOfSilence() throws {
    let tracker = tracker(changes: 2)
    var (stream, _) = ReportStream.begin(hello, tracker, at: .zero, patience: patience)
    _ = try stream.receive(welcome(), tracker, at: .zero)
    #expect(stream.nextDeadline(interval: second) == second)
    #expect(try stream.timeout(tracker, interval: second, at: .milliseconds(999)) == nil)
    #expect(try stream.timeout(tracker, interval: second, at: second) == .heartbeat(sequence: 2))
    stream.sent(at: .milliseconds(1_500))
    #expect(stream.nextDeadline(interval: second) == .milliseconds(2_500))
    #expect(try stream.timeout(tracker, interval: second, at: .milliseconds(2_499)) == nil)
    #expect(try stream.timeout(tracker, interval: second, at: .seconds(3_600)) == .heartbeat(sequence: 2))
  }

  @Test func aHeartbeatThatIsNearlyDueGoesOutWhereTheAgentIsAwake() throws {
    let tracker = tracker(changes: 2)
    var (stream, _) = ReportStream.begin(hello, tracker, at: .zero, patience: patience)
    #expect(stream.earlyHeartbeat(tracker, interval: second, at: .milliseconds(999)) == nil)
    _ = try stream.receive(welcome(), tracker, at: .zero)
    #expect(stream.earlyHeartbeat(tracker, interval: second, at: .milliseconds(900)) == nil)
    #expect(stream.earlyHeartbeat(tracker, interval: second, at: .milliseconds(950)) == .heartbeat(sequence: 2))
    stream.sent(at: .milliseconds(950))
    #expect(stream.earlyHeartbeat(tracker, interval: second, at: .milliseconds(1_100)) == nil)
  }

  @Test func heartbeatsDoNotWaitForTheWelcome() throws {
    let tracker = tracker(changes: 2)
    let (stream, _) = ReportStream.begin(hello, tracker, at: .zero, patience: patience)
    #expect(try stream.timeout(tracker, interval: second, at: second) == .heartbeat(sequence: 2))
  }

  @Test func aServerThatNeverWelcomesIsLeft() throws {
    let tracker = tracker(changes: 1)
    var (stream, _) = ReportStream.begin(hello, tracker, at: .zero, patience: patience)
    stream.sent(at: .milliseconds(9_900))
    #expect(stream.nextDeadline(interval: second) == patience)
    #expect(throws: ReportStream.Failure.silence) {
      try stream.timeout(tracker, interval: second, at: patience)
    }
  }

  @Test(
    arguments: [
      (0, nil), (1, .milliseconds(200)), (199, .milliseconds(200)), (200, .milliseconds(200)),
      (5_000, .milliseconds(5_000)), (10_000, .milliseconds(10_000)), (10_001, .milliseconds(10_000)),
      (UInt32.max, .milliseconds(10_000)),
    ] as [(UInt32, Duration?)])
  func theIntervalStaysWithinItsLimits(_ wanted: UInt32, _ interval: Duration?) throws {
    let tracker = StateTracker()
    var (stream, _) = ReportStream.begin(hello, tracker, at: .zero, patience: patience)
    _ = try stream.receive(welcome(interval: wanted), tracker, at: .zero)
    #expect(stream.wantedInterval == interval)
    _ = try stream.receive(.sampling(intervalMilliseconds: 300), tracker, at: .zero)
    #expect(stream.wantedInterval == .milliseconds(300))
    _ = try stream.receive(.sampling(intervalMilliseconds: wanted), tracker, at: .zero)
    #expect(stream.wantedInterval == interval)
  }

  @Test func garbageEndsTheCallAndTheUnknownDoesNot() throws {
    let tracker = StateTracker()
    var (stream, _) = ReportStream.begin(hello, tracker, at: .zero, patience: patience)
    #expect(try stream.receive(.unknown, tracker, at: .zero) == [])
    #expect(throws: ReportStream.Failure.garbage) { try stream.receive(nil, tracker, at: .zero) }
  }

  @Test func aServerThatSaysTooMuchIsLeft() throws {
    let tracker = StateTracker()
    var (stream, _) = ReportStream.begin(hello, tracker, at: .zero, patience: patience)
    for _ in 0..<ReportStream.burst { _ = try stream.receive(.unknown, tracker, at: .zero) }
    // It may say one more each second.
    _ = try stream.receive(.unknown, tracker, at: .seconds(1))
    #expect(throws: ReportStream.Failure.flood) { try stream.receive(.unknown, tracker, at: .seconds(1)) }
  }
}
