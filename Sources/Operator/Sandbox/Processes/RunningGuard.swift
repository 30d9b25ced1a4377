import CLinux
import Glibc

/// A guard that has a program: one loop over the signals that it gets, the program's output, and its start.
struct RunningGuard: ~Copyable {
  private let arguments: GuardArguments
  private let signals: Int32
  /// The output of the program; -1 where it writes to the guard's own, or once all is read.
  private var output: Int32 = -1
  /// What says whether the program became what it is to be; -1 once that is known.
  private var beginning: Int32 = -1
  private var complaint: [UInt8] = []
  private var log: BoundedLog?
  private var program: pid_t = 0
  private var exit: ProcessExit?
  private var isStarted = false

  /// How much is read of the output at once, in bytes.
  private static let piece = 64 << 10

  /// A guard that nothing runs under yet; nil where its parent is gone, or the system has no descriptors.
  init?(_ arguments: GuardArguments) {
    self.arguments = arguments
    var set = sigset_t()
    unsafe sigfillset(&set)
    unsafe pthread_sigmask(SIG_SETMASK, &set, nil)
    signals = unsafe signalfd(-1, &set, Int32(SFD_CLOEXEC | SFD_NONBLOCK))
    guard signals >= 0 else { return nil }
    koperator_close_on_exec(GuardArguments.reports)
    setsid()
    koperator_become_subreaper()
    koperator_set_parent_death_signal(SIGHUP)
    // The parent may have died before that.
    guard getppid() == arguments.parent else { return nil }
    if !arguments.log.isEmpty { log = BoundedLog(path: arguments.log, limit: arguments.logLimit) }
  }

  deinit { close(signals) }

  /// Starts the program and stays until nothing of it is left.
  ///
  /// - Returns: what the program ended with.
  mutating func run() -> Int32 {
    if let message = start() {
      report(.failed(message))
      return 128
    }
    while exit == nil { turn(atMost: -1) }
    endEverything()
    finishOutput()
    let exit = exit ?? ProcessExit(code: 1)
    if !complaint.isEmpty {
      report(.failed(String(decoding: complaint, as: UTF8.self)))
    } else {
      report(.ended(exit))
    }
    return exit.code
  }

  /// - Returns: why it could not.
  private mutating func start() -> String? {
    var beginningWrite: Int32 = -1
    guard unsafe koperator_pipe(&beginning, &beginningWrite) == 0 else { return errorText(koperator_errno()) }
    defer { close(beginningWrite) }
    var descriptors = [(ours: beginningWrite, theirs: GuardArguments.reports)]
    var outputWrite: Int32 = -1
    if !arguments.log.isEmpty {
      guard unsafe koperator_pipe(&output, &outputWrite) == 0 else { return errorText(koperator_errno()) }
      koperator_set_nonblocking(output)
      descriptors += [(outputWrite, 1), (outputWrite, 2)]
    } else {
      descriptors += [(1, 1), (1, 2)]
    }
    defer { if outputWrite >= 0 { close(outputWrite) } }
    var next = arguments
    next.step = .become
    next.parent = getpid()
    let program = SpawnedProgram(
      executable: "/proc/self/exe", arguments: [ProcessGuard.commandName] + next.words, environment: Self.environment(),
      descriptors: descriptors)
    switch program.start() {
    case .success(let process): self.program = process
    case .failure(let error): return errorText(error.errno)
    }
    return nil
  }

  private static func environment() -> [String] {
    var list: [String] = []
    guard var place = unsafe koperator_environment() else { return [] }
    while let text = unsafe place.pointee {
      unsafe list.append(String(cString: text))
      unsafe place += 1
    }
    return list
  }

  /// Waits for one of the descriptors, and does what is to be done.
  private mutating func turn(atMost milliseconds: Int32) {
    var places = [
      pollfd(fd: signals, events: Int16(POLLIN), revents: 0), pollfd(fd: output, events: Int16(POLLIN), revents: 0),
      pollfd(fd: beginning, events: Int16(POLLIN), revents: 0),
    ]
    guard unsafe poll(&places, nfds_t(places.count), milliseconds) > 0 else { return }
    if places[2].revents != 0 { readBeginning() }
    if places[1].revents != 0 { _ = copyOutput() }
    if places[0].revents != 0 { readSignals() }
  }

  private mutating func readBeginning() {
    var bytes = [UInt8](repeating: 0, count: 1024)
    let count = unsafe read(beginning, &bytes, bytes.count)
    if count > 0 {
      complaint += bytes[..<count]
      return
    }
    close(beginning)
    beginning = -1
    if complaint.isEmpty, !isStarted {
      isStarted = true
      report(.started(process: program))
    }
  }

  /// - Returns: whether there may be more.
  private mutating func copyOutput() -> Bool {
    guard output >= 0 else { return false }
    var bytes = [UInt8](repeating: 0, count: Self.piece)
    let count = unsafe read(output, &bytes, bytes.count)
    if count > 0 {
      log?.append(bytes[..<count])
      return true
    }
    if count == 0 || koperator_errno() != EAGAIN && koperator_errno() != EINTR {
      close(output)
      output = -1
    }
    return false
  }

  private mutating func readSignals() {
    var info = signalfd_siginfo()
    while unsafe read(signals, &info, MemoryLayout<signalfd_siginfo>.size) == MemoryLayout<signalfd_siginfo>.size {
      let number = Int32(info.ssi_signo)
      if number == SIGCHLD { reap() }
      switch GuardSignal(number: number) {
      case .terminate: if exit == nil { kill(program, SIGTERM) }
      case .kill: signalEverything(SIGKILL)
      case .stop: signalEverything(SIGSTOP)
      case .resume: signalEverything(SIGCONT)
      case nil: break
      }
    }
  }

  /// Takes the ends of all that have ended: the program's, and those of what lost its parent.
  private mutating func reap() {
    var status: Int32 = 0
    while true {
      let process = unsafe waitpid(-1, &status, WNOHANG)
      if process == program { exit = ProcessExit(waitStatus: status) }
      if process <= 0 { return }
    }
  }

  /// Sends a signal to the program and everything below it, also to what left its process group.
  private func signalEverything(_ signal: Int32) {
    if exit == nil { kill(-program, signal) }
    for process in ProcessTree.read().descendants(of: getpid()) { kill(process, signal) }
  }

  /// Kills what the program left, until nothing is there: what is started meanwhile is found in the next round.
  private mutating func endEverything() {
    while true {
      reap()
      var status: Int32 = 0
      // Only where there is no child at all is nothing left: orphans become children of this one.
      if unsafe waitpid(-1, &status, WNOHANG) < 0, koperator_errno() == ECHILD { return }
      signalEverything(SIGKILL)
      turn(atMost: 20)
    }
  }

  /// Reads what is in the pipe. Nobody writes to it any more, but for a process that was given the descriptor.
  private mutating func finishOutput() {
    while copyOutput() {}
    while beginning >= 0 { readBeginning() }
  }

  private func report(_ report: GuardReport) {
    _ = unsafe report.line.withCString { unsafe write(GuardArguments.reports, $0, strlen($0)) }
  }
}
