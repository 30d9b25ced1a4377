public import JSON

/// A KafkaCluster (`kafka.banzaicloud.io/v1beta1`): its spec and its status typed, everything else kept.
///
/// A value of this type has passed every rule whose break is an error for its purpose. It never changes the manifest:
/// `raw` is what was read.
public struct KafkaCluster: Sendable, Hashable, ManifestReadable {
  /// The API version of manifests.
  public static let apiVersion = ResourceSchema.kafkaCluster.apiVersion
  /// The kind of manifests.
  public static let kind = "KafkaCluster"

  /// What a cluster is read for.
  public enum Purpose: Sendable, Hashable {
    /// Its Pods and all that belongs to them: every rule holds.
    case running
    /// Its addresses: brokers that run already are reached, whatever is wrong with the description of their disks. A rule
    /// that does not decide how they are reached gives warnings.
    case serving
  }

  /// The namespace.
  public let namespace: String
  /// The name.
  public let name: String
  /// What is wanted.
  public let spec: Spec
  /// What is known of it; nothing where the manifest has no status.
  public let status: Status
  /// The whole manifest as it was read, with the fields that are not typed here.
  public let raw: JSONValue
  /// What a person should know about the manifest; none of it is an error.
  public internal(set) var warnings: [ManifestProblem]

  /// Reads a manifest.
  ///
  /// - Parameters:
  ///   - manifest: The object.
  ///   - defaultNamespace: The namespace of a manifest that names none.
  ///   - purpose: What it is read for.
  /// - Throws: Every wrong value, each with its path and remedy.
  public init(
    manifest: JSONValue, defaultNamespace: String = "default", for purpose: Purpose = .running
  ) throws(ManifestErrors) {
    let reading = ManifestReading(manifest, .kafkaCluster)
    self.init(
      namespace: reading.namespace ?? defaultNamespace, name: reading.name, spec: Spec(reading.spec), raw: manifest,
      warnings: [])
    warnings = try reading.end(with: reading.hasSpec ? KafkaClusterRules.problems(in: self, for: purpose) : [])
  }

  init(namespace: String, name: String, spec: Spec, raw: JSONValue, warnings: [ManifestProblem]) {
    self.namespace = namespace
    self.name = name
    self.spec = spec
    status = Status(json: raw["status"]?.objectValue ?? [:])
    self.raw = raw
    self.warnings = warnings
  }
}

extension KafkaCluster {
  /// What a change of a cluster would break, and what a person should know about it, besides what holds of the new
  /// manifest alone.
  ///
  /// - Parameter old: The cluster as it was wanted before.
  public func problems(replacing old: KafkaCluster) -> [ManifestProblem] {
    KafkaClusterRules.changeRules.flatMap { $0.problems(in: self, replacing: old) }
  }
}

extension JSONPath {
  /// A path of keys.
  init(keys: String...) { self.init(keys.map { .key($0) }) }
}
