import Foundation
import Testing

/// A folder that is removed with its owner.
final class TestFolder: Sendable {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("koperator-certificates-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
  func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }
  func write(_ name: String, _ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(fileURLWithPath: path(name))) }
}

/// The path of a program; nil where it is not installed.
func program(_ name: String) -> String? {
  let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
  let home = ProcessInfo.processInfo.environment["JAVA_HOME"].map { ["\($0)/bin"] } ?? []
  return (home + folders.map(String.init)).map { "\($0)/\(name)" }.first {
    FileManager.default.isExecutableFile(atPath: $0)
  }
}

/// Runs a program; its outputs are one text.
func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, text: String) {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: program)
  process.arguments = arguments
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = pipe
  process.standardInput = FileHandle.nullDevice
  try process.run()
  let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  return (process.terminationStatus, String(decoding: data, as: UTF8.self))
}

/// Runs OpenSSL's command line.
func openssl(_ arguments: [String]) throws -> (status: Int32, text: String) {
  try run(try #require(program("openssl")), arguments)
}
