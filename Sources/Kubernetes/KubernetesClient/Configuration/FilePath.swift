/// Paths as texts.
enum FilePath {
  /// The folder of a file; `.` for a file without one.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// A path that is meant relative to a folder.
  static func resolve(_ path: String, in folder: String) -> String {
    if path.isEmpty || path.hasPrefix("/") || folder == "." { return path }
    return folder.hasSuffix("/") ? folder + path : folder + "/" + path
  }
}
