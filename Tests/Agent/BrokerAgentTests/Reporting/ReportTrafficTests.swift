import Testing

@testable import BrokerAgent

@Suite struct ReportTrafficTests {
  /// A broker under load, seen by all probes for an hour, on one call.
  @Test func anHourOfABusyBrokerIsFewBytes() throws {
    let broker = WatchedBroker(
      namespace: "kafka", cluster: "events", id: 1, podName: "events-1", podUID: "u", address: "10.0.0.1")
    var generator = CourseGenerator(1)
    var tracker = StateTracker()
    let start = Duration.seconds(1_000)
    var state = FullReport.state(now: start)
    _ = tracker.update(broker, state, at: start, time: 0)
    let hello = AgentHello(version: "1", incarnation: 1, node: "n", intervalMilliseconds: 1_000)
    var (stream, _) = ReportStream.begin(hello, tracker, at: start, patience: .seconds(10))
    _ = try stream.receive(.welcome(ServerWelcome()), tracker, at: start)
    var (reports, reportBytes, heartbeats, heartbeatBytes) = (0, 0, 0, 0)
    for second in 1...3_600 {
      let now = start + .seconds(second)
      state.process.openFiles = .random(in: 800...850, using: &generator)
      state.process.residentBytes = .random(in: 4_000_000_000...4_050_000_000, using: &generator)
      state.process.seen = now
      state.kafka.latencyMicroseconds = .random(in: 400...3_000, using: &generator)
      state.kafka.seen = now
      state.logDirs[0].space?.freeBytes -= .random(in: 0...20_000_000, using: &generator)
      state.logDirs[0].space?.seen = now
      if second % 10 == 0 {
        state.logDirs[0].write?.latencyMicroseconds = .random(in: 300...9_000, using: &generator)
        state.logDirs[0].write?.seen = now
        state.logDirs[0].partitions?.namesSeen = now
        for index in state.listeners.indices {
          state.listeners[index].latencyMicroseconds = .random(in: 900...4_000, using: &generator)
          state.listeners[index].seen = now
        }
      }
      if second % 15 == 0 {
        state.figures?.requestIdlePermille = .random(in: 900...990, using: &generator)
        state.figures?.seen = now
      }
      if let output = tracker.update(broker, state, at: now, time: 0) {
        // With gRPC's prefix and HTTP/2's frame.
        reports += 1
        reportBytes += MessageEncoder.encode(output, at: now).count + 14
        stream.sent(at: now)
      } else if let beat = try stream.timeout(tracker, interval: .seconds(1), at: now) {
        heartbeats += 1
        heartbeatBytes += MessageEncoder.encode(beat, at: now).count + 14
        stream.sent(at: now)
      }
    }
    // Of 3,600 seconds about each tenth has a report.
    #expect(reports + heartbeats >= 3_590)
    #expect(reports < 800, "\(reports) reports")
    #expect(heartbeatBytes / heartbeats < 40)
    #expect(
      reportBytes + heartbeatBytes < 300_000,
      "\(reports) reports of \(reportBytes) bytes, \(heartbeats) heartbeats of \(heartbeatBytes)")
  }
}
