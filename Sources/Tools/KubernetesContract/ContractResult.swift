/// How a case ended.
public struct ContractResult: Sendable {
  /// The ways.
  public enum Outcome: Sendable, Hashable {
    /// The promise holds.
    case passed
    /// It does not: what was expected and what came.
    case failed(String)
    /// It was not looked at: why.
    case skipped(String)
  }

  /// The case's name.
  public let name: String
  /// How it ended.
  public let outcome: Outcome
  /// How long it took.
  public let duration: Duration

  /// One line: `passed   watch: a deleted object … (0.05 s)`.
  public var line: String {
    let milliseconds = duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000
    let time = "\(milliseconds / 1000).\(String(milliseconds % 1000 + 1000).dropFirst()) s"
    return switch outcome {
    case .passed: "passed   \(name) (\(time))"
    case .failed(let why): "FAILED   \(name) (\(time)): \(why)"
    case .skipped(let why): "skipped  \(name): \(why)"
    }
  }
}
