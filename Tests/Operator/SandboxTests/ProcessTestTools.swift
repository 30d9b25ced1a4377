import Foundation
import Sandbox
import Synchronization
import Testing

/// The built `koperator`, which lies beside the test bundle.
let koperatorExecutable: String = {
  let bundle = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
  let folders = [bundle, CommandLine.arguments.first ?? ""].map { URL(filePath: $0).deletingLastPathComponent().path }
  let found = folders.map { $0 + "/koperator" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  return found ?? "\(FileManager.default.currentDirectoryPath)/.build/debug/koperator"
}()

/// Waits until something is so, looking often, for a minute at most.
func eventually(
  _ what: Comment, within time: Duration = .seconds(60), sourceLocation: SourceLocation = #_sourceLocation,
  _ condition: () async throws -> Bool
) async throws {
  let deadline = ContinuousClock.now + time
  while try await !condition() {
    guard ContinuousClock.now < deadline else {
      Issue.record(what, sourceLocation: sourceLocation)
      throw Late()
    }
    try await Task.sleep(for: .milliseconds(10))
  }
}

/// What was waited for did not come.
struct Late: Error {}

/// A folder that is gone after the test.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/sandbox-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of something in it.
  func path(_ name: String) -> String { "\(path)/\(name)" }

  func text(_ name: String) -> String { (try? String(contentsOfFile: path + "/" + name, encoding: .utf8)) ?? "" }
}

/// The processes of the machine that have a word on their command line and are no zombies.
func processes(with word: String) -> [Int32] {
  var found: [Int32] = []
  for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
    guard let process = Int32(name), let bytes = FileManager.default.contents(atPath: "/proc/\(name)/cmdline"),
      String(decoding: bytes, as: UTF8.self).split(separator: "\0").contains(where: { $0.contains(word) }),
      state(of: process) != "Z"
    else { continue }
    found.append(process)
  }
  return found
}

/// The state of a process as `/proc` has it: R, S, T, Z; nil where it is gone.
func state(of process: Int32) -> Character? {
  guard let bytes = FileManager.default.contents(atPath: "/proc/\(process)/stat") else { return nil }
  let text = String(decoding: bytes, as: UTF8.self)
  guard let end = text.lastIndex(of: ")") else { return nil }
  return text[text.index(after: end)...].drop(while: { $0 == " " }).first
}

/// Whether nothing with a word on its command line runs.
func nothingRuns(with word: String) -> Bool { processes(with: word).isEmpty }

/// What a program told, and its end.
final class ProcessDiary: Sendable {
  private let events = Mutex<[ProcessEvent]>([])

  func write(_ event: ProcessEvent) { events.withLock { $0.append(event) } }

  var all: [ProcessEvent] { events.withLock { $0 } }

  var isStarted: Bool {
    all.contains { if case .started = $0 { true } else { false } }
  }

  var end: ProcessExit? {
    for case .ended(let exit, _) in all { return exit }
    return nil
  }

  var failure: String? {
    for case .failed(let message) in all { return message }
    return nil
  }

  var isOver: Bool { end != nil || failure != nil }
}

extension ProcessSupervisor {
  /// Starts bash with a script.
  func bash(
    _ script: String, name: String = "bash", in folder: TemporaryFolder, log: String = "log", limit: Int = 1 << 20,
    _ diary: ProcessDiary
  ) -> Handle {
    start(
      GuardedProgram(
        executable: "/bin/bash", arguments: ["-c", script, name],
        environment: ["PATH": "/usr/bin:/bin"], workingDirectory: folder.path,
        output: .file(path: folder.path + "/" + log, limit: limit))
    ) { diary.write($0) }
  }
}

/// A word that no other process has on its command line: a time to sleep that nobody else asks for.
func someSeconds() -> String { "1000.\(UInt32.random(in: 100_000_000 ... .max))" }
