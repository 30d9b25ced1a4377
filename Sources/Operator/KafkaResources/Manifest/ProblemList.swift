import JSON

/// Collects what a reader finds while it walks through a manifest. It belongs to one reading and never outlives it.
final class ProblemList {
  private(set) var problems: [ManifestProblem] = []

  var hasErrors: Bool { problems.contains { $0.isError } }

  func error(at path: JSONPath, _ message: String, remedy: String) {
    problems.append(ManifestProblem(.error, at: path, message, remedy: remedy))
  }

  func warning(at path: JSONPath, _ message: String, remedy: String) {
    problems.append(ManifestProblem(.warning, at: path, message, remedy: remedy))
  }

  func append(_ more: [ManifestProblem]) { problems.append(contentsOf: more) }
}
