import CLinux
import Glibc

import Transport

@testable import BrokerAgent

/// A folder of its own, removed when it is dropped.
final class ScratchFolder: Sendable {
  let path: String

  init() {
    let root = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(root)/broker-agent-XXXXXX".utf8CString)
    mkdtemp(&template)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { Self.remove(path) }

  func folder(_ name: String) { mkdir("\(path)/\(name)", 0o755) }

  func file(_ name: String, _ content: [UInt8]) {
    let descriptor = open("\(path)/\(name)", O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    defer { close(descriptor) }
    var rest = content[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count <= 0 { return }
      rest = rest.dropFirst(count)
    }
  }

  func file(_ name: String, _ text: String) { file(name, Array(text.utf8)) }

  func remove(_ name: String) { Self.remove("\(path)/\(name)") }

  static func remove(_ path: String) {
    if unlink(path) == 0 || errno == ENOENT { return }
    if let stream = opendir(path) {
      while let entry = readdir(stream) {
        let name = String(cString: koperator_entry_name(entry))
        if name != ".", name != ".." { remove("\(path)/\(name)") }
      }
      closedir(stream)
    }
    rmdir(path)
  }
}

/// Faults that a test sets and lifts while calls are made.
final class DiskFaults: Sendable {
  private struct State {
    var codes: [DiskCall: Int32] = [:]
    var hanging: DiskCall?
    var stuck = 0
    var most = 0
  }

  private let state = Lock(State())

  /// The most calls that hung at once.
  var mostStuck: Int { state.withLock { $0.most } }
  var isStuck: Bool { state.withLock { $0.stuck > 0 } }

  func fail(_ call: DiskCall, _ code: Int32) { state.withLock { $0.codes[call] = code } }
  func hang(_ call: DiskCall) { state.withLock { $0.hanging = call } }
  func heal() {
    state.withLock {
      $0.codes = [:]
      $0.hanging = nil
    }
  }

  var calls: DiskCalls {
    DiskCalls { [self] call, _ in
      if state.withLock({ $0.hanging == call }) {
        state.withLock {
          $0.stuck += 1
          $0.most = max($0.most, $0.stuck)
        }
        while state.withLock({ $0.hanging == call }) { usleep(2_000) }
        state.withLock { $0.stuck -= 1 }
      }
      return state.withLock { $0.codes[call] ?? 0 }
    }
  }
}

/// A probe on a loop, with all that it reported.
final class WatchedDir: @unchecked Sendable {
  let loop: EventLoop
  private var probe: LogDirProbe?
  private let reports = Lock<[LogDirState]>([])

  /// Fast enough for tests; deadlines are as given.
  static func timing(deadline: Duration = .seconds(60)) -> LogDirTiming {
    var timing = LogDirTiming()
    timing.interval = .milliseconds(20)
    timing.writePeriod = .milliseconds(60)
    timing.identityPeriod = .milliseconds(60)
    timing.namesPeriod = .milliseconds(60)
    timing.bytesPeriod = .milliseconds(120)
    timing.retryPeriod = .milliseconds(40)
    timing.slicePause = .milliseconds(1)
    timing.spaceDeadline = deadline
    timing.writeDeadline = deadline
    timing.readDeadline = deadline
    return timing
  }

  init(
    _ path: String, probeFolder: String?, timing: LogDirTiming = WatchedDir.timing(), calls: DiskCalls = DiskCalls()
  ) throws {
    loop = try EventLoop()
    loop.executeAndWait { [self] in
      let probe = LogDirProbe(path: path, probeFolder: probeFolder, timing: timing, calls: calls, on: loop) { state in
        self.reports.withLock {
          $0.append(state)
          if $0.count > 1_000 { $0.removeFirst(500) }
        }
      }
      self.probe = probe
      probe.start()
    }
  }

  var last: LogDirState? { reports.withLock { $0.last } }
  var count: Int { reports.withLock { $0.count } }

  /// Waits until a report fits; the last one where none does within a minute.
  func wait(_ fits: (LogDirState) -> Bool) -> LogDirState? {
    let end = MonotonicClock.now + .seconds(60)
    while MonotonicClock.now < end {
      if let last, fits(last) { return last }
      usleep(2_000)
    }
    return nil
  }

  func withProbe(_ body: @escaping @Sendable (LogDirProbe) -> Void) {
    loop.executeAndWait { [self] in probe.map(body) }
  }

  func stop() {
    loop.executeAndWait { [self] in
      probe?.stop()
      probe = nil
    }
    loop.stop()
  }
}
