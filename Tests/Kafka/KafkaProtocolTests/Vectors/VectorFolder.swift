import Cryptography
import Foundation
import JSON

/// Messages that Kafka's own codec made: `KAFKA_VECTORS`, else `kafka/facts/protocol` of what is beside the project.
enum VectorFolder {
  static let url: URL = {
    if let folder = ProcessInfo.processInfo.environment["KAFKA_VECTORS"], !folder.isEmpty {
      return URL(fileURLWithPath: folder)
    }
    return shared.appending(path: "kafka/facts/protocol")
  }()

  /// What is beside the project: `KOPERATOR_SHARED`, else `../shared`.
  static let shared: URL = {
    if let folder = ProcessInfo.processInfo.environment["KOPERATOR_SHARED"], !folder.isEmpty {
      return URL(fileURLWithPath: folder)
    }
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return package.appending(path: "../shared").standardizedFileURL
  }()

  static let isThere = FileManager.default.fileExists(atPath: url.path)

  /// The lines of a file, each a value.
  static func lines(of name: String, in folder: URL = url) throws -> [JSONValue] {
    let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    return try text.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
  }

  /// The names of the files of messages, without their ending.
  static func apis() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: url.path).filter { $0.hasSuffix(".jsonl") }
      .map { String($0.dropLast(".jsonl".count)) }.sorted()
  }
}
