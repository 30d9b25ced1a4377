import CLinux
import Glibc

/// The thread's side of `ProcessSupervisor`: all its state is touched here only.
struct ProcessLoop {
  /// A program under its guard.
  struct Entry {
    let guardProcess: pid_t
    /// Becomes readable when the guard has ended.
    var processDescriptor: Int32
    var reports: Int32
    var output: Int32
    let keptBytes: Int
    let tell: @Sendable (ProcessEvent) -> Void
    var line: [UInt8] = []
    var kept: [UInt8] = []
    var result: GuardReport?
    /// What runs under the guard, once it does.
    var program: pid_t?
  }

  private let inbox: ProcessSupervisor.Inbox
  private let guardExecutable: String
  private var entries: [UInt64: Entry] = [:]
  private var connections = ConnectionAttempts()
  /// Once everything is to stop: what is still to be sent to the guards, and when.
  private var stopSteps: [(time: ContinuousClock.Instant, signal: Int32)]?

  /// How long guards have to kill what they guard.
  private static let patience = Duration.seconds(10)
  /// How much is read at once, in bytes.
  private static let piece = 16 << 10

  init(inbox: ProcessSupervisor.Inbox, guardExecutable: String) {
    self.inbox = inbox
    self.guardExecutable = guardExecutable
  }

  /// Runs until it is told to stop and nothing is left.
  mutating func run() {
    while stopSteps == nil || !entries.isEmpty {
      var places = [pollfd(fd: inbox.wakeup, events: Int16(POLLIN), revents: 0)]
      var owners: [UInt64] = []
      for (number, entry) in entries {
        owners.append(number)
        for descriptor in [entry.processDescriptor, entry.reports, entry.output] {
          places.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0))
        }
      }
      connections.add(to: &places)
      let count = unsafe poll(&places, nfds_t(places.count), waitingTime())
      if count < 0, koperator_errno() != EINTR { usleep(10_000) }
      for (index, number) in owners.enumerated() {
        let place = 1 + index * 3
        if places[place + 2].revents != 0 { readOutput(of: number) }
        if places[place + 1].revents != 0 { readReports(of: number) }
        if places[place].revents != 0 { collect(number) }
      }
      connections.look(at: places.dropFirst(1 + owners.count * 3), now: .now)
      // At last, so that the places above are those of the entries.
      for order in inbox.take() { carryOut(order) }
      takeStopSteps(at: .now)
    }
    connections.stop()
    // Who asked when it was too late is told so.
    for order in inbox.take() { carryOut(order) }
    connections.stop()
  }

  private func waitingTime() -> Int32 {
    var deadline = connections.nextDeadline
    if let step = stopSteps?.first { deadline = min(deadline ?? step.time, step.time) }
    guard let deadline else { return -1 }
    let rest = deadline - .now
    return Int32(
      clamping: max(0, rest.components.seconds * 1000 + rest.components.attoseconds / 1_000_000_000_000_000 + 1))
  }

  private mutating func carryOut(_ order: ProcessSupervisor.Order) {
    switch order {
    case .start(let number, let program, let tell):
      guard stopSteps == nil else { return tell(.failed("the sandbox stops")) }
      start(number, program, tell)
    case .signal(let number, let signal):
      // It cannot be another process: its end has not been collected.
      if let entry = entries[number] { kill(entry.guardProcess, signal.number) }
    case .connect(let host, let port, let deadline, let tell):
      guard stopSteps == nil else { return tell("the sandbox stops") }
      connections.start(host: host, port: port, deadline: deadline, tell)
    case .stop(let grace):
      let now = ContinuousClock.now
      // The sooner of two wishes counts.
      if let last = stopSteps?.last, last.time <= now + grace + Self.patience { return }
      stopSteps = [(now, SIGTERM), (now + grace, GuardSignal.kill.number), (now + grace + Self.patience, SIGKILL)]
      if grace <= .zero { stopSteps?.removeFirst() }
      takeStopSteps(at: now)
    }
  }

  private mutating func takeStopSteps(at now: ContinuousClock.Instant) {
    while let step = stopSteps?.first, step.time <= now {
      stopSteps?.removeFirst()
      for entry in entries.values { kill(entry.guardProcess, step.signal) }
    }
  }

  // MARK: A program's life

  private mutating func start(
    _ number: UInt64, _ program: GuardedProgram, _ tell: @escaping @Sendable (ProcessEvent) -> Void
  ) {
    var reports: Int32 = -1
    var reportsWrite: Int32 = -1
    guard unsafe koperator_pipe(&reports, &reportsWrite) == 0 else {
      return tell(.failed("no pipe for the program: \(errorText(koperator_errno()))"))
    }
    defer { close(reportsWrite) }
    var arguments = GuardArguments(
      .run, parent: getpid(), directory: program.workingDirectory, executable: program.executable,
      arguments: program.arguments)
    var descriptors = [(ours: reportsWrite, theirs: GuardArguments.reports)]
    var output: Int32 = -1
    var outputWrite: Int32 = -1
    defer { if outputWrite >= 0 { close(outputWrite) } }
    var kept = 0
    switch program.output {
    case .file(let path, let limit):
      arguments.log = path
      arguments.logLimit = limit
    case .kept(let bytes):
      kept = bytes
      guard unsafe koperator_pipe(&output, &outputWrite) == 0 else {
        close(reports)
        return tell(.failed("no pipe for the program's output: \(errorText(koperator_errno()))"))
      }
      koperator_set_nonblocking(output)
      descriptors += [(outputWrite, 1), (outputWrite, 2)]
    }
    koperator_set_nonblocking(reports)
    var environment: [String] = []
    for (name, value) in program.environment.sorted(by: { $0.key < $1.key }) { environment.append("\(name)=\(value)") }
    let spawned = SpawnedProgram(
      executable: guardExecutable, arguments: [ProcessGuard.commandName] + arguments.words, environment: environment,
      descriptors: descriptors)
    switch spawned.start() {
    case .failure(let error):
      close(reports)
      if output >= 0 { close(output) }
      tell(.failed("\(guardExecutable) cannot be run: \(errorText(error.errno))"))
    case .success(let process):
      entries[number] = Entry(
        guardProcess: process, processDescriptor: koperator_open_process(process), reports: reports, output: output,
        keptBytes: kept, tell: tell)
    }
  }

  private mutating func readReports(of number: UInt64) {
    guard var entry = entries[number], entry.reports >= 0 else { return }
    while let bytes = Self.read(&entry.reports) { entry.line += bytes }
    while let end = entry.line.firstIndex(of: 10) {
      let line = String(decoding: entry.line[..<end], as: UTF8.self)
      entry.line.removeSubrange(...end)
      switch GuardReport(line: line) {
      case .started(let process):
        entry.program = process
        entry.tell(.started(process: process))
      case let report?: entry.result = report
      case nil: break
      }
    }
    entries[number] = entry
  }

  private mutating func readOutput(of number: UInt64) {
    guard var entry = entries[number], entry.output >= 0 else { return }
    while let bytes = Self.read(&entry.output) {
      entry.kept += bytes
      if entry.kept.count > entry.keptBytes { entry.kept.removeFirst(entry.kept.count - entry.keptBytes) }
    }
    entries[number] = entry
  }

  /// What there is to read; nil where there is nothing now, or never again: then it is closed.
  private static func read(_ descriptor: inout Int32) -> ArraySlice<UInt8>? {
    guard descriptor >= 0 else { return nil }
    var bytes = [UInt8](repeating: 0, count: piece)
    let count = unsafe Glibc.read(descriptor, &bytes, bytes.count)
    if count > 0 { return bytes[..<count] }
    if count == 0 || koperator_errno() != EAGAIN && koperator_errno() != EINTR {
      close(descriptor)
      descriptor = -1
    }
    return nil
  }

  /// Takes the end of a guard, and tells the program's.
  private mutating func collect(_ number: UInt64) {
    readOutput(of: number)
    readReports(of: number)
    guard let entry = entries[number] else { return }
    var status: Int32 = 0
    let process = unsafe waitpid(entry.guardProcess, &status, WNOHANG)
    guard process != 0 else { return }
    // A guard that says how its program ended has ended everything of it. One that was killed has not.
    if entry.result == nil, let program = entry.program { kill(-program, SIGKILL) }
    for descriptor in [entry.processDescriptor, entry.reports, entry.output] where descriptor >= 0 { close(descriptor) }
    entries[number] = nil
    switch entry.result {
    case .ended(let exit): entry.tell(.ended(exit, output: entry.kept))
    case .failed(let message): entry.tell(.failed(message))
    case .started, nil:
      // The guard was killed: so was the program, by the kernel.
      let exit = ProcessExit(waitStatus: status)
      if entry.program == nil {
        entry.tell(.failed("its guard ended with \(exit.code) before it ran"))
      } else {
        entry.tell(.ended(exit.signal == nil ? ProcessExit(signal: SIGKILL) : exit, output: entry.kept))
      }
    }
  }
}
