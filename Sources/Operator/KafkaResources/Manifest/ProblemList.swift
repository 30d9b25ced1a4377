package import JSON

/// Collects what a reader finds while it walks through a manifest. It belongs to one reading and never outlives it.
package final class ProblemList {
  package private(set) var problems: [ManifestProblem] = []

  package init() {}

  package var hasErrors: Bool { problems.contains { $0.isError } }

  package func error(at path: JSONPath, _ message: String, remedy: String) {
    problems.append(ManifestProblem(.error, at: path, message, remedy: remedy))
  }

  package func warning(at path: JSONPath, _ message: String, remedy: String) {
    problems.append(ManifestProblem(.warning, at: path, message, remedy: remedy))
  }

  package func append(_ more: [ManifestProblem]) { problems.append(contentsOf: more) }
}
