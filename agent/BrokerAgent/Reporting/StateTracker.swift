/// What the agent has told of its brokers, and what is to be told of what they are now.
///
/// Every call to every replica gets the same changes with the same sequence numbers, and begins with what was told so far:
/// replicas that have heard the same number know the same. Facts are told at once; figures that are always in motion when they
/// moved by much, or after a rest (see `PartDifference`). It takes the time, and does nothing else.
struct StateTracker: Sendable {
  /// What was told of one broker, and when.
  fileprivate struct Told: Sendable {
    let number: UInt32
    var broker: WatchedBroker
    var state: BrokerState
    var process: Duration
    var kafka: Duration
    var figures: Duration
    /// In the order of `state.listeners`.
    var listeners: [Duration]
    /// In the order of `state.logDirs`.
    var logDirs: [Duration]

    init(_ number: UInt32, _ broker: WatchedBroker, _ state: BrokerState, at now: Duration) {
      self.number = number
      self.broker = broker
      self.state = state
      process = now
      kafka = now
      figures = now
      listeners = [Duration](repeating: now, count: state.listeners.count)
      logDirs = [Duration](repeating: now, count: state.logDirs.count)
    }
  }

  /// The number of the last change; 0 where there was none.
  private(set) var sequence: UInt64 = 0
  /// What went from one state to another.
  private(set) var history: TransitionRing
  private var brokers: [Told] = []
  private var lastNumber: UInt32 = 0

  init(history: TransitionRing = TransitionRing()) { self.history = history }

  /// How many brokers are watched.
  var count: Int { brokers.count }

  /// All that was told, as a new call begins with it.
  func reports() -> [AgentOutput] {
    brokers.map { .report(BrokerReport(number: $0.number, sequence: sequence, of: $0.broker, $0.state)) }
  }

  /// Takes what a broker is now.
  ///
  /// - Parameter time: In milliseconds since 1970, for people.
  /// - Returns: What is to be told, if anything.
  mutating func update(
    _ broker: WatchedBroker, _ state: BrokerState, at now: Duration, time: UInt64
  ) -> AgentOutput? {
    let state = state.withoutDoubles
    guard let index = brokers.firstIndex(where: { $0.broker.isSameBroker(as: broker) }) else {
      lastNumber += 1
      return tellAll(Told(lastNumber, broker, state, at: now), instead: BrokerState(), at: brokers.count, time: time)
    }
    let old = brokers[index]
    // A part that is missing means that nothing changed: that figures are no more takes a whole report.
    if old.broker != broker || old.state.figures != nil && state.figures == nil {
      return tellAll(Told(old.number, broker, state, at: now), instead: old.state, at: index, time: time)
    }
    var report = BrokerReport(number: old.number, sequence: sequence + 1)
    brokers[index].take(state, at: now, into: &report)
    guard !report.isEmpty else { return nil }
    sequence += 1
    note(from: old.state, to: brokers[index].state, of: old.number, time: time)
    return .report(report)
  }

  private mutating func tellAll(_ told: Told, instead old: BrokerState, at index: Int, time: UInt64) -> AgentOutput {
    sequence += 1
    if index == brokers.count { brokers.append(told) } else { brokers[index] = told }
    note(from: old, to: told.state, of: told.number, time: time)
    return .report(BrokerReport(number: told.number, sequence: sequence, of: told.broker, told.state))
  }

  /// The broker is not watched any more. Its pod counts: one that has taken its place is not meant.
  mutating func remove(_ broker: WatchedBroker) -> AgentOutput? {
    guard
      let index = brokers.firstIndex(where: { $0.broker.isSameBroker(as: broker) && $0.broker.podUID == broker.podUID })
    else { return nil }
    sequence += 1
    let number = brokers.remove(at: index).number
    history.remove(broker: number)
    return .gone(broker: number, sequence: sequence)
  }

  // MARK: Transitions

  private mutating func note(from old: BrokerState, to new: BrokerState, of number: UInt32, time: UInt64) {
    func append(_ subject: BrokerTransition.Subject, _ before: String, _ after: String) {
      history.append(
        BrokerTransition(
          number: number, sequence: sequence, timeMilliseconds: time, subject: subject, before: before, after: after))
    }
    let isRestarted = old.process.status == .running && old.process.restarts != new.process.restarts
    if old.process.status != new.process.status || isRestarted {
      append(.process, old.process.status.name, new.process.status.name)
    }
    if old.kafka.status != new.kafka.status { append(.kafka, old.kafka.status.name, new.kafka.status.name) }
    for listener in new.listeners {
      let before = old.listeners.first { $0.name == listener.name }?.status ?? .unknown
      if before != listener.status { append(.listener(listener.name), before.name, listener.status.name) }
    }
    for listener in old.listeners where !new.listeners.contains(where: { $0.name == listener.name }) {
      append(.listener(listener.name), listener.status.name, "removed")
    }
    for dir in new.logDirs {
      let before = old.logDirs.first { $0.path == dir.path }?.status ?? .unknown
      if before != dir.status { append(.logDir(dir.path), before.name, dir.status.name) }
    }
    for dir in old.logDirs where !new.logDirs.contains(where: { $0.path == dir.path }) {
      append(.logDir(dir.path), dir.status.name, "removed")
    }
  }
}

extension StateTracker.Told {
  /// Puts what is due into a report, and remembers that it was told.
  fileprivate mutating func take(_ new: BrokerState, at now: Duration, into report: inout BrokerReport) {
    if PartDifference.of(state.process, new.process).isDue(told: process, at: now) {
      report.process = new.process
      state.process = new.process
      process = now
    }
    if PartDifference.of(state.kafka, new.kafka).isDue(told: kafka, at: now) {
      report.kafka = new.kafka
      state.kafka = new.kafka
      kafka = now
    }
    if let newer = new.figures {
      let difference = state.figures.map { PartDifference.of($0, newer) } ?? .fact
      if difference.isDue(told: figures, at: now) {
        report.figures = newer
        state.figures = newer
        figures = now
      }
    }
    takeListeners(new.listeners, at: now, into: &report)
    takeLogDirs(new.logDirs, at: now, into: &report)
  }

  private mutating func takeListeners(_ new: [ListenerState], at now: Duration, into report: inout BrokerReport) {
    for index in state.listeners.indices.reversed()
    where !new.contains(where: { $0.name == state.listeners[index].name }) {
      report.removedListeners.append(state.listeners.remove(at: index).name)
      listeners.remove(at: index)
    }
    for listener in new {
      guard let index = state.listeners.firstIndex(where: { $0.name == listener.name }) else {
        state.listeners.append(listener)
        listeners.append(now)
        report.listeners.append(listener)
        continue
      }
      let difference = PartDifference.of(state.listeners[index], listener)
      guard difference.isDue(told: listeners[index], at: now) else { continue }
      state.listeners[index] = listener
      listeners[index] = now
      report.listeners.append(listener)
    }
  }

  private mutating func takeLogDirs(_ new: [LogDirState], at now: Duration, into report: inout BrokerReport) {
    for index in state.logDirs.indices.reversed() where !new.contains(where: { $0.path == state.logDirs[index].path }) {
      report.removedLogDirs.append(state.logDirs.remove(at: index).path)
      logDirs.remove(at: index)
    }
    for dir in new {
      guard let index = state.logDirs.firstIndex(where: { $0.path == dir.path }) else {
        state.logDirs.append(dir)
        logDirs.append(now)
        report.logDirs.append(dir)
        continue
      }
      guard PartDifference.of(state.logDirs[index], dir).isDue(told: logDirs[index], at: now) else { continue }
      state.logDirs[index] = dir
      logDirs[index] = now
      report.logDirs.append(dir)
    }
  }
}

extension WatchedBroker {
  /// Whether both are the same broker of Kafka, whatever its pod.
  fileprivate func isSameBroker(as other: WatchedBroker) -> Bool {
    id == other.id && cluster == other.cluster && namespace == other.namespace
  }
}

extension BrokerState {
  /// Of parts with the same name, the first.
  fileprivate var withoutDoubles: BrokerState {
    var state = self
    for index in state.listeners.indices.reversed()
    where state.listeners[..<index].contains(where: { $0.name == state.listeners[index].name }) {
      state.listeners.remove(at: index)
    }
    for index in state.logDirs.indices.reversed()
    where state.logDirs[..<index].contains(where: { $0.path == state.logDirs[index].path }) {
      state.logDirs.remove(at: index)
    }
    return state
  }
}
