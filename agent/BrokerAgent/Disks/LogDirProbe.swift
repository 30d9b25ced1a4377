import Transport

/// Watches one log directory: a thread of its own asks the disk, the loop says what for, and notices when a call does not come
/// back.
///
/// States: waiting for the next item, asking (one item at a time), hung (an item whose time is over: nothing more is asked
/// before it returns, so that one thread at most is stuck), stopped. Touched on its loop only.
final class LogDirProbe: @unchecked Sendable {
  private let loop: EventLoop
  private let reader: LogDirReader
  private let thread = ProbeThread()
  private let report: (LogDirState) -> Void
  private var record: LogDirRecord
  private var schedule: LogDirSchedule
  private var asked: (item: LogDirItem, deadline: Duration)?
  private var isHung = false
  private var timer: TimerID?
  private var isRunning = false

  /// - Parameters:
  ///   - path: As in Kafka's log.dirs.
  ///   - place: Where the agent sees it; nil where that is the same.
  ///   - probeFolder: The folder on the same file system in which the agent may write; nil where there is none. It is made where it
  ///     is missing.
  ///   - mounts: May be shared with others.
  ///   - report: Called on the loop, with each thing that was seen; not after `stop`.
  init(
    path: String, at place: String? = nil, probeFolder: String?, mounts: MountTable = MountTable(),
    timing: LogDirTiming = LogDirTiming(), calls: DiskCalls = DiskCalls(), on loop: EventLoop,
    report: @escaping (LogDirState) -> Void
  ) {
    self.loop = loop
    self.report = report
    reader = LogDirReader(path: place ?? path, probeFolder: probeFolder, calls, mounts: mounts)
    record = LogDirRecord(path: path, mayWrite: probeFolder != nil)
    schedule = LogDirSchedule(timing, at: loop.now)
  }

  /// Begins; everything is asked for once at first. A second call does nothing.
  func start() {
    guard !isRunning, !thread.isClosed else { return }
    isRunning = true
    schedule = LogDirSchedule(schedule.timing, at: loop.now)
    step()
  }

  /// Ends for good. A call that hangs keeps its thread until it returns; nobody waits for it.
  func stop() {
    isRunning = false
    thread.close()
    if let timer { loop.cancel(timer) }
    timer = nil
  }

  /// Sets the time between two looks at the file system.
  func setInterval(_ interval: Duration) {
    schedule.timing.interval = interval
    if isRunning { step() }
  }

  private func step() {
    guard isRunning else { return }
    if let timer { loop.cancel(timer) }
    timer = nil
    let now = loop.now
    if let asked {
      guard !isHung else { return }
      if now < asked.deadline { return wake(at: asked.deadline) }
      isHung = true
      record.hangs(reader.calls.current, for: schedule.timing.deadline(of: asked.item))
      report(record.state)
      return
    }
    guard let item = schedule.next(at: now) else { return wake(at: schedule.wakeUp()) }
    let reader = reader
    let isTaken = thread.run(on: loop) {
      reader.read(item)
    } _: { [weak self] outcome in
      self?.came(item, outcome)
    }
    // No thread is to be had: it is tried again.
    guard isTaken else { return wake(at: now + schedule.timing.retryPeriod) }
    schedule.begins(item, at: now)
    let deadline = now + schedule.timing.deadline(of: item)
    asked = (item, deadline)
    wake(at: deadline)
  }

  private func came(_ item: LogDirItem, _ outcome: LogDirOutcome) {
    guard isRunning else { return }
    asked = nil
    isHung = false
    let now = loop.now
    let before = record.state
    let consequences = record.take(item, outcome)
    switch outcome {
    case .failed: schedule.failed(item, at: now)
    case .write(.made(let write)) where !write.error.isEmpty: schedule.failed(item, at: now)
    case .bytesContinue: schedule.continues(item, at: now)
    case .bytes(_, let cost): schedule.ends(item, costing: cost, at: now)
    default: break
    }
    schedule.hurry(consequences.hurry, at: now)
    schedule.pauses(record.isMissing, at: now)
    if record.state != before { report(record.state) }
    step()
  }

  private func wake(at time: Duration) {
    timer = loop.schedule(at: time) { [weak self] in
      self?.timer = nil
      self?.step()
    }
  }
}
