/// Why a file of definitions cannot be used: where, and what is wrong there.
struct DefinitionError: Error, CustomStringConvertible {
  /// The file.
  let file: String
  /// The line, counted from 1.
  let line: Int
  /// What is wrong.
  let message: String

  var description: String { "\(file):\(line): \(message)" }
}
