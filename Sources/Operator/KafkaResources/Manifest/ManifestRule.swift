/// A rule about a manifest that no single field can say: what it is called, what it looks at, and, where CEL can say it
/// too, how an API server keeps it.
///
/// A rule whose break is an error never refuses a manifest that Koperator takes and that works there: such a manifest
/// gets a warning.
public struct ManifestRule<Subject: Sendable>: Sendable {
  /// How a rule is checked.
  public enum Check: Sendable {
    /// By looking at one manifest.
    case state(@Sendable (_ new: Subject) -> [ManifestProblem])
    /// By comparing a manifest with the one that it replaces.
    case transition(@Sendable (_ new: Subject, _ old: Subject) -> [ManifestProblem])
  }

  /// The name, for people and for lists of rules: words with a capital each but the first, such as `groupsExist`.
  public let name: String
  /// What an API server checks of it; empty where CEL cannot say it.
  public let expressions: [CELExpression]
  /// The whole rule.
  public let check: Check

  /// A rule about one manifest.
  init(
    _ name: String, cel expressions: [CELExpression] = [],
    _ check: @escaping @Sendable (_ new: Subject) -> [ManifestProblem]
  ) {
    self.name = name
    self.expressions = expressions
    self.check = .state(check)
  }

  /// A rule about a change.
  init(
    change name: String, cel expressions: [CELExpression] = [],
    _ check: @escaping @Sendable (_ new: Subject, _ old: Subject) -> [ManifestProblem]
  ) {
    self.name = name
    self.expressions = expressions
    self.check = .transition(check)
  }

  /// What breaks the rule; nothing for a rule about changes where there is no manifest to compare with.
  public func problems(in new: Subject, replacing old: Subject? = nil) -> [ManifestProblem] {
    switch check {
    case .state(let check): return check(new)
    case .transition(let check): return old.map { check(new, $0) } ?? []
    }
  }
}
