import CLinux
import Glibc

import Testing
import Transport

@testable import BrokerAgent

/// Processes that look like a broker: `sleep` under another name.
private final class Pretender: Sendable {
  let pid: pid_t

  init(_ name: String) {
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup(name), strdup("1000"), nil]
    defer { arguments.forEach { free($0) } }
    var pid = pid_t()
    _ = posix_spawn(&pid, "/bin/sleep", nil, nil, &arguments, koperator_environment())
    self.pid = pid
    // The kernel lets the parent go on before it has set the new command line: a look at that moment finds none.
    let end = MonotonicClock.now + .seconds(60)
    var isNamed = false
    while !isNamed, MonotonicClock.now < end {
      SystemFile.read("/proc/\(pid)/cmdline") { isNamed = isNamed || $0.starts(with: name.utf8) }
    }
  }

  deinit {
    kill(pid, SIGKILL)
    waitpid(pid, nil, 0)
  }

  func signal(_ signal: Int32) { kill(pid, signal) }
}

private final class WatchedProcess: @unchecked Sendable {
  let loop: EventLoop
  private var probe: ProcessProbe?
  private let reports = Lock<[ProcessState]>([])

  init(_ pattern: ProcessPattern, folder: String = "/proc", interval: Duration = .milliseconds(20)) throws {
    loop = try EventLoop()
    loop.executeAndWait { [self] in
      let probe = ProcessProbe(pattern: pattern, folder: folder, on: loop) { state in
        self.reports.withLock { $0.append(state) }
      }
      self.probe = probe
      probe.setInterval(interval)
      probe.start()
    }
  }

  func wait(_ fits: (ProcessState) -> Bool) -> ProcessState? {
    let end = MonotonicClock.now + .seconds(60)
    while MonotonicClock.now < end {
      if let last = reports.withLock({ $0.last }), fits(last) { return last }
      usleep(1_000)
    }
    return nil
  }

  func hurry() { loop.executeAndWait { [self] in probe?.hurry() } }

  func stop() {
    loop.executeAndWait { [self] in
      probe?.stop()
      probe = nil
    }
    loop.stop()
  }
}

@Suite struct ProcessProbeTests {
  private static func seconds() -> UInt64 { UInt64(time(nil)) }

  @Test func aProcessIsSeenStoppedGoneAndBack() throws {
    let folder = ScratchFolder()
    let name = "\(folder.path)/sandbox-broker"
    let watched = try WatchedProcess(ProcessPattern(word: folder.path))
    defer { watched.stop() }
    #expect(watched.wait { $0.status == .gone } != nil)

    var first: Pretender? = Pretender(name)
    let pid = try #require(first?.pid)
    let state = try #require(watched.wait { $0.status == .running })
    #expect(state.pid == UInt32(pid))
    #expect(state.residentBytes > 0 && state.openFiles > 0)
    #expect(state.restarts == 0)
    #expect(state.startedMilliseconds / 1000 <= Self.seconds() + 1)
    #expect(state.startedMilliseconds / 1000 + 3600 > Self.seconds())

    first?.signal(SIGSTOP)
    #expect(watched.wait { $0.status == .stopped } != nil)
    first?.signal(SIGCONT)
    #expect(watched.wait { $0.status == .running } != nil)

    // Nobody has waited for it: it is a zombie, and gone.
    first?.signal(SIGKILL)
    let gone = try #require(watched.wait { $0.status == .gone })
    #expect(gone.pid == 0)
    first = nil

    let second = Pretender(name)
    let back = try #require(watched.wait { $0.status == .running })
    #expect(back.pid == UInt32(second.pid) && back.restarts == 1)
    withExtendedLifetime(second) {}
  }

  @Test func theEndIsSeenBeforeTheIntervalIsOver() throws {
    let folder = ScratchFolder()
    let pretender = Pretender("\(folder.path)/sandbox-broker")
    // Longer than the test waits: only the end itself can wake the probe.
    let watched = try WatchedProcess(ProcessPattern(word: folder.path), interval: .seconds(100))
    defer { watched.stop() }
    #expect(watched.wait { $0.status == .running } != nil)
    pretender.signal(SIGKILL)
    #expect(watched.wait { $0.status == .gone } != nil)
  }

  @Test func oneThatBeganIsSeenBeforeTheIntervalIsOverWhereTheProbeIsTold() throws {
    let folder = ScratchFolder()
    let watched = try WatchedProcess(ProcessPattern(word: folder.path), interval: .seconds(100))
    defer { watched.stop() }
    #expect(watched.wait { $0.status == .gone } != nil)
    let pretender = Pretender("\(folder.path)/sandbox-broker")
    watched.hurry()
    #expect(watched.wait { $0.status == .running }?.pid == UInt32(pretender.pid))
  }

  @Test func theYoungestOfSeveralIsIt() throws {
    let folder = ScratchFolder()
    let old = Pretender("\(folder.path)/sandbox-broker")
    // The start is counted in hundredths of a second.
    let before = MonotonicClock.now
    while MonotonicClock.now < before + .milliseconds(50) { usleep(5_000) }
    let young = Pretender("\(folder.path)/sandbox-broker")
    let watched = try WatchedProcess(ProcessPattern(word: folder.path))
    defer { watched.stop() }
    #expect(watched.wait { $0.status == .running }?.pid == UInt32(young.pid))
    young.signal(SIGKILL)
    let state = try #require(watched.wait { $0.pid == UInt32(old.pid) })
    #expect(state.restarts == 1 && state.status == .running)
  }

  @Test func whereProcessesCannotBeListedNothingIsProven() throws {
    let folder = ScratchFolder()
    let watched = try WatchedProcess(ProcessPattern(), folder: "\(folder.path)/nothing")
    defer { watched.stop() }
    let state = try #require(watched.wait { !$0.problem.isEmpty })
    #expect(state.status == .unknown)
    #expect(state.problem == "\(folder.path)/nothing cannot be read: ENOENT")
    // What was hidden is seen as soon as it is shown.
    for name in ["nothing", "nothing/1", "nothing/70"] { folder.folder(name) }
    folder.file("nothing/1/cmdline", "/pause\u{0}")
    folder.file("nothing/70/cmdline", "java\u{0}kafka.Kafka\u{0}")
    folder.file("nothing/70/stat", "70 (java) S 1 1 1 0 -1 0 1 2 3 4 5 6 7 8 20 0 5 0 100 0 10 0\n")
    #expect(watched.wait { $0.status == .running && $0.pid == 70 && $0.problem.isEmpty } != nil)
  }

  @Test func theTimeOfTheStartFollowsAClockThatIsSet() throws {
    let folder = ScratchFolder()
    for pid in ["1", "70"] { folder.folder(pid) }
    folder.file("1/cmdline", "/pause\u{0}")
    folder.file("70/cmdline", "java\u{0}kafka.Kafka\u{0}")
    folder.file("70/stat", "70 (java) S 1 1 1 0 -1 0 1 2 3 4 5 6 7 8 20 0 5 0 100 0 10 0\n")
    let boot = Lock(Duration.seconds(1_700_000_000))
    let reader = ProcessReader(
      ProcessTable(folder: folder.path), pattern: ProcessPattern(), bootTime: { boot.withLock { $0 } })
    func started() -> UInt64 { reader.look().startedMilliseconds }
    // A hundred ticks after the start of the machine.
    let first: UInt64 = 1_700_000_001_000
    #expect(started() == first)
    boot.withLock { $0 += .milliseconds(200) }
    #expect(started() == first, "clocks are set by little all the time")
    boot.withLock { $0 += .seconds(3 * 3_600) }
    #expect(started() == first + 3 * 3_600_000 + 200)
    boot.withLock { $0 -= .seconds(8 * 3_600) }
    #expect(started() == first - 5 * 3_600_000 + 200)
  }

  @Test func whereOthersAreHiddenNothingIsProven() throws {
    let folder = ScratchFolder()
    folder.folder("77")
    folder.file("77/cmdline", "java\u{0}x\u{0}")
    let watched = try WatchedProcess(ProcessPattern(), folder: folder.path)
    defer { watched.stop() }
    let hidden = try #require(watched.wait { !$0.problem.isEmpty })
    #expect(hidden.status == .unknown)
    folder.folder("1")
    folder.file("1/cmdline", "/pause\u{0}")
    #expect(watched.wait { $0.status == .gone && $0.problem.isEmpty } != nil)
  }

  @Test func anAgentThatSeesItselfAloneProvesNothing() throws {
    let folder = ScratchFolder()
    folder.folder("\(getpid())")
    let watched = try WatchedProcess(ProcessPattern(), folder: folder.path)
    defer { watched.stop() }
    let state = try #require(watched.wait { !$0.problem.isEmpty })
    #expect(state.status == .unknown)
    #expect(state.problem.contains("shareProcessNamespace"))
  }

  @Test func anotherProcessOfTheSameNumberIsARestart() throws {
    let folder = ScratchFolder()
    let rest = "1 1 1 0 -1 0 1 2 3 4 5 6 7 8 20 0 5 0"
    for pid in ["1", "70"] { folder.folder(pid) }
    folder.file("1/cmdline", "/pause\u{0}")
    folder.file("70/cmdline", "java\u{0}kafka.Kafka\u{0}")
    folder.file("70/stat", "70 (java) S \(rest) 100 0 10 0\n")
    let watched = try WatchedProcess(ProcessPattern(), folder: folder.path)
    defer { watched.stop() }
    #expect(watched.wait { $0.status == .running && $0.restarts == 0 } != nil)
    folder.file("70/stat", "70 (java) S \(rest) 200 0 10 0\n")
    #expect(watched.wait { $0.status == .running && $0.restarts == 1 } != nil)
    folder.file("70/stat", "garbage")
    #expect(watched.wait { $0.status == .gone } != nil)
  }
}
