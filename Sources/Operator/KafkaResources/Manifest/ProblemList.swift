package import JSON

/// Collects what is found in a manifest, each problem once. It belongs to one reading and never outlives it.
package final class ProblemList {
  package private(set) var problems: [ManifestProblem] = []
  private var known: Set<ManifestProblem> = []

  package init() {}

  package var hasErrors: Bool { problems.contains { $0.isError } }

  package func error(at path: JSONPath, _ message: String, remedy: String) {
    append([ManifestProblem(.error, at: path, message, remedy: remedy)])
  }

  package func warning(at path: JSONPath, _ message: String, remedy: String) {
    append([ManifestProblem(.warning, at: path, message, remedy: remedy)])
  }

  package func append(_ more: [ManifestProblem]) {
    for problem in more where known.insert(problem).inserted { problems.append(problem) }
  }
}
