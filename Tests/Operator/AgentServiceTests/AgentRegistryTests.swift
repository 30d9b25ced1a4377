import AgentAPI
import ClusterTopology
import Testing

@testable import AgentService

@Suite struct AgentRegistryTests {
  private var registry = AgentRegistry()

  // MARK: Reports

  @Test mutating func aReportIsKnownWithItsHealthAndAddress() throws {
    let directives = try registry.begin(1, at: .seconds(1))
    #expect(healths(directives) == ["0 unknown healthy"])
    let known = try #require(registry.brokers(of: cluster).first)
    #expect(known.address == IPAddress("10.0.0.1"))
    #expect(known.agent == "agent/shop/kafka/0")
    #expect(registry.takeChanges() == [cluster])
    #expect(registry.takeChanges().isEmpty)
  }

  @Test mutating func aChangeReplacesThePartsThatItNamesAndNoOthers() throws {
    try registry.begin(1, at: .zero)
    func listener(_ name: String, _ state: Kafka.State) -> Listener {
      Listener {
        $0.name = name
        $0.state = state
      }
    }
    func dir(_ path: String, _ state: LogDir.State) -> LogDir {
      LogDir {
        $0.path = path
        $0.state = state
      }
    }
    _ = try registry.receive(
      change(2) {
        $0.listeners = [listener("b", .stateAnswers), listener("a", .stateRefused)]
        $0.logDirs = [dir("/d2", .stateOk), dir("/d1", .stateOk)]
      }, on: 1, at: .seconds(1))
    let directives = try registry.receive(
      change(3) {
        $0.listeners = [listener("a", .stateAnswers)]
        $0.removedListeners = ["b"]
        $0.logDirs = [dir("/d1", .stateReadOnly)]
      }, on: 1, at: .seconds(2))
    let report = try #require(registry.brokers(of: cluster).first?.report)
    #expect(report.listeners.map(\.name) == ["a"])
    #expect(report.logDirs.map(\.path) == ["/d1", "/d2"])
    #expect(report.process?.state == .stateRunning)
    #expect(report.identity?.podName == "kafka-0")
    var events: [String] = []
    for case .event(let event) in directives { events.append("\(event.subject): \(event.before) \(event.after)") }
    #expect(events == ["listener a: refused answers", "listener b: answers removed", "log-dir /d1: ok read-only"])
  }

  @Test mutating func aDirectoryThatIsAnotherOneThanBeforeIsTold() throws {
    try registry.begin(1, at: .zero)
    var sequence: UInt64 = 1
    func present(_ id: String, cluster: String = "c") -> DirIdentity {
      DirIdentity {
        $0.state = .statePresent
        $0.directoryId = id
        $0.clusterId = cluster
      }
    }
    let absent = DirIdentity { $0.state = .stateAbsent }
    let damaged = DirIdentity { $0.state = .stateDamaged }
    /// What is told, and which directory lay there before.
    let course: [(LogDir.State, DirIdentity?, told: String?, previous: String?)] = [
      (.stateOk, nil, nil, nil),
      // It is formatted for the first time.
      (.stateOk, absent, nil, nil), (.stateOk, present("A"), "none A", nil), (.stateOk, present("A"), nil, nil),
      // What cannot be told changes nothing.
      (.stateHung, present("A"), nil, nil), (.stateUnknown, nil, nil, nil), (.stateOk, damaged, nil, nil),
      // Away, and back.
      (.stateMissing, nil, "A none", "A"), (.stateMissing, nil, nil, "A"), (.stateOk, present("A"), "none A", nil),
      // Another disk, which is formatted.
      (.stateOk, absent, "A none", "A"), (.stateOk, present("B"), "none B", "A"), (.stateOk, present("B"), nil, "A"),
      (.stateOk, present("C"), "B C", "B"), (.stateOk, present("", cluster: "old"), "C old", "C"),
    ]
    for (index, step) in course.enumerated() {
      sequence += 1
      let directives = try registry.receive(
        change(sequence) {
          $0.logDirs = [
            LogDir {
              $0.path = "/d"
              $0.state = step.0
              $0.identity = step.1
            }
          ]
        }, on: 1, at: .seconds(index))
      var told: [String] = []
      for case .event(let event) in directives where event.subject == .directory("/d") {
        told.append("\(event.before) \(event.after)")
      }
      #expect(told == [step.told].compactMap { $0 }, "step \(index)")
      let previous = registry.brokers(of: cluster).first?.directories["/d"]?.previous
      #expect(previous?.name == step.previous, "step \(index)")
    }
    // A path that is no more is forgotten.
    _ = try registry.receive(change(sequence + 1) { $0.removedLogDirs = ["/d"] }, on: 1, at: .seconds(60))
    #expect(registry.brokers(of: cluster).first?.directories.isEmpty == true)
  }

  @Test mutating func aStaleReportNeverOverridesANewerOne() throws {
    try registry.begin(1, sequence: 10, at: .zero)
    for sequence: UInt64 in [9, 10] {
      let stale = change(sequence) { $0.process = .state(.stateGone) }
      #expect(healths(try registry.receive(stale, on: 1, at: .seconds(1))).isEmpty)
    }
    #expect(registry.health() == .healthy)
    #expect(registry.staleReports == 2)
    _ = try registry.receive(change(11) { $0.process = .state(.stateGone) }, on: 1, at: .seconds(2))
    #expect(registry.health() == .unhealthy)
    // Nor does a full one of the same process that was on its way for long.
    _ = try registry.receive(full(broker(0), 10), on: 1, at: .seconds(3))
    #expect(registry.brokers.first?.report.process?.state == .stateGone)
  }

  @Test mutating func aReportOfABrokerThatWasNotReportedWholeIsRefused() throws {
    _ = try registry.open(1, hello(), identities: [.local])
    #expect(throws: AgentRefusal.self) {
      try registry.receive(change(1) { $0.process = .state(.stateGone) }, on: 1, at: .zero)
    }
  }

  @Test mutating func aProcessThatIsGoneActsAtOnceAndRecoveryTakesThreeTries() throws {
    try registry.begin(1, at: .zero)
    let gone = change(2) { $0.process = .state(.stateGone) }
    #expect(healths(try registry.receive(gone, on: 1, at: .seconds(1))) == ["0 healthy unhealthy"])
    let back = change(3) {
      $0.process = .state(.stateRunning)
      $0.kafka = .state(.stateAnswers)
    }
    #expect(healths(try registry.receive(back, on: 1, at: .seconds(5))).isEmpty)
    #expect(healths(registry.beat(1, at: .seconds(6))).isEmpty)
    #expect(healths(registry.beat(1, at: .seconds(7))) == ["0 unhealthy healthy"])
  }

  @Test mutating func thePastNeverChangesWhatIsSoNow() throws {
    try registry.begin(1, sequence: 10, at: .zero)
    let past = Transition {
      $0.broker = 1
      $0.sequence = 7
      $0.subject = "process"
      $0.before = "running"
      $0.after = "gone"
      $0.lost = 3
    }
    let directives = try registry.receive(past, on: 1, at: .seconds(1))
    guard case .event(let event)? = directives.first else {
      Issue.record("no event")
      return
    }
    #expect(event.subject == .past("process") && event.reason.contains("3 that the agent lost"))
    #expect(registry.health() == .healthy)
    // Told again, it is no news.
    #expect(try registry.receive(past, on: 1, at: .seconds(2)).isEmpty)
  }

  // MARK: Silence

  @Test mutating func silenceOfFourSecondsIsUnknownAndOfTwelveUnreachable() throws {
    try registry.begin(1, at: .seconds(10))
    registry.beat(1, at: .seconds(11))
    #expect(healths(registry.run(until: .milliseconds(14_999))).isEmpty)
    #expect(healths(registry.run(until: .seconds(15))) == ["0 healthy unknown"])
    #expect(healths(registry.run(until: .milliseconds(22_999))).isEmpty)
    #expect(healths(registry.run(until: .seconds(23))) == ["0 unknown unreachable"])
  }

  @Test mutating func anAgentThatSamplesSeldomIsGivenThreeIntervals() throws {
    _ = try registry.open(1, hello(interval: 10_000), identities: [.local])
    _ = try registry.receive(full(broker(0), 1), on: 1, at: .zero)
    #expect(healths(registry.run(until: .milliseconds(29_999))).isEmpty)
    #expect(healths(registry.run(until: .seconds(30))) == ["0 healthy unknown"])
  }

  @Test mutating func theEndOfACallAloneChangesNothing() throws {
    try registry.begin(1, at: .zero)
    registry.close(1)
    #expect(registry.health() == .healthy)
    #expect(registry.callCount == 0)
    #expect(healths(registry.run(until: .seconds(4))) == ["0 healthy unknown"])
  }

  @Test mutating func aBrokerThatLeftIsUnreachableAndAnotherAgentMayTakeItAtOnce() throws {
    try registry.begin(1, incarnation: 200, at: .zero)
    let gone = BrokerGone {
      $0.broker = 1
      $0.sequence = 5
    }
    #expect(healths(registry.receive(gone, on: 1, at: .seconds(1))) == ["0 healthy unreachable"])
    // By an older process on another node, say: clocks of nodes are no measure here.
    try registry.begin(2, incarnation: 100, pod: "uid-2", streak: 3, at: .seconds(1))
    #expect(registry.health() == .healthy)
  }

  @Test mutating func whatIsSilentForAnHourIsForgotten() throws {
    try registry.begin(1, at: .zero)
    registry.close(1)
    registry.run(until: .seconds(3599))
    #expect(registry.brokerCount == 1)
    registry.run(until: .seconds(3600))
    #expect(registry.brokerCount == 0)
    #expect(registry.nextDeadline == nil)
  }

  // MARK: Incarnations

  @Test mutating func anAgentThatReconnectsGoesOnAndItsOldCallIsEnded() throws {
    try registry.begin(1, sequence: 10, at: .zero)
    #expect(try registry.open(2, hello(), identities: [.broker(broker(0))]) == 10)
    let directives = try registry.receive(full(broker(0), 10), on: 2, at: .milliseconds(100))
    #expect(directives == [.end(1, AgentRefusal(.taken, "the agent has come back on another call"))])
    #expect(registry.health() == .healthy)
    #expect(registry.staleReports == 0)
  }

  @Test mutating func aNewerIncarnationOfThePodReplacesACallThatIsSilentForTwoSeconds() throws {
    try registry.begin(1, sequence: 10, at: .zero)
    let refusal = #expect(throws: AgentRefusal.self) {
      try registry.begin(2, incarnation: 101, at: .milliseconds(1999))
    }
    #expect(refusal?.code == .taken)
    registry.close(2)
    try registry.begin(3, incarnation: 101, sequence: 1, .stateGone, .stateRefused, at: .seconds(2))
    #expect(registry.health() == .unhealthy)
    // The one before has nothing to say any more.
    let late = #expect(throws: AgentRefusal.self) {
      try registry.receive(change(11) { $0.process = .state(.stateRunning) }, on: 1, at: .seconds(3))
    }
    #expect(late?.code == .taken)
    #expect(registry.health() == .unhealthy)
  }

  @Test mutating func anotherAgentOfALivingOneIsRefusedHoweverOftenItComes() throws {
    try registry.begin(1, at: .zero)
    for second: Int64 in 1...20 {
      registry.beat(1, at: .seconds(second))
      let refusal = #expect(throws: AgentRefusal.self) {
        try registry.begin(
          AgentCallID(rawValue: UInt64(second) + 1), incarnation: 200, pod: "uid-2", .stateGone,
          at: .seconds(second) + .milliseconds(500))
      }
      #expect(refusal?.code == .taken)
      #expect(refusal?.message.contains("kafka-0") == true)
      registry.close(AgentCallID(rawValue: UInt64(second) + 1))
    }
    #expect(registry.health() == .healthy)
  }

  @Test mutating func anOlderIncarnationTakesOverOnlyWhenTheNewerIsGivenUp() throws {
    try registry.begin(1, incarnation: 200, at: .zero)
    registry.close(1)
    #expect(throws: AgentRefusal.self) { try registry.begin(2, incarnation: 100, at: .milliseconds(11_999)) }
    registry.close(2)
    // The clock of the node was set back, say.
    try registry.begin(3, incarnation: 100, streak: 3, at: .seconds(12))
    #expect(registry.health() == .healthy)
  }

  @Test mutating func anAgentWhoseCallIsOverIsReplacedByANewerOneAtOnce() throws {
    try registry.begin(1, sequence: 50, at: .zero)
    registry.close(1)
    try registry.begin(2, incarnation: 101, sequence: 1, .stateRunning, .stateRefused, at: .milliseconds(300))
    #expect(registry.health() == .unhealthy)
    #expect(try registry.open(3, hello(101), identities: [.broker(broker(0))]) == 1)
  }

  // MARK: Bounds

  @Test mutating func aHelloWithoutIncarnationOrIdentityIsRefused() {
    #expect(throws: AgentRefusal.self) { try registry.open(1, Hello(), identities: [.local]) }
    let refusal = #expect(throws: AgentRefusal.self) { try registry.open(1, hello(), identities: []) }
    #expect(refusal?.code == .denied)
  }

  @Test func whatIsNoReportIsRefused() throws {
    let wrong: [(inout Report) -> Void] = [
      { $0.broker = 0 }, { $0.identity = nil }, { $0.identity?.cluster = "" }, { $0.identity?.namespace = "a/b" },
      { $0.identity?.brokerId = 1 << 31 }, { $0.identity?.address = "kafka-0" }, { $0.identity?.address = "0.0.0.0" },
      { $0.listeners = [Listener(), Listener()] }, { $0.logDirs = [LogDir(), LogDir()] },
      { $0.logDirs = [LogDir { $0.path = String(repeating: "x", count: 1025) }] },
      { $0.listeners = (0..<129).map { number in Listener { $0.name = "\(number)" } } },
    ]
    for change in wrong {
      var registry = AgentRegistry()
      _ = try registry.open(1, hello(), identities: [.local])
      var report = full(broker(0), 1)
      change(&report)
      #expect(throws: AgentRefusal.self) { try registry.receive(report, on: 1, at: .zero) }
      #expect(registry.brokerCount == 0)
    }
  }

  @Test mutating func reportsTogetherNameNoMoreThanOneMay() throws {
    _ = try registry.open(1, hello(), identities: [.local])
    _ = try registry.receive(full(broker(0), 1), on: 1, at: .zero)
    func listeners(_ numbers: Range<Int>) -> [Listener] { numbers.map { number in Listener { $0.name = "\(number)" } } }
    _ = try registry.receive(change(2) { $0.listeners = listeners(0..<128) }, on: 1, at: .zero)
    #expect(throws: AgentRefusal.self) {
      try registry.receive(change(3) { $0.listeners = listeners(128..<129) }, on: 1, at: .zero)
    }
    #expect(throws: AgentRefusal.self) {
      try registry.receive(
        change(3) { $0.logDirs = (0..<129).map { n in LogDir { $0.path = "\(n)" } } }, on: 1, at: .zero)
    }
    _ = try registry.receive(
      change(3) {
        $0.listeners = listeners(128..<256)
        $0.removedListeners = (0..<128).map { "\($0)" }
      }, on: 1, at: .zero)
    #expect(registry.brokers.first?.report.listeners.count == 128)
  }

  @Test mutating func aLongProblemIsCut() throws {
    _ = try registry.open(1, hello(), identities: [.local])
    var report = full(broker(0), 1)
    report.kafka?.problem = String(repeating: "é", count: 10_000)
    _ = try registry.receive(report, on: 1, at: .zero)
    #expect((registry.brokers.first?.report.kafka?.problem.utf8.count ?? 9999) <= 260)
  }

  @Test func whatAnAgentMayHaveKeptIsBounded() throws {
    var limits = AgentServiceLimits()
    limits.maximumAgentSize = 4000
    limits.maximumBrokersOfAgent = 20
    limits.maximumBrokers = 30
    limits.maximumCalls = 3
    var registry = AgentRegistry(limits: limits)
    func flood(_ call: AgentCallID, from first: Int32, padding: Int) throws -> AgentRefusal? {
      _ = try registry.open(call, hello(100 + call.rawValue), identities: [.local])
      for id in first..<first + 100 {
        var report = full(broker(id), number: UInt32(id + 1), 1)
        report.kafka?.problem = String(repeating: "x", count: padding)
        do { _ = try registry.receive(report, on: call, at: .zero) } catch { return error }
      }
      return nil
    }
    #expect(try flood(1, from: 0, padding: 1000)?.code == .tooMuch)
    registry.close(1)
    #expect(registry.brokerCount < 5)
    #expect(try flood(2, from: 1000, padding: 0)?.code == .tooMuch)
    #expect(registry.brokerCount < 26)
    #expect(try flood(3, from: 2000, padding: 0)?.code == .tooMuch)
    #expect(registry.brokerCount == 30)
    #expect(try registry.open(4, hello(), identities: [.local]) == 0)
    #expect(throws: AgentRefusal.self) { try registry.open(5, hello(), identities: [.local]) }
  }
}
