public import JSON

/// A KafkaCluster (`kafka.banzaicloud.io/v1beta1`): brokers, their groups, listeners and Envoy typed; everything else
/// kept.
///
/// A value of this type has passed every rule whose break is an error. It never changes the manifest: `raw` is what
/// was read.
public struct KafkaCluster: Sendable, Hashable {
  /// The API version of manifests.
  public static let apiVersion = "kafka.banzaicloud.io/v1beta1"
  /// The kind of manifests.
  public static let kind = "KafkaCluster"

  /// The namespace.
  public let namespace: String
  /// The name.
  public let name: String
  /// What is wanted.
  public let spec: Spec
  /// The whole manifest as it was read, with the fields that are not typed here.
  public let raw: JSONValue
  /// What a person should know about the manifest; none of it is an error.
  public let warnings: [ManifestProblem]

  /// Reads a manifest.
  ///
  /// - Parameters:
  ///   - manifest: The object.
  ///   - defaultNamespace: The namespace of a manifest that names none.
  /// - Throws: Every wrong value, each with its path and remedy.
  public init(manifest: JSONValue, defaultNamespace: String = "default") throws(ManifestErrors) {
    let problems = ProblemList()
    let object = ManifestObject(members: manifest.objectValue ?? [:], path: [], problems: problems)
    if manifest.objectValue == nil {
      problems.error(
        at: [], "expected an object, found \(manifest.kindDescription)", remedy: "give a \(Self.kind) manifest")
    } else {
      Self.checkType(of: object)
    }
    let metadata = object.object("metadata")
    let name = Self.objectName("name", in: metadata)
    let namespace = Self.objectName("namespace", in: metadata) ?? defaultNamespace
    if manifest.objectValue != nil, metadata?.value("name") == nil {
      problems.error(at: JSONPath(keys: "metadata", "name"), "the field is missing", remedy: "name the cluster")
    }
    let read = object.object("spec")
    if manifest.objectValue != nil, object.value("spec") == nil {
      object.missing("spec", remedy: "describe the cluster")
    }
    let spec = Spec(read ?? ManifestObject(members: [:], path: JSONPath(keys: "spec"), problems: ProblemList()))
    if read != nil { problems.append(KafkaClusterRules.problems(in: spec)) }
    if problems.hasErrors {
      throw ManifestErrors(object: name.map { "\(Self.kind) \($0)" } ?? Self.kind, problems: problems.problems)
    }
    self.init(namespace: namespace, name: name ?? "", spec: spec, raw: manifest, warnings: problems.problems)
  }

  init(namespace: String, name: String, spec: Spec, raw: JSONValue, warnings: [ManifestProblem]) {
    self.namespace = namespace
    self.name = name
    self.spec = spec
    self.raw = raw
    self.warnings = warnings
  }

  private static func checkType(of object: ManifestObject) {
    if let kind = object.string("kind"), kind != Self.kind {
      object.problems.error(
        at: JSONPath(keys: "kind"), "'\(kind)' is not read here", remedy: "give a manifest of kind \(Self.kind)")
    } else if object.value("kind") == nil {
      object.missing("kind", remedy: "write 'kind: \(Self.kind)'")
    }
    if let version = object.string("apiVersion"), version != Self.apiVersion {
      object.problems.error(
        at: JSONPath(keys: "apiVersion"), "'\(version)' is not known", remedy: "write 'apiVersion: \(Self.apiVersion)'")
    } else if object.value("apiVersion") == nil {
      object.missing("apiVersion", remedy: "write 'apiVersion: \(Self.apiVersion)'")
    }
  }

  /// A name as Kubernetes allows it in a Service's name (RFC 1123 label): it becomes part of such names.
  private static func objectName(_ key: String, in metadata: ManifestObject?) -> String? {
    guard let metadata, let name = metadata.string(key) else { return nil }
    if NamePattern.isLabel(name) { return name }
    metadata.problems.error(
      at: metadata.path.appending(key), "'\(name)' is no valid name",
      remedy: "use at most 63 of a-z, 0-9 and '-', beginning and ending with a letter or digit")
    return name
  }
}

extension JSONPath {
  /// A path of keys.
  init(keys: String...) { self.init(keys.map { .key($0) }) }
}
