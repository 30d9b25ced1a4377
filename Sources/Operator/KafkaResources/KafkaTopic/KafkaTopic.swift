public import JSON
public import YAML

/// A KafkaTopic (`kafka.banzaicloud.io/v1alpha1`): a topic of a cluster.
///
/// A value of this type has passed every rule whose break is an error. It never changes the manifest: `raw` is what
/// was read.
public struct KafkaTopic: Sendable, Hashable, ManifestReadable {
  /// The kind of manifests.
  public static let kind = "KafkaTopic"
  /// The annotation that says who manages the topic in Kafka.
  public static let managedByAnnotation = "managedBy"

  /// The namespace.
  public let namespace: String
  /// The name of the object; that of the topic is in the spec.
  public let name: String
  /// What is wanted.
  public let spec: Spec
  /// What is known of it; nothing where the manifest has no status.
  public let status: Status
  /// Who manages the topic in Kafka, where the manifest says so.
  public let managedBy: String?
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
    let reading = ManifestReading(manifest, .kafkaTopic)
    namespace = reading.namespace ?? defaultNamespace
    name = reading.name
    spec = Spec(reading.spec)
    status = Status(json: reading.status)
    managedBy = reading.annotations[Self.managedByAnnotation]
    raw = manifest
    warnings = []
    warnings = try reading.end(with: KafkaTopicRules.problems(in: self))
  }

  /// Reads a manifest from a document, so that problems carry lines and columns.
  ///
  /// - Throws: Every wrong value, each with its path, place and remedy.
  public init(document: YAMLDocument, defaultNamespace: String = "default") throws(ManifestErrors) {
    try self.init(locatedIn: document) { (manifest) throws(ManifestErrors) in
      try Self(manifest: manifest, defaultNamespace: defaultNamespace)
    }
  }

  /// Whether the operator makes the topic in Kafka what the manifest says. Koperator's word is as good as ours.
  public var isManaged: Bool { managedBy.map { $0.lowercased() == "koperator" } ?? true }

  /// The namespace of its cluster.
  public var clusterNamespace: String { spec.clusterRef.namespace ?? namespace }
}
