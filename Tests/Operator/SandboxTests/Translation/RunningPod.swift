import Foundation
import Glibc
import Testing

@testable import Sandbox

/// A translated pod that runs: its files are written and its first container is a process, which ends with this value.
final class RunningPod: Sendable {
  let log: URL
  private let process: Process

  /// Writes what the pod consists of and starts its container.
  init(_ processes: PodProcesses, log: URL) throws {
    let files = FileManager.default
    for folder in processes.folders { try files.createDirectory(atPath: folder, withIntermediateDirectories: true) }
    for file in processes.files {
      let url = URL(filePath: file.path)
      try files.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.bytes).write(to: url, options: .atomic)
      try files.setAttributes([.posixPermissions: Int(file.mode)], ofItemAtPath: file.path)
    }
    self.log = log
    try #require(files.createFile(atPath: log.path, contents: nil))
    let container = try #require(processes.containers.first)
    process = Process()
    process.executableURL = URL(filePath: container.executable)
    process.arguments = container.arguments
    process.environment = container.environment
    process.currentDirectoryURL = URL(filePath: container.workingDirectory)
    let output = try FileHandle(forWritingTo: log)
    process.standardOutput = output
    process.standardError = output
    // A thread of tasks holds signals back, which what it starts would inherit.
    var none = sigset_t()
    var before = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try process.run()
  }

  /// What it has printed.
  var text: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

  /// Asks it to end, as a kubelet does, and waits until it has.
  ///
  /// It is killed where it does not end within two minutes.
  func stop() {
    process.terminate()
    let deadline = ContinuousClock.now + .seconds(120)
    while process.isRunning, ContinuousClock.now < deadline { usleep(50_000) }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
  }

  /// Whether it runs.
  var isRunning: Bool { process.isRunning }

  /// What it ended with.
  var status: Int32 { process.terminationStatus }
}
