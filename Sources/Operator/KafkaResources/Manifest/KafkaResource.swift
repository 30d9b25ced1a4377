public import JSON
public import YAML

/// A custom resource of any of the four kinds.
public enum KafkaResource: Sendable, Hashable {
  /// A cluster.
  case cluster(KafkaCluster)
  /// A topic.
  case topic(KafkaTopic)
  /// A user.
  case user(KafkaUser)
  /// An operation of Cruise Control.
  case operation(CruiseControlOperation)

  /// Reads a manifest from a document.
  ///
  /// - Returns: Nil where the document is of no kind of ours.
  /// - Throws: Every wrong value, each with its path, place and remedy.
  public init?(document: YAMLDocument, defaultNamespace: String = "default") throws(ManifestErrors) {
    guard Self.isOurs(document.value) else { return nil }
    switch document.value["kind"]?.stringValue {
    case KafkaCluster.kind: self = .cluster(try KafkaCluster(document: document, defaultNamespace: defaultNamespace))
    case KafkaTopic.kind: self = .topic(try KafkaTopic(document: document, defaultNamespace: defaultNamespace))
    case KafkaUser.kind: self = .user(try KafkaUser(document: document, defaultNamespace: defaultNamespace))
    case CruiseControlOperation.kind:
      self = .operation(try CruiseControlOperation(document: document, defaultNamespace: defaultNamespace))
    default: return nil
    }
  }

  /// Whether an object is of one of the kinds, of this group: other operators have a KafkaTopic, too. One without an API
  /// version counts, so that it is told what it lacks.
  public static func isOurs(_ object: JSONValue) -> Bool {
    guard let kind = object["kind"]?.stringValue, ResourceSchema.all.contains(where: { $0.kind == kind }) else {
      return false
    }
    guard let version = object["apiVersion"]?.stringValue else { return true }
    return version.hasPrefix(ResourceSchema.group + "/") || !version.contains("/")
  }

  /// What a person should know about the manifest; none of it is an error.
  public var warnings: [ManifestProblem] {
    switch self {
    case .cluster(let cluster): cluster.warnings
    case .topic(let topic): topic.warnings
    case .user(let user): user.warnings
    case .operation(let operation): operation.warnings
    }
  }
}
