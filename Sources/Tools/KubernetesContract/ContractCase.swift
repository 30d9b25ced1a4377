/// One promise of the Kubernetes API that a server is held against.
///
/// A case works in a namespace of its own and tidies up nothing else but what is outside of it. It must never rely on what
/// another case did, nor on how fast the server is.
public struct ContractCase: Sendable {
  /// What a server must have for a case to make sense.
  public enum Need: String, Sendable, Hashable, CaseIterable {
    /// kube-controller-manager, or what does its work: garbage collection, the end of namespaces, budgets.
    case controllers
    /// A way to make the server forget old states at once.
    case compaction
  }

  /// What it is about, in one word: `apply`, `watch`.
  public let group: String
  /// What is promised, as a sentence.
  public let sentence: String
  /// What the server must have.
  public let needs: Set<Need>
  /// Looks whether the promise holds; throws where it does not.
  public let body: @Sendable (ContractContext) async throws -> Void

  /// A case.
  public init(
    _ group: String, _ sentence: String, needs: Set<Need> = [],
    body: @escaping @Sendable (ContractContext) async throws -> Void
  ) {
    self.group = group
    self.sentence = sentence
    self.needs = needs
    self.body = body
  }

  /// Group and sentence: `watch: a deleted object is told with a newer version`.
  public var name: String { "\(group): \(sentence)" }

  /// Whether others may not run at the same time: what it does to the server would break them.
  var runsAlone: Bool { needs.contains(.compaction) }
}
