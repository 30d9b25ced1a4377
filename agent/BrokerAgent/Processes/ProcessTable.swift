import Glibc
import Transport

/// Kafka's processes on this machine, found by going through /proc: one look for all brokers that are watched.
///
/// Each call may hang: it is made on the threads of probes only. Whoever asks while another looks waits for that look.
final class ProcessTable: Sendable {
  /// A process whose command line is Kafka's.
  struct Entry: Sendable {
    var pid: Int32
    var line: ProcessLine
    /// The pod that it runs in; empty where its control groups name none.
    var podUID: String
  }

  /// What a look showed.
  struct Look: Sendable {
    /// When it began, in monotonic time.
    var begun: Duration
    /// Kafka's processes, those that have ended apart.
    var entries: [Entry] = []
    /// Why there may be others, in words; empty where all processes were looked at.
    var problem = ""
  }

  private struct State {
    var last: Look?
    var next = Duration.zero
  }

  /// Going through all processes takes at most this part of the time, unless a broker has just ended.
  private static let scanShare = 100

  /// /proc, or what stands for it.
  let folder: String
  private let programs: ProcessPattern
  private let ownID: Int32
  private let state = Lock(State())

  /// - Parameters:
  ///   - programs: What is looked for; its word and pod mean nothing here.
  ///   - ownID: The agent's own process, which is not looked at.
  init(folder: String = "/proc", programs: ProcessPattern = ProcessPattern(), ownID: Int32 = getpid()) {
    self.folder = folder
    self.programs = ProcessPattern(programs: programs.programs)
    self.ownID = ownID
  }

  /// What there is.
  ///
  /// - Parameter time: A look that began before this does not do; nil takes the last one until another is due.
  func look(after time: Duration?) -> Look {
    state.withLock { state in
      let now = MonotonicClock.now
      if let last = state.last, time.map({ last.begun >= $0 }) ?? (now < state.next) { return last }
      let look = look(now)
      let end = MonotonicClock.now
      state.last = look
      state.next = end + min((end - now) * Self.scanShare, .seconds(10))
      return look
    }
  }

  /// The command line of a process; empty where it has none.
  func commandLine(of pid: Int32) -> (bytes: [UInt8], code: Int32) {
    var bytes: [UInt8] = []
    let code = SystemFile.read("\(folder)/\(pid)/cmdline", limit: ProcessPattern.commandLineLimit) { bytes += $0 }
    // It ended meanwhile (ESRCH while it is read), or it is the kernel's, or a zombie: those have none.
    return (bytes, code == ENOENT || code == ESRCH ? 0 : code)
  }

  /// The line of a process; nil where there is none.
  func line(of pid: Int32) -> ProcessLine? {
    var bytes: [UInt8] = []
    guard SystemFile.read("\(folder)/\(pid)/stat", limit: 4096, { bytes += $0 }) == 0 else { return nil }
    return ProcessLine(bytes)
  }

  private func look(_ now: Duration) -> Look {
    var look = Look(begun: now)
    var others = 0
    var unreadable = 0
    let code = eachProcess { pid in
      guard pid != ownID else { return }
      others += 1
      let (commandLine, code) = commandLine(of: pid)
      guard code == 0 else {
        unreadable += 1
        return
      }
      guard programs.matches(commandLine), let line = line(of: pid), !line.hasEnded else { return }
      var group: [UInt8] = []
      SystemFile.read("\(folder)/\(pid)/cgroup", limit: ControlGroup.sizeLimit) { group += $0 }
      look.entries.append(Entry(pid: pid, line: line, podUID: ControlGroup.podUID(in: group) ?? ""))
    }
    if code != 0 {
      look.problem = "\(folder) cannot be read: \(DiskError.name(of: code))"
    } else if unreadable > 0 {
      look.problem = "\(unreadable) processes may not be looked at"
    } else if others == 0 || ownID == 1 {
      look.problem =
        "the agent sees no processes but its own: the pod needs shareProcessNamespace, or hostPID on a node"
    } else if unsafe access("\(folder)/1", F_OK) != 0 {
      look.problem = "\(folder) does not show the processes of other users"
    }
    return look
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
}
