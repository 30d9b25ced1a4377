/// Why a manifest was refused: every wrong value in it, not only the first.
public struct ManifestErrors: Error, Sendable, Hashable {
  /// The object, as `kind name`, as far as it could be read.
  public let object: String
  /// What was found; at least one of them is an error.
  public let problems: [ManifestProblem]

  /// The refusal of an object.
  public init(object: String, problems: [ManifestProblem]) {
    self.object = object
    self.problems = problems
  }

  /// The wrong values alone.
  public var errors: [ManifestProblem] { problems.filter { $0.isError } }

  /// Another try with the same text fails the same way.
  public var isRetryable: Bool { false }
}

extension ManifestErrors: CustomStringConvertible {
  /// The object and its wrong values, one a line.
  public var description: String {
    var lines = ["\(object) is refused:"]
    for problem in errors { lines.append("  \(problem)") }
    return lines.joined(separator: "\n")
  }
}
