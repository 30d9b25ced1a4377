import HTTPTransport
import Synchronization
import Telemetry
import Testing
import Transport

@testable import BrokerAgent

/// An hour in which no server is there, in simulated time: what is kept, how often it is tried, what is said, and what the server
/// is told when it is back. `AgentReporterTests.aServerThatComesLaterIsFound` has it with real sockets, in little.
@Suite struct HourWithoutServerTests {
  private let broker = WatchedBroker(
    namespace: "kafka", cluster: "c", id: 1, podName: "c-1", podUID: "u", address: "10.0.0.1")
  private let configuration = ControlPlaneConfiguration(target: .name("control-plane", port: 18_000))
  private let start = Duration.seconds(5_000)
  private let hour = 3_600

  /// A broker that does not come to rest: its process comes and goes, and a disk with it.
  private func state(at second: Int) -> BrokerState {
    var state = FullReport.state(now: start + .seconds(second))
    state.process.status = second % 2 == 0 ? .running : .gone
    state.logDirs[0].status = second % 3 == 0 ? .missing : .ok
    return state
  }

  /// What a call begins with, with all the history, in bytes.
  private func size(of tracker: StateTracker, at now: Duration) throws -> Int {
    let hello = AgentHello(version: "1", incarnation: 1, node: "n", intervalMilliseconds: 1_000)
    var (stream, output) = ReportStream.begin(hello, tracker, at: now, patience: configuration.welcomeDeadline)
    output += try stream.receive(.welcome(ServerWelcome()), tracker, at: now)
    return output.reduce(0) { $0 + MessageEncoder.encode($1, at: now).count }
  }

  @Test func whatIsKeptDoesNotGrowAndWhatWentIsCounted() throws {
    var tracker = StateTracker()
    var transitions = 0
    var sizes: [Int] = []
    for second in 0..<hour {
      let before = tracker.sequence
      _ = tracker.update(broker, state(at: second), at: start + .seconds(second), time: UInt64(second) * 1_000)
      transitions += tracker.history.after(before, through: .max).count
      if second % 600 == 599 { sizes.append(try size(of: tracker, at: start + .seconds(second))) }
    }
    #expect(transitions > 4_000)
    #expect(tracker.history.after(0, through: .max).count == TransitionRing.capacity)
    // After ten minutes all places are taken; numbers of more digits may be longer.
    let first = try #require(sizes.first)
    #expect(sizes.allSatisfy { $0 < first + first / 10 && $0 < 64 << 10 }, "\(sizes)")

    // The server has nothing of this agent: what it is told and what it is told to be missing is all there was.
    let hello = AgentHello(version: "1", incarnation: 1, node: "n", intervalMilliseconds: 1_000)
    let now = start + .seconds(hour)
    var (stream, output) = ReportStream.begin(hello, tracker, at: now, patience: configuration.welcomeDeadline)
    guard case .report(let report) = output.last else {
      Issue.record("the state does not come first")
      return
    }
    #expect(output.count == 2 && report.isFull && report.process?.status == .gone)
    output = try stream.receive(.welcome(ServerWelcome()), tracker, at: now)
    var told = 0
    var lost = 0
    for case .transition(_, let missing) in output {
      told += 1
      lost += Int(missing)
    }
    #expect(told == TransitionRing.capacity)
    #expect(told + lost == transitions)
  }

  /// The times at which it is tried in the hour, where each try is refused at once.
  private func tries(seed: UInt64) -> [Duration] {
    var generator = CourseGenerator(seed)
    var backoff = configuration.connector.backoff
    var times: [Duration] = [.zero]
    while let last = times.last, last < .seconds(hour) { times.append(last + backoff.next(using: &generator)) }
    return times
  }

  @Test func itIsTriedAgainAndAgainNeverSeldomAndNeverTogetherWithOthers() {
    let cap = configuration.connector.backoff.maximum * 1.2
    #expect(cap == .seconds(18))
    var close = 0
    let one = tries(seed: 1)
    let other = tries(seed: 2)
    for times in [one, other] {
      #expect((hour / 18)...(hour / 12 + 20) ~= times.count, "\(times.count) tries")
      for (before, after) in zip(times, times.dropFirst()) {
        #expect(after - before >= .milliseconds(400) && after - before <= cap)
      }
      // The rests at the cap are not alike.
      #expect(Set(zip(times, times.dropFirst()).map { $1 - $0 }).count > times.count - 5)
    }
    // Agents that lost their server at the same time do not come back together.
    for (mine, theirs) in zip(one, other).dropFirst(10) where abs((mine - theirs) / .milliseconds(1)) < 100 {
      close += 1
    }
    #expect(close < 30, "\(close) of \(one.count)")
  }

  @Test func itIsSaidAFewTimesOnly() {
    let now = Mutex(Duration.zero)
    let lines = Mutex(0)
    let source = ReportSource(
      configuration, AgentHello(version: "1", incarnation: 1, node: "n", intervalMilliseconds: 1_000),
      Logger(LogSink(level: .debug) { _ in lines.withLock { $0 += 1 } }), now: { now.withLock { $0 } })
    for time in tries(seed: 3) {
      now.withLock { $0 = time }
      source.logger.limited(by: source.limiter, key: "lost connectionRefused")?
        .warning("there is no connection to the control plane", [.reason: "refused"])
    }
    // Two in five minutes.
    #expect((20...26).contains(lines.withLock { $0 }))
  }
}
