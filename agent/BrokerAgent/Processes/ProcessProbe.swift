import Glibc
public import Transport

/// Watches Kafka's process: each interval, and at once when it ends.
///
/// A thread of its own looks, as a process that is being torn down can hold who reads of it. Touched on its loop only.
public final class ProcessProbe: @unchecked Sendable {
  /// How long a look may take; then it is not known how the process is.
  private static let deadline = Duration.seconds(5)
  /// Where no thread is to be had, it is tried again after this.
  private static let retryPeriod = Duration.seconds(2)

  private let loop: EventLoop
  private let reader: ProcessReader
  private let thread = ProbeThread()
  private let report: (ProcessState) -> Void
  private let interval = Lock(Duration.seconds(1))
  private var state = ProcessState()
  private var timer: TimerID?
  private var isRunning = false

  /// - Parameters:
  ///   - pattern: How the process is known.
  ///   - folder: Where the processes are shown.
  ///   - report: Called on the loop, with each look; not after `stop`.
  public convenience init(
    pattern: ProcessPattern = ProcessPattern(), folder: String = "/proc", on loop: EventLoop,
    report: @escaping (ProcessState) -> Void
  ) {
    self.init(pattern: pattern, in: ProcessTable(folder: folder, programs: pattern), on: loop, report: report)
  }

  /// - Parameter table: Where the process is looked for, which probes of several brokers may share.
  init(pattern: ProcessPattern, in table: ProcessTable, on loop: EventLoop, report: @escaping (ProcessState) -> Void) {
    self.loop = loop
    self.report = report
    reader = ProcessReader(table, pattern: pattern)
  }

  /// Begins; the first look is made at once. A second call does nothing.
  public func start() {
    guard !isRunning, !thread.isClosed else { return }
    isRunning = true
    begin()
  }

  /// Ends for good; the thread ends within an interval.
  public func stop() {
    isRunning = false
    thread.close()
    if let timer { loop.cancel(timer) }
    timer = nil
  }

  /// Sets the time between two looks; it holds from the next one on.
  public func setInterval(_ interval: Duration) { self.interval.withLock { $0 = interval } }

  /// Looks now: there is word that the process is not as it was seen last.
  public func hurry() { reader.wake() }

  /// The thread looks by itself from now on: woken for each look, it would wake twice as often.
  private func begin() {
    let isTaken = thread.run { [weak self, loop, thread, reader, interval] in
      while !thread.isClosed {
        let state = reader.look()
        thread.tell(loop) { [weak self] in self?.came(state) }
        let now = MonotonicClock.now
        reader.wait(Tick.after(interval.withLock { $0 }, from: now) - now)
      }
    }
    if isTaken { return expect(after: .zero) }
    timer = loop.schedule(at: loop.now + Self.retryPeriod) { [weak self] in
      self?.timer = nil
      self?.begin()
    }
  }

  /// Says so where no look comes in time.
  private func expect(after rest: Duration) {
    if let timer { loop.cancel(timer) }
    timer = loop.schedule(at: loop.now + rest + Self.deadline) { [weak self] in
      self?.timer = nil
      self?.hangs()
    }
  }

  private func came(_ state: ProcessState) {
    guard isRunning else { return }
    self.state = state
    report(state)
    // What is told may have stopped the probe.
    if isRunning { expect(after: interval.withLock { $0 }) }
  }

  /// The look has not come back: nothing more is begun before it does.
  private func hangs() {
    state.status = .unknown
    state.problem = "reading of the process has not come back in 5000 ms"
    report(state)
  }
}
