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
  private var interval = Duration.seconds(1)
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
    look(after: .zero)
  }

  /// Ends for good; the thread ends within an interval.
  public func stop() {
    isRunning = false
    thread.close()
    if let timer { loop.cancel(timer) }
    timer = nil
  }

  /// Sets the time between two looks; it holds from the next one on.
  public func setInterval(_ interval: Duration) { self.interval = interval }

  /// Looks now: there is word that the process is not as it was seen last.
  public func hurry() { reader.wake() }

  private func look(after rest: Duration) {
    let reader = reader
    let isTaken = thread.run(on: loop) {
      reader.wait(rest)
      return reader.look()
    } _: { [weak self] state in
      self?.came(state)
    }
    let patience = isTaken ? rest + Self.deadline : Self.retryPeriod
    timer = loop.schedule(at: loop.now + patience) { [weak self] in
      guard let self else { return }
      self.timer = nil
      if isTaken { self.hangs() } else { self.look(after: .zero) }
    }
  }

  private func came(_ state: ProcessState) {
    guard isRunning else { return }
    if let timer { loop.cancel(timer) }
    timer = nil
    self.state = state
    report(state)
    look(after: interval)
  }

  /// The look has not come back: nothing more is begun before it does.
  private func hangs() {
    state.status = .unknown
    state.problem = "reading of the process has not come back in 5000 ms"
    report(state)
  }
}
