import Foundation

/// The end of a log, for people.
enum LogEnd {
  private static let bytes: UInt64 = 16 << 10

  /// The last lines that are not empty; none where there is no such file.
  static func lines(of path: String, count: Int = 12) -> [String] {
    guard let file = FileHandle(forReadingAtPath: path) else { return [] }
    defer { try? file.close() }
    let size = (try? file.seekToEnd()) ?? 0
    try? file.seek(toOffset: size > bytes ? size - bytes : 0)
    let data = (try? file.readToEnd()) ?? Data()
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    // The first one may be half; where Java was when it failed tells people little.
    return Array(lines.dropFirst(size > bytes ? 1 : 0).filter { !$0.hasPrefix("\tat ") }.suffix(count))
  }
}
