import Glibc

/// Where a program is that is named without a folder.
enum ProgramPath {
  /// The absolute path of a program by a `PATH`; the name itself where it is not found, so that the error names it.
  static func find(_ name: String, path: String?) -> String {
    if name.contains("/") { return name }
    for folder in (path ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":") {
      let candidate = "\(folder)/\(name)"
      if unsafe access(candidate, X_OK) == 0 { return candidate }
    }
    return name
  }
}
