import ArgumentParsing
import BrokerConfig
import KafkaResources

/// `koperator validate`: what is wrong with manifests.
enum ValidateCommand {
  private static let strict = Option("strict", .flag, help: "Refuse manifests with warnings, too.")

  static let command = Command(
    "validate", summary: "Check manifests.",
    discussion:
      "Every KafkaCluster, KafkaTopic, KafkaUser and CruiseControlOperation of the files is checked, alone and together: "
      + "each problem is printed with its place, what is wrong, and what to do about it. Nothing is asked of a Kubernetes or "
      + "Kafka cluster. Other kinds are left out.",
    options: [ManifestFiles.files, strict, InputFiles.namespace]
  ) { arguments in
    InputFiles.exitCode { () throws(InputFiles.Failure) in try run(arguments) }
  }

  /// How much was found.
  private struct Count {
    var manifests = 0
    var refused = 0
    var warnings = 0
    var unreadable = 0
  }

  private static func run(_ arguments: ParsedArguments) throws(InputFiles.Failure) {
    let (manifests, unreadable) = ManifestFiles.readAll(arguments)
    let review = ManifestReview(
      of: manifests.map(\.document), defaultNamespace: arguments.required(InputFiles.namespace))
    var count = Count()
    count.unreadable = unreadable
    for (manifest, verdict) in zip(manifests, review.verdicts) {
      count.warnings += manifest.document.warnings.count
      tell(verdict, of: manifest.file, &count)
    }
    Terminal.print(summary(count) + "\n")
    if count.manifests == 0, unreadable == 0 {
      let kinds = ResourceSchema.all.map(\.kind).joined(separator: ", ")
      throw InputFiles.failure(.invalidInput, "there is no manifest of these kinds in what was given: \(kinds)")
    }
    if count.refused + unreadable > 0 { throw InputFiles.Failure(code: .invalidInput) }
    if arguments.isSet(strict), count.warnings > 0 {
      throw InputFiles.failure(.invalidInput, "there are warnings, and --strict refuses them")
    }
  }

  private static func tell(_ verdict: ManifestReview.Verdict, of file: String, _ count: inout Count) {
    var problems: [ManifestProblem] = []
    switch verdict {
    case .empty: return
    case .leftOut(let kind): return Terminal.complain("\(file): note: a \(kind) is left out")
    case .accepted(_, let warnings): problems = warnings
    case .refused(let found):
      problems = found
      count.refused += 1
    }
    count.manifests += 1
    for problem in problems {
      if !problem.isError { count.warnings += 1 }
      Terminal.complain("\(file): \(problem.isError ? "" : "warning: ")\(problem)")
    }
  }

  /// One line, such as `3 manifests: 1 refused, 2 warnings`.
  private static func summary(_ count: Count) -> String {
    func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
    var parts = [
      count.refused == 0 ? "none refused" : "\(count.refused) refused", counted(count.warnings, "warning"),
    ]
    if count.unreadable > 0 { parts.append("\(counted(count.unreadable, "file")) not read") }
    return "\(counted(count.manifests, "manifest")): \(parts.joined(separator: ", "))"
  }
}
