import CLinux
import Glibc
import Transport

/// Looks for Kafka's process in /proc, and then at it alone. On the probe's thread only.
///
/// "Gone" is said only where all processes could be looked at, and there are others than the agent: else it is not known.
final class ProcessReader: @unchecked Sendable {
  /// Between two counts of the open files: before Linux 6.2 they must be gone through.
  private static let filesPeriod = Duration.seconds(10)
  /// More are not counted.
  private static let filesLimit: UInt32 = 200_000
  /// Looking through all processes takes at most this part of the time.
  private static let scanShare = 100

  private let folder: String
  private let pattern: ProcessPattern
  private let ownID: Int32
  private var found: (pid: Int32, started: UInt64)?
  private var descriptor: Int32 = -1
  /// An eventfd that ends a wait early; -1 where the system has none to give.
  private let wakeup = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
  private var isSignalled = false
  private var wasFound = false
  private var state = ProcessState()
  private var filesSeen: Duration?
  private var nextScan = Duration.zero
  private let tick = UInt64(max(1, sysconf(Int32(_SC_CLK_TCK))))
  private let page = UInt64(max(1, sysconf(Int32(_SC_PAGESIZE))))

  /// - Parameters:
  ///   - folder: /proc, or what stands for it.
  ///   - ownID: The agent's own process, which is not looked at.
  init(folder: String, pattern: ProcessPattern, ownID: Int32) {
    self.folder = folder
    self.pattern = pattern
    self.ownID = ownID
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
    let milliseconds = Int32(clamping: seconds * 1000 + attoseconds / 1_000_000_000_000_000)
    // Negative descriptors are passed over.
    var watched = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0), pollfd(fd: wakeup, events: Int16(POLLIN), revents: 0),
    ]
    unsafe poll(&watched, 2, milliseconds)
    isSignalled = watched[0].revents != 0
    guard watched[1].revents != 0 else { return }
    var count: UInt64 = 0
    _ = unsafe read(wakeup, &count, 8)
    nextScan = .zero
  }

  /// How it is now.
  func look() -> ProcessState {
    let now = MonotonicClock.now
    if let found {
      if let line = line(of: found.pid), line.started == found.started, !line.hasEnded {
        // It was told to have ended, and has not: the time alone wakes from now on, or nothing would ever rest.
        if isSignalled { forgetDescriptor() }
        take(line, of: found.pid, at: now)
        return state
      }
      self.found = nil
      forgetDescriptor()
      nextScan = .zero
    }
    guard now >= nextScan else { return state }
    scan(now)
    let end = MonotonicClock.now
    nextScan = end + min((end - now) * Self.scanShare, .seconds(10))
    return state
  }

  private func take(_ line: ProcessLine, of pid: Int32, at now: Duration) {
    state.status = line.isStopped ? .stopped : .running
    state.residentBytes = line.residentPages &* page
    state.problem = ""
    state.seen = now
    if filesSeen.map({ now - $0 >= Self.filesPeriod }) ?? true {
      state.openFiles = openFiles(of: pid)
      filesSeen = now
    }
  }

  private func line(of pid: Int32) -> ProcessLine? {
    var bytes: [UInt8] = []
    guard SystemFile.read("\(folder)/\(pid)/stat", limit: 4096, { bytes += $0 }) == 0 else { return nil }
    return ProcessLine(bytes)
  }

  // MARK: Looking for it

  private func scan(_ now: Duration) {
    var others = 0
    var unreadable = 0
    var best: (pid: Int32, line: ProcessLine)?
    let code = eachProcess { pid in
      guard pid != ownID else { return }
      others += 1
      var commandLine: [UInt8] = []
      let code = SystemFile.read("\(folder)/\(pid)/cmdline", limit: ProcessPattern.commandLineLimit) {
        commandLine += $0
      }
      // It ended meanwhile (ESRCH while it is read), or it is the kernel's, or a zombie: those have none.
      guard code == 0 || code == ENOENT || code == ESRCH else {
        unreadable += 1
        return
      }
      guard pattern.matches(commandLine), let line = line(of: pid), !line.hasEnded else { return }
      // Of several the youngest: an old one may be about to end.
      if best.map({ $0.line.started <= line.started }) ?? true { best = (pid, line) }
    }
    if let best { return takes(best.pid, best.line, now) }
    let restarts = state.restarts
    state = ProcessState()
    state.restarts = restarts
    state.seen = now
    if code != 0 {
      state.problem = "\(folder) cannot be read: \(DiskError.name(of: code))"
    } else if unreadable > 0 {
      state.problem = "\(unreadable) processes may not be looked at"
    } else if others == 0 || ownID == 1 {
      state.problem = "the agent sees no processes but its own: the pod needs shareProcessNamespace"
    } else if unsafe access("\(folder)/1", F_OK) != 0 {
      state.problem = "\(folder) does not show the processes of other users"
    } else {
      state.status = .gone
    }
  }

  private func takes(_ pid: Int32, _ line: ProcessLine, _ now: Duration) {
    let restarts = state.restarts + (wasFound ? 1 : 0)
    wasFound = true
    found = (pid, line.started)
    state = ProcessState()
    state.restarts = restarts
    state.pid = UInt32(pid)
    state.startedMilliseconds = milliseconds(ofTicks: line.started)
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

  /// Calls back with each process id.
  ///
  /// - Returns: 0, or the errno where they cannot be listed.
  private func eachProcess(_ body: (Int32) -> Void) -> Int32 {
    do throws(DiskError) {
      let entries = try DiskFolder(folder, DiskCalls())
      while let entry = try entries.next() {
        if let pid = Int32(entry.name), pid > 0 { body(pid) }
      }
      return 0
    } catch {
      return error.code
    }
  }

  /// 0 where it may not be told.
  private func openFiles(of pid: Int32) -> UInt32 {
    let path = "\(folder)/\(pid)/fd"
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
    var wall = timespec()
    var boot = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &wall)
    unsafe clock_gettime(CLOCK_BOOTTIME, &boot)
    let started = Int64(wall.tv_sec - boot.tv_sec) * 1000 + Int64(wall.tv_nsec - boot.tv_nsec) / 1_000_000
    return UInt64(max(0, started)) &+ ticks / tick &* 1000 &+ ticks % tick &* 1000 / tick
  }
}
