import Foundation

/// What is beside the project: `KOPERATOR_SHARED`, else `../shared`.
enum Shared {
  static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static var folder: URL {
    if let path = ProcessInfo.processInfo.environment["KOPERATOR_SHARED"] { return URL(filePath: path) }
    return package.appending(path: "../shared").standardizedFileURL
  }

  /// A file or folder beside the project; nil, and a line that says what is skipped, where it is not there.
  static func find(_ path: String, orSkip what: String) -> URL? {
    let place = folder.appending(path: path)
    if FileManager.default.fileExists(atPath: place.path) { return place }
    print("SKIPPED \(what): there is no \(place.path) (set KOPERATOR_SHARED)")
    return nil
  }

  static func text(_ url: URL) throws -> String { try String(contentsOf: url, encoding: .utf8) }
}
