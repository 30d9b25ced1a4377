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

  /// Notes what rules found in what was left of a manifest. What they say about a place that holds something wrong may be
  /// wrong itself, and is left out.
  package func appendFindings(_ more: [ManifestProblem]) {
    var holders: Set<JSONPath> = []
    for problem in problems where problem.isError {
      var place = problem.path
      while holders.insert(place).inserted, !place.components.isEmpty { place = place.parent }
    }
    append(more.filter { !holders.contains($0.path) })
  }

  package func append(_ more: [ManifestProblem]) {
    for problem in more where known.insert(problem).inserted { problems.append(problem) }
  }
}
