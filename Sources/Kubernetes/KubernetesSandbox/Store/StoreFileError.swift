/// Why a store file cannot be used.
struct StoreFileError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is the matter.
  enum Code: Sendable, Hashable {
    /// What it holds is not what was written.
    case damaged
    /// Another process has it.
    case inUse
    /// It is of a later program.
    case unknownFormat
    /// The system refuses to read or write it.
    case refused
  }

  let code: Code
  /// The file.
  let path: String
  /// What is wrong, and what can be done.
  let message: String

  var description: String { "store file \(path): \(message)" }

  /// A line that is not what was written.
  static func damaged(_ path: String, line: Int, _ what: String) -> StoreFileError {
    StoreFileError(
      code: .damaged, path: path,
      message:
        "line \(line) is damaged: \(what); put a copy of the file in its place, or move it away to begin with an "
        + "empty cluster")
  }

  /// A call that the system refused.
  static func refused(_ path: String, _ call: String, _ reason: String) -> StoreFileError {
    StoreFileError(
      code: .refused, path: path,
      message: "\(call) failed: \(reason); see to it that the folder is there, can be written and has space")
  }
}
