import KubernetesObjects

/// Makes events of reports, as a value: it is told what happened and what came of its writes, and says what to write and when.
///
/// - A report that is new is an event: it is written at once, if its object has not had too many of late.
/// - A report that repeats an event counts in its `series`: the first repeat is written at once, later ones together, after
///   rests that grow.
/// - An event that does not repeat for a while is over.
///
/// An event's name follows from what it says and when: a write that is tried again cannot make two of it. It must never hold
/// more than its bounds, and never forget repeats of an event that it still holds.
public struct EventCorrelator: Sendable {
  private struct Series: Sendable {
    var event: Event
    var count = 1
    var lastObserved: MicroTime
    var lastSeen: Duration
    /// The count that the server has; zero where it does not have the event.
    var written = 0
    var writing: Int?
    /// When the next write is due; nil where nothing is to be written.
    var dueAt: Duration?
    var restUntil: Duration
    var rest: Duration
    var failures = 0

    var isIdle: Bool { dueAt == nil && writing == nil }
  }

  private let controller: String
  private let instance: String
  private let limits: EventLimits
  private var generator: SeededGenerator
  private var series: [EventReport: Series] = [:]
  private var due = DeadlineHeap<EventReport>()
  private var ends = DeadlineHeap<EventReport>()
  private var objects: ObjectRates
  private var writes: EventTokens
  private var counters = EventFigures()

  /// A correlator that knows of nothing.
  ///
  /// - Parameters:
  ///   - controller: who tells, as `koperator.io/operator`.
  ///   - instance: which of them tells: the pod's name.
  public init(
    controller: String, instance: String, limits: EventLimits = EventLimits(), seed: UInt64, at now: Duration
  ) {
    self.controller = controller.cut(at: EventReport.longestWord)
    self.instance = instance.cut(at: EventReport.longestWord)
    self.limits = limits
    generator = SeededGenerator(seed: seed)
    objects = ObjectRates(limits)
    writes = EventTokens(size: limits.writeBurst, interval: limits.writeInterval, at: now)
  }

  /// The figures now.
  public var figures: EventFigures {
    var figures = counters
    figures.remembered = series.count
    for entry in series.values where !entry.isIdle { figures.waiting += 1 }
    return figures
  }

  /// Something happened.
  public mutating func record(_ report: EventReport, at time: ClockReading) {
    let now = time.monotonic
    endSeries(at: now)
    if var known = series[report] {
      known.count += 1
      known.lastObserved = max(time.wall, known.lastObserved)
      known.lastSeen = now
      series[report] = known
      return schedule(report, at: now)
    }
    guard hasRoom else { return drop(.full) }
    guard objects.take(report.regarding, at: now) else { return drop(.rate) }
    makeRoom()
    series[report] = Series(
      event: event(report, at: time.wall), lastObserved: time.wall, lastSeen: now, restUntil: now, rest: limits.rest)
    ends.insert(report, at: now + limits.quiet)
    schedule(report, at: now)
  }

  /// What is to be written now; nil where there is nothing, or too much was written of late.
  public mutating func next(at now: Duration) -> EventWrite? {
    endSeries(at: now)
    while let (time, report) = due.first, time <= now {
      guard var entry = series[report], entry.dueAt == time, entry.writing == nil else {
        due.removeFirst()
        continue
      }
      guard writes.take(at: now) else { return nil }
      due.removeFirst()
      entry.dueAt = nil
      entry.writing = entry.count
      series[report] = entry
      return EventWrite(report: report, content: content(entry))
    }
    return nil
  }

  /// When `next` may have something; nil where nothing waits.
  public mutating func nextWrite(at now: Duration) -> Duration? {
    guard let time = due.first?.time else { return nil }
    return max(time, writes.freeFrom(at: now))
  }

  /// A write has ended.
  public mutating func finish(_ report: EventReport, _ result: EventWriteResult, at now: Duration) {
    guard var entry = series[report], let count = entry.writing else { return }
    entry.writing = nil
    switch result {
    case .written:
      if entry.written == 0 {
        counters.created += 1
      } else {
        counters.repeated += 1
        entry.restUntil = now + entry.rest
        entry.rest = min(entry.rest * 2, limits.longestRest)
      }
      entry.written = count
      entry.failures = 0
    case .gone:
      entry.written = 0
      entry.failures += 1
      entry.restUntil = now
    case .failed(let least):
      entry.failures += 1
      entry.restUntil = now + least + Backoff.requests.rest(after: entry.failures, using: &generator)
    case .interrupted: entry.restUntil = now
    case .refused: return forget(report, .refused)
    }
    if entry.failures >= limits.tries { return forget(report, .failed) }
    series[report] = entry
    schedule(report, at: now)
  }

  /// Makes all that waits due now: there is no later.
  public mutating func hurry(at now: Duration) {
    for (report, entry) in series {
      guard let time = entry.dueAt, time > now else { continue }
      series[report]?.dueAt = now
      series[report]?.restUntil = now
      due.insert(report, at: now)
    }
  }

  // MARK: Events

  private func event(_ report: EventReport, at time: MicroTime) -> Event {
    let namespace = report.regarding.namespace.flatMap { $0.isEmpty ? nil : $0 } ?? "default"
    let name = EventName.of(report, by: controller, instance, at: time)
    return Event(
      metadata: ObjectMeta(name: name, namespace: namespace), eventTime: time, reportingController: controller,
      reportingInstance: instance, action: report.action, reason: report.reason, regarding: report.regarding,
      related: report.related, note: report.note, type: report.type.rawValue)
  }

  private func content(_ entry: Series) -> EventWrite.Content {
    // One that happened once has no series.
    let repeats = entry.count > 1 ? EventSeries(count: entry.count, lastObservedTime: entry.lastObserved) : nil
    if entry.written > 0, let repeats {
      return .patch(
        name: entry.event.metadata.name, namespace: entry.event.metadata.namespace ?? "default", repeats)
    }
    var event = entry.event
    event.series = repeats
    return .create(event)
  }

  private mutating func schedule(_ report: EventReport, at now: Duration) {
    guard let entry = series[report], entry.isIdle, entry.count > entry.written else { return }
    let time = max(now, entry.restUntil)
    series[report]?.dueAt = time
    due.insert(report, at: time)
  }

  // MARK: Bounds

  /// Whether one more event can be held, perhaps in place of the oldest one.
  private var hasRoom: Bool {
    if series.count < limits.series { return true }
    return ends.first.map { series[$0.entry]?.isIdle == true } ?? false
  }

  /// Forgets the oldest event if there is no room for another one.
  private mutating func makeRoom() {
    guard series.count >= limits.series, let oldest = ends.first?.entry else { return }
    ends.removeFirst()
    series[oldest] = nil
  }

  /// Forgets the events that are over.
  private mutating func endSeries(at now: Duration) {
    while let (time, report) = ends.first, time <= now {
      ends.removeFirst()
      guard let entry = series[report] else { continue }
      let end = entry.isIdle ? entry.lastSeen + limits.quiet : max(entry.lastSeen, now) + limits.quiet
      if end > now { ends.insert(report, at: end) } else { series[report] = nil }
    }
  }

  private mutating func forget(_ report: EventReport, _ reason: EventDrop) {
    series[report] = nil
    ends.removeAll { _, other in other != report }
    drop(reason)
  }

  private mutating func drop(_ reason: EventDrop) { counters.dropped[reason, default: 0] += 1 }
}
