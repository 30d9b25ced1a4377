/// Why a rule in the Common Expression Language gives no answer.
struct CELError: Error, Sendable, Hashable {
  /// What kind of reason it is.
  enum Kind: Sendable, Hashable {
    /// The text is no CEL.
    case syntax
    /// The text may be CEL, but uses what is not known here.
    case unsupported
    /// The rule looked at something that is not there, or is of another type.
    case evaluation
  }

  let kind: Kind
  let message: String
  /// Where in the text, in characters from its beginning; 0 for an evaluation.
  var offset = 0

  static func syntax(_ message: String, at offset: Int) -> CELError {
    CELError(kind: .syntax, message: message, offset: offset)
  }

  static func unsupported(_ message: String) -> CELError { CELError(kind: .unsupported, message: message) }

  static func evaluation(_ message: String) -> CELError { CELError(kind: .evaluation, message: message) }
}
