public import JSON
public import YAML

/// A KafkaUser (`kafka.banzaicloud.io/v1alpha1`): a user of a cluster, its certificate and what it may do.
///
/// A value of this type has passed every rule whose break is an error. It never changes the manifest: `raw` is what
/// was read.
public struct KafkaUser: Sendable, Hashable, ManifestReadable {
  /// The kind of manifests.
  public static let kind = "KafkaUser"

  /// The namespace.
  public let namespace: String
  /// The name, which is also the common name of the user's certificate.
  public let name: String
  /// What is wanted.
  public let spec: Spec
  /// What is known of it; nothing where the manifest has no status.
  public let status: Status
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
    let reading = ManifestReading(manifest, .kafkaUser)
    namespace = reading.namespace ?? defaultNamespace
    name = reading.name
    spec = Spec(reading.spec)
    status = Status(json: reading.status)
    raw = manifest
    warnings = []
    warnings = try reading.end(with: KafkaUserRules.problems(in: self))
  }

  /// Reads a manifest from a document, so that problems carry lines and columns.
  ///
  /// - Throws: Every wrong value, each with its path, place and remedy.
  public init(document: YAMLDocument, defaultNamespace: String = "default") throws(ManifestErrors) {
    try self.init(locatedIn: document) { (manifest) throws(ManifestErrors) in
      try Self(manifest: manifest, defaultNamespace: defaultNamespace)
    }
  }

  /// The namespace of its cluster.
  public var clusterNamespace: String { spec.clusterRef.namespace ?? namespace }
}
