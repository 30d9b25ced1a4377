import Foundation

/// The end of a container's log, which is its message where it failed (`FallbackToLogsOnError`): the kubelet's 80
/// lines, 2048 bytes.
enum LogTail {
  static let lines = 80
  static let bytes = 2048

  /// The size of a log; 0 where there is none.
  static func size(of path: String) -> UInt64 {
    (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber)?.uint64Value ?? 0
  }

  /// The end of what was written since the log had a size.
  static func read(_ path: String, since size: UInt64) -> String? {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? file.close() }
    guard let end = try? file.seekToEnd() else { return nil }
    // A log that is smaller than before was begun anew meanwhile.
    let first = max(end >= size ? size : 0, end > UInt64(bytes) ? end - UInt64(bytes) : 0)
    guard end > first, (try? file.seek(toOffset: first)) != nil, let data = try? file.readToEnd() else { return nil }
    return text(Array(data))
  }

  /// The last lines of so many bytes.
  static func text(_ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    let found = text.split(separator: "\n", omittingEmptySubsequences: false)
    let count = text.hasSuffix("\n") ? lines + 1 : lines
    return found.suffix(count).joined(separator: "\n")
  }
}
