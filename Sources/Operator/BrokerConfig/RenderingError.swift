public import JSON
public import KafkaResources
import KubernetesObjects

/// A cluster cannot be rendered: a part of its manifest is nothing that Kubernetes, Kafka, Envoy or Cruise Control takes.
///
/// The rules of the manifest find most of that before; this is what only making the objects shows.
public struct RenderingError: Error, Sendable, Hashable {
  /// What is wrong.
  public enum Code: Sendable, Hashable {
    /// A value of the manifest.
    case value
    /// A fact that is needed is not known.
    case missingFact
  }

  /// What is wrong.
  public let code: Code
  /// Where, what, and what to do about it.
  public let problem: ManifestProblem

  /// An error at a place of the manifest.
  public init(_ code: Code = .value, at path: JSONPath, _ message: String, remedy: String) {
    self.code = code
    problem = ManifestProblem(.error, at: path, message, remedy: remedy)
  }

  /// The same manifest with the same facts fails again.
  public var isRetryable: Bool { false }
}

extension RenderingError: CustomStringConvertible {
  /// One line: place, message, remedy.
  public var description: String { problem.description }
}

extension RenderingError {
  /// A part of a Pod that Kubernetes does not take, as it stands at that place of the manifest.
  init(_ error: ObjectError, at path: JSONPath) {
    self.init(
      at: JSONPath(path.components + error.path.components), error.message,
      remedy: "write it as Kubernetes' API has it")
  }
}
