import CLinux
import Glibc
import Transport

/// Looks for a broker's process, and then at it alone. On the probe's thread only.
///
/// "Gone" is said only where all processes could be looked at, and there are others than the agent: else it is not known.
final class ProcessReader: @unchecked Sendable {
  /// Between two counts of the open files: before Linux 6.2 they must be gone through.
  private static let filesPeriod = Duration.seconds(10)
  /// More are not counted.
  private static let filesLimit: UInt32 = 200_000
  /// By how much the time of the start must move to be told anew: clocks are set by little all the time.
  private static let startTolerance: UInt64 = 1_000

  private let table: ProcessTable
  private let pattern: ProcessPattern
  /// When the machine started, since 1970.
  private let bootTime: @Sendable () -> Duration
  private var found: (pid: Int32, started: UInt64)?
  private var descriptor: Int32 = -1
  /// An eventfd that ends a wait early; -1 where the system has none to give.
  private let wakeup = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
  private var isSignalled = false
  private var isWoken = false
  private var wasFound = false
  private var state = ProcessState()
  private var filesSeen: Duration?
  /// The last look through all processes that was taken.
  private var lastLook: Duration?
  private let tick = UInt64(max(1, sysconf(Int32(_SC_CLK_TCK))))
  private let page = UInt64(max(1, sysconf(Int32(_SC_PAGESIZE))))

  /// - Parameters:
  ///   - table: Where the process is looked for; others may look there, too.
  ///   - bootTime: When the machine started, since 1970; by the system's clocks where it is nil.
  init(_ table: ProcessTable, pattern: ProcessPattern, bootTime: (@Sendable () -> Duration)? = nil) {
    self.table = table
    self.bootTime = bootTime ?? { Self.time(of: CLOCK_REALTIME) - Self.time(of: CLOCK_BOOTTIME) }
    self.pattern = pattern
  }

  deinit {
    forgetDescriptor()
    if wakeup >= 0 { _ = close(wakeup) }
  }

  /// Ends the wait that is under way, or the next one, at once. From any thread.
  func wake() {
    var one: UInt64 = 1
    _ = unsafe write(wakeup, &one, 8)
  }

  /// Waits for the end of the process, for `wake` or for `patience`, whichever comes first.
  func wait(_ patience: Duration) {
    let (seconds, attoseconds) = max(.zero, patience).components
    // Not shorter: who is a moment early wakes by himself, and the rest of the process again after it.
    let milliseconds = Int32(clamping: seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    // Negative descriptors are passed over.
    var watched = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0), pollfd(fd: wakeup, events: Int16(POLLIN), revents: 0),
    ]
    unsafe poll(&watched, 2, milliseconds)
    isSignalled = watched[0].revents != 0
    guard watched[1].revents != 0 else { return }
    var count: UInt64 = 0
    _ = unsafe read(wakeup, &count, 8)
    isWoken = true
  }

  /// How it is now.
  func look() -> ProcessState {
    let now = MonotonicClock.now
    // Word came that what was seen last is not so any more.
    var time: Duration? = isWoken ? now : nil
    isWoken = false
    if let found {
      if let line = table.line(of: found.pid), line.started == found.started, !line.hasEnded {
        // It was told to have ended, and has not: the time alone wakes from now on, or nothing would ever rest.
        if isSignalled { forgetDescriptor() }
        take(line, of: found.pid, at: now)
        return state
      }
      self.found = nil
      forgetDescriptor()
      time = now
    }
    // What was seen before the agent began to watch this broker says nothing of it.
    if lastLook == nil { time = now }
    for _ in 0..<2 {
      let look = table.look(after: time)
      if lastLook == look.begun { return state }
      lastLook = look.begun
      if take(look) { break }
      time = MonotonicClock.now
    }
    return state
  }

  private func take(_ line: ProcessLine, of pid: Int32, at now: Duration) {
    state.status = line.isStopped ? .stopped : .running
    state.residentBytes = line.residentPages &* page
    // The clock may have been set since.
    let started = milliseconds(ofTicks: line.started)
    let (earlier, later) = (min(started, state.startedMilliseconds), max(started, state.startedMilliseconds))
    if later - earlier >= Self.startTolerance { state.startedMilliseconds = started }
    state.problem = ""
    state.seen = now
    if filesSeen.map({ now - $0 >= Self.filesPeriod }) ?? true {
      state.openFiles = openFiles(of: pid)
      filesSeen = now
    }
  }

  // MARK: Looking for it

  /// Takes what all who asked were shown.
  ///
  /// - Returns: false where a process has ended since, so that another may have taken its place.
  private func take(_ look: ProcessTable.Look) -> Bool {
    var best: (pid: Int32, line: ProcessLine)?
    var hasEnded = false
    for entry in look.entries where isIt(entry) {
      guard let line = table.line(of: entry.pid), line.started == entry.line.started, !line.hasEnded else {
        hasEnded = true
        continue
      }
      // Of several the youngest: an old one may be about to end.
      if best.map({ $0.line.started <= line.started }) ?? true { best = (entry.pid, line) }
    }
    if let best {
      takes(best.pid, best.line, MonotonicClock.now)
      return true
    }
    let restarts = state.restarts
    state = ProcessState()
    state.restarts = restarts
    state.seen = look.begun
    if !look.problem.isEmpty {
      state.problem = look.problem
    } else if !pattern.podUID.isEmpty, !look.entries.isEmpty, look.entries.allSatisfy({ $0.podUID.isEmpty }) {
      state.problem = "the control groups of Kafka's processes name no pod: give KAFKA_PROCESS"
    } else {
      state.status = .gone
    }
    return !hasEnded
  }

  private func isIt(_ entry: ProcessTable.Entry) -> Bool {
    if !pattern.podUID.isEmpty, entry.podUID != pattern.podUID { return false }
    return pattern.word.isEmpty || pattern.matches(table.commandLine(of: entry.pid).bytes)
  }

  private func takes(_ pid: Int32, _ line: ProcessLine, _ now: Duration) {
    let restarts = state.restarts + (wasFound ? 1 : 0)
    wasFound = true
    found = (pid, line.started)
    state = ProcessState()
    state.restarts = restarts
    state.pid = UInt32(pid)
    filesSeen = nil
    descriptor = koperator_open_process(pid)
    if descriptor >= 0 { _ = koperator_close_on_exec(descriptor) }
    take(line, of: pid, at: now)
  }

  private func forgetDescriptor() {
    if descriptor >= 0 { _ = close(descriptor) }
    descriptor = -1
    isSignalled = false
  }

  /// 0 where it may not be told.
  private func openFiles(of pid: Int32) -> UInt32 {
    let path = "\(table.folder)/\(pid)/fd"
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return 0 }
    if status.st_size > 0 { return UInt32(clamping: status.st_size) }
    var count: UInt32 = 0
    guard let entries = try? DiskFolder(path, DiskCalls()) else { return 0 }
    while count < Self.filesLimit, (try? entries.next()) ?? nil != nil { count += 1 }
    return count
  }

  /// From ticks since the machine started to milliseconds since 1970.
  private func milliseconds(ofTicks ticks: UInt64) -> UInt64 {
    let boot = Int64(bootTime() / .milliseconds(1))
    return UInt64(max(0, boot)) &+ ticks / tick &* 1000 &+ ticks % tick &* 1000 / tick
  }

  private static func time(of clock: clockid_t) -> Duration {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
