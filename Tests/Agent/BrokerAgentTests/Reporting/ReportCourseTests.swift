import Testing

@testable import BrokerAgent

/// Courses by chance: whatever happens to the brokers and whenever replicas come and go, they know what the tracker told.
@Suite struct ReportCourseTests {
  private struct Replica {
    var stream: ReportStream
    var model = ReplicaModel()
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func everyReplicaKnowsTheSame(seed: UInt64) throws {
    var course = Course(random: RandomStates(seed: seed))
    var random = RandomStates(seed: seed &* 7_919)
    var tracker = StateTracker(history: TransitionRing(capacity: 16))
    var replicas: [Replica] = []
    var lastHeard: UInt64 = 0
    let hello = AgentHello(version: "1", incarnation: 1, node: "n", intervalMilliseconds: 1_000)
    for step in 0..<400 {
      let now = course.now
      for output in course.step(&tracker) {
        for index in replicas.indices {
          replicas[index].model.hear(output)
          replicas[index].stream.sent(at: now)
        }
      }
      for index in replicas.indices {
        let interval = Duration.seconds(1)
        guard replicas[index].stream.isWelcomed || step % 3 == 0 else { continue }
        if let beat = try? replicas[index].stream.timeout(tracker, interval: interval, at: now) {
          replicas[index].model.hear(beat)
          replicas[index].stream.sent(at: now)
        }
      }
      if random.chance(12), replicas.count < 4 {
        let (stream, output) = ReportStream.begin(hello, tracker, at: now, patience: .seconds(3_600))
        var replica = Replica(stream: stream)
        for one in output { replica.model.hear(one) }
        replicas.append(replica)
      }
      if random.chance(6), let index = replicas.indices.randomElement(using: &random.generator) {
        var welcome = ServerWelcome()
        welcome.lastSequence = lastHeard
        let history = try replicas[index].stream.receive(.welcome(welcome), tracker, at: now)
        // What it missed changes nothing.
        let before = replicas[index].model
        for one in history { replicas[index].model.hear(one) }
        #expect(replicas[index].model == before)
      }
      if random.chance(20), !replicas.isEmpty { lastHeard = replicas.removeFirst().model.sequence }

      let whole = ReplicaModel([.hello(hello)] + tracker.reports())
      for replica in replicas {
        #expect(replica.model.brokers == whole.brokers, "step \(step)")
        #expect(replica.model.problems == [], "step \(step)")
      }
      course.expectFactsAreTold(whole, step: step)
      course.advance()
    }
  }

  @Test func whatIsWrittenFoldsToTheSameAsWell() throws {
    // The same by way of bytes: what the server's reader makes of each change, part by part.
    var course = Course(random: RandomStates(seed: 99))
    var tracker = StateTracker()
    for _ in 0..<300 {
      for output in course.step(&tracker) {
        guard case .report(let report) = output else { continue }
        let expected = ExpectedMessages(now: course.now).report(report)
        #expect(try WireReports.read(MessageEncoder.encode(output, at: course.now)) == expected)
      }
      course.advance()
    }
  }
}

/// Brokers to which things happen.
private struct Course {
  var random: RandomStates
  private var watched: [(broker: WatchedBroker, state: BrokerState)] = []
  private var nextPod = 0

  init(random: RandomStates) { self.random = random }

  var now: Duration { random.now }

  mutating func advance() { random.now += .milliseconds(Int.random(in: 0...4_000, using: &random.generator)) }

  /// One thing happens; gives what is to be told.
  mutating func step(_ tracker: inout StateTracker) -> [AgentOutput] {
    if watched.isEmpty || random.chance(40), watched.count < 3 {
      nextPod += 1
      let broker = WatchedBroker(
        namespace: "n", cluster: "c", id: Int32(nextPod % 4), podName: "p", podUID: "\(nextPod)", address: "")
      watched.removeAll { $0.broker.id == broker.id }
      watched.append((broker, random.state()))
    } else if random.chance(60), let broker = watched.popLast()?.broker {
      return [tracker.remove(broker)].compactMap { $0 }
    }
    guard let index = watched.indices.randomElement(using: &random.generator) else { return [] }
    var state = watched[index].state
    change(&state)
    watched[index].state = state
    if random.chance(50) { watched[index].broker.address += "1" }
    let output = tracker.update(watched[index].broker, watched[index].state, at: now, time: 0)
    return [output].compactMap { $0 }
  }

  private mutating func change(_ state: inout BrokerState) {
    switch Int.random(in: 0..<16, using: &random.generator) {
    case 0: state.process = random.process()
    case 1: state.kafka = random.kafka()
    case 2: state.figures = random.chance(3) ? nil : random.figures()
    case 3: state.listeners.append(random.listener("L\(Int.random(in: 0...4, using: &random.generator))"))
    case 4: if !state.listeners.isEmpty { state.listeners.removeFirst() }
    case 5: state.logDirs.append(random.logDir("/d\(Int.random(in: 0...4, using: &random.generator))"))
    case 6: if !state.logDirs.isEmpty { state.logDirs.removeLast() }
    case 7: state.listeners.reverse()
    case 8: state = random.state()
    case 9: for index in state.logDirs.indices { state.logDirs[index].space?.freeBytes &+= 4_096 }
    case 10: for index in state.logDirs.indices { state.logDirs[index].partitions?.namesSeen = now }
    case 11: state.process.openFiles &+= 1
    case 12: state.kafka.latencyMicroseconds = state.kafka.latencyMicroseconds &+ 1
    default:
      state.process.seen = now
      state.kafka.seen = now
      for index in state.listeners.indices { state.listeners[index].seen = now }
    }
  }

  /// No fact waits: what was told differs from what is in noise and age alone.
  func expectFactsAreTold(_ model: ReplicaModel, step: Int) {
    for (broker, state) in watched {
      guard let told = model.brokers.values.first(where: { $0.identity.id == broker.id }) else { continue }
      guard told.identity == broker else { continue }
      if let process = told.process { #expect(PartDifference.of(process, state.process) != .fact, "step \(step)") }
      if let kafka = told.kafka { #expect(PartDifference.of(kafka, state.kafka) != .fact, "step \(step)") }
      #expect((told.figures == nil) == (state.figures == nil), "step \(step)")
      #expect(Set(told.logDirs.keys) == Set(state.logDirs.map(\.path)), "step \(step)")
      #expect(Set(told.listeners.keys) == Set(state.listeners.map(\.name)), "step \(step)")
    }
  }
}
