public import JSON
public import YAML

/// A CruiseControlOperation (`kafka.banzaicloud.io/v1alpha1`): something that Cruise Control does, tried until it is done.
/// What it does is in the status, which only the operator writes.
///
/// A value of this type has passed every rule whose break is an error. It never changes the manifest: `raw` is what
/// was read.
public struct CruiseControlOperation: Sendable, Hashable, ManifestReadable {
  /// The kind of manifests.
  public static let kind = "CruiseControlOperation"
  /// The label with the cluster's name.
  public static let clusterLabel = "kafka_cr"
  /// The label that stops an operation from being tried again, where it is `true`.
  public static let pauseLabel = "pause"

  /// The namespace, which is also the cluster's.
  public let namespace: String
  /// The name; empty where the API server is to make it.
  public let name: String
  /// What is wanted.
  public let spec: Spec
  /// What is known of it; nothing where the manifest has no status.
  public let status: Status
  /// The labels.
  public let labels: [String: String]
  /// The whole manifest as it was read.
  public let raw: JSONValue
  /// What a person should know about the manifest; none of it is an error.
  public internal(set) var warnings: [ManifestProblem]

  /// Reads a manifest.
  ///
  /// - Parameters:
  ///   - manifest: The object.
  ///   - defaultNamespace: The namespace of a manifest that names none.
  /// - Throws: Every wrong value, each with its path and remedy.
  public init(manifest: JSONValue, defaultNamespace: String = "default") throws(ManifestErrors) {
    let reading = ManifestReading(manifest, .cruiseControlOperation)
    namespace = reading.namespace ?? defaultNamespace
    name = reading.name
    spec = Spec(reading.spec)
    status = Status(json: reading.status)
    labels = reading.labels
    raw = manifest
    warnings = []
    warnings = try reading.end(with: CruiseControlOperationRules.problems(in: self))
  }

  /// Reads a manifest from a document, so that problems carry lines and columns.
  ///
  /// - Throws: Every wrong value, each with its path, place and remedy.
  public init(document: YAMLDocument, defaultNamespace: String = "default") throws(ManifestErrors) {
    try self.init(locatedIn: document) { (manifest) throws(ManifestErrors) in
      try Self(manifest: manifest, defaultNamespace: defaultNamespace)
    }
  }

  /// The cluster, where a label names it.
  public var clusterName: String? { labels[Self.clusterLabel] }

  /// Whether it is not to be tried again.
  public var isPaused: Bool { labels[Self.pauseLabel] == "true" }
}

/// A rule about an operation.
public typealias CruiseControlOperationRule = ManifestRule<CruiseControlOperation>

/// The rules about an operation. Each gives the path, what is wrong and what to do about it.
public enum CruiseControlOperationRules {
  /// Every rule, in the order in which its findings are told.
  public static let all: [CruiseControlOperationRule] = [.init("clusterIsNamed", clusterIsNamed)]

  /// What breaks the rules.
  public static func problems(in new: CruiseControlOperation) -> [ManifestProblem] {
    all.flatMap { $0.problems(in: new) }
  }

  private static func clusterIsNamed(_ operation: CruiseControlOperation) -> [ManifestProblem] {
    if operation.clusterName?.isEmpty == false { return [] }
    return [
      ManifestProblem(
        .warning, at: JSONPath(keys: "metadata", "labels", CruiseControlOperation.clusterLabel),
        "the label is missing: nobody knows whose operation it is, and nobody carries it out",
        remedy: "write the name of the KafkaCluster")
    ]
  }
}
