import JSON

/// Why a successful answer cannot be read.
public struct AnswerError: Error, Sendable, Hashable {
  /// What is wrong.
  public enum Code: Sendable, Hashable {
    /// It is not JSON, or ends too early.
    case syntax
    /// It is of another kind than what was asked for.
    case form
    /// It is longer than the bound.
    case tooLarge
  }

  /// What is wrong.
  public let code: Code
  /// What is wrong, in words.
  public let message: String

  /// An error.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// Whether another try may help: what broke on the way may arrive whole the next time.
  public var isRetryable: Bool { code == .syntax }

  init(_ error: JSONError) {
    self.init(error.code == .type ? .form : error.code == .limit ? .tooLarge : .syntax, "\(error)")
  }

  /// The object that an answer is, of that kind.
  static func object(parsing body: [UInt8], kind: String) throws(AnswerError) -> JSONValue {
    let json: JSONValue
    do { json = try JSONValue(parsing: body) } catch { throw AnswerError(error) }
    let found = json["kind"]?.stringValue ?? json.kindDescription
    guard found == kind else { throw AnswerError(.form, "the answer is \(found), not \(kind)") }
    return json
  }
}

extension AnswerError: CustomStringConvertible {
  /// The message.
  public var description: String { message }
}
