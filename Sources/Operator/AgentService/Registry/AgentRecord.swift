import AgentAPI

/// What is known of one broker by its agent.
struct AgentRecord: Sendable, Hashable {
  let key: BrokerKey
  /// The agent, by what it may report; two processes of it have the same.
  var agent: String
  var incarnation: UInt64
  /// The call that reports it; nil where that is over.
  var call: AgentCallID?
  /// All that was said, as one full report.
  var report = BrokerReport()
  /// When the agent sent anything.
  var lastHeard: Duration
  /// From when silence is counted, where that is later: we were blind before.
  var countsFrom: Duration?
  /// Between two samples of the agent.
  var interval: Duration
  var machine: BrokerHealthMachine
  /// Whether the agent said that the broker left.
  var hasLeft = false
  /// The newest transition of the past that was told.
  var lastPast: UInt64 = 0
  /// What lay at the paths of its log directories.
  private(set) var directories: [String: DirectoryHistory] = [:]
  /// What is kept of it, in bytes as encoded.
  var size = 0
  private var processSeen = Duration.zero
  private var kafkaSeen = Duration.zero

  init(_ key: BrokerKey, _ call: AgentCall, limits: AgentServiceLimits, at now: Duration) {
    self.key = key
    agent = call.agent
    incarnation = call.incarnation
    self.call = call.id
    lastHeard = now
    interval = call.interval
    machine = BrokerHealthMachine(damping: limits.damping)
  }

  var identity: BrokerIdentity { report.identity ?? BrokerIdentity() }

  /// Another process, or another pod, reports it: what the one before said is no measure for its sequence numbers.
  mutating func turn(to call: AgentCall) {
    if incarnation != call.incarnation {
      report.sequence = 0
      lastPast = 0
    }
    agent = call.agent
    incarnation = call.incarnation
    self.call = call.id
    interval = call.interval
    hasLeft = false
  }

  /// Takes a report that is not stale; returns what changed of what was known before.
  mutating func take(_ next: BrokerReport, at now: Duration) -> [Change] {
    let before = report
    report.merge(next)
    let replaced = seeDirectories(at: now)
    size = report.encodedSize
    for directory in directories.values { size += directory.size }
    if let process = next.process { processSeen = now - .milliseconds(Int64(process.ageMs)) }
    if let kafka = next.kafka { kafkaSeen = now - .milliseconds(Int64(kafka.ageMs)) }
    let sight = BrokerSight(report.process, seen: processSeen, report.kafka, seen: kafkaSeen, broker: key.id)
    let streak = next.kafka.map { max(1, $0.streak) } ?? 0
    machine.see(sight, streak: streak, interval: interval, at: now)
    return before.identity == nil ? [] : Change.changes(from: before, to: report) + replaced
  }

  /// Looks whether other directories lie where there were some before.
  private mutating func seeDirectories(at now: Duration) -> [Change] {
    var seen: [String: DirectoryHistory] = [:]
    var changes: [Change] = []
    for dir in report.logDirs {
      var history = directories[dir.path] ?? DirectoryHistory()
      let before = history.current ?? ""
      if history.see(dir, at: now) {
        let after = history.current ?? ""
        changes.append(
          Change(
            subject: .directory(dir.path), before: before.isEmpty ? "none" : before,
            after: after.isEmpty ? "none" : after, reason: ""))
      }
      seen[dir.path] = history
    }
    directories = seen
    return changes
  }

  /// Whether silence of this length counts as `silence`.
  func silence(at now: Duration, limits: AgentServiceLimits, isBlind: Bool) -> BrokerHealthMachine.Silence {
    if hasLeft { return .long }
    if now - lastHeard < limits.unknownAfter(interval: interval) { return .none }
    if machine.silence == .long { return .long }
    if isBlind || now - max(lastHeard, countsFrom ?? lastHeard) < limits.unreachableAfter(interval: interval) {
      return .short
    }
    return .long
  }

  /// When silence will mean more than it does, or the record is to be forgotten.
  func nextDeadline(limits: AgentServiceLimits, isBlind: Bool) -> Duration {
    switch machine.silence {
    case .none: lastHeard + limits.unknownAfter(interval: interval)
    case .short where !isBlind:
      max(lastHeard, countsFrom ?? lastHeard) + limits.unreachableAfter(interval: interval)
    case .short, .long: lastHeard + limits.forgottenAfter
    }
  }
}

extension AgentRecord {
  /// A part that has another state than before.
  struct Change: Sendable, Hashable {
    let subject: AgentEvent.Subject
    let before: String
    let after: String
    let reason: String

    /// A listener or log directory that comes was unknown before; one that goes is removed.
    static func changes(from before: BrokerReport, to after: BrokerReport) -> [Change] {
      var changes: [Change] = []
      func compare(_ subject: AgentEvent.Subject, _ one: String, _ other: String, _ reason: String) {
        if one != other { changes.append(Change(subject: subject, before: one, after: other, reason: reason)) }
      }
      compare(.process, before.process.name, after.process.name, after.process?.problem ?? "")
      compare(.kafka, before.kafka.name, after.kafka.name, after.kafka?.problem ?? "")
      for name in Set(before.listeners.map(\.name) + after.listeners.map(\.name)).sorted() {
        let next = after.listeners.first { $0.name == name }
        let last = before.listeners.first { $0.name == name }
        compare(.listener(name), last.name, next?.stateName ?? "removed", next?.problem ?? "")
      }
      for path in Set(before.logDirs.map(\.path) + after.logDirs.map(\.path)).sorted() {
        let next = after.logDirs.first { $0.path == path }
        compare(
          .logDir(path), before.logDirs.first { $0.path == path }.name, next?.stateName ?? "removed",
          next?.problem ?? "")
      }
      return changes
    }
  }
}

extension Process? {
  fileprivate var name: String {
    switch self?.state {
    case .stateRunning: "running"
    case .stateGone: "gone"
    case .stateStopped: "stopped"
    default: "unknown"
    }
  }
}

extension Kafka.State? {
  fileprivate var name: String {
    switch self {
    case .stateAnswers: "answers"
    case .stateRefused: "refused"
    case .stateTimedOut: "timed-out"
    case .stateBroken: "broken"
    case .stateTlsOnly: "tls-only"
    case .stateUnreachable: "unreachable"
    default: "unknown"
    }
  }
}

extension Kafka? {
  fileprivate var name: String { (self?.state).name }
}

extension Listener? {
  fileprivate var name: String { (self?.state).name }
}

extension LogDir? {
  fileprivate var name: String {
    switch self?.state {
    case .stateOk: "ok"
    case .stateReadOnly: "read-only"
    case .stateFailed: "failed"
    case .stateMissing: "missing"
    case .stateHung: "hung"
    case .stateFull: "full"
    case .stateNotWritable: "not-writable"
    default: "unknown"
    }
  }
}

// The names of states, for people.
extension BrokerReport {
  var processName: String { process.name }
  var kafkaName: String { kafka.name }
}

extension Listener {
  var stateName: String { Optional(self).name }
}

extension LogDir {
  var stateName: String { Optional(self).name }
}
