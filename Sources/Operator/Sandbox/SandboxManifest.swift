import BrokerConfig
public import JSON
import KafkaResources
public import YAML

/// An object that a sandbox begins with.
public struct SandboxManifest: Sendable {
  /// A KafkaCluster among them, as it was read.
  struct Cluster: Sendable {
    let cluster: KafkaCluster
  }

  /// Where it was written, for messages.
  public let source: String
  /// The object; its namespace is said.
  public let object: JSONValue
  let cluster: Cluster?

  var apiVersion: String { object["apiVersion"]?.stringValue ?? "" }
  var kind: String { object["kind"]?.stringValue ?? "" }
  var name: String { object["metadata"]?["name"]?.stringValue ?? "" }
  var namespace: String { object["metadata"]?["namespace"]?.stringValue ?? "" }

  /// What is applied first: what others need.
  var rank: Int {
    switch kind {
    case "Namespace": 0
    case "CustomResourceDefinition": 1
    case "ServiceAccount", "Secret", "ConfigMap", "StorageClass", "PersistentVolume": 2
    case KafkaCluster.kind: 4
    default: 3
    }
  }

  /// Reads documents of one file, and checks all that can be checked without a server.
  ///
  /// - Parameters:
  ///   - source: The file, for messages.
  ///   - namespace: That of objects that name none.
  /// - Throws: `SandboxError` with a line for each problem.
  /// - Returns: The objects, and what a person should know about them.
  public static func read(
    _ documents: [YAMLDocument], source: String, namespace: String
  ) throws(SandboxError) -> (manifests: [SandboxManifest], warnings: [String]) {
    var manifests: [SandboxManifest] = []
    var warnings: [String] = documents.flatMap(\.warnings).map { "\(source): warning: \($0)" }
    var problems: [String] = []
    let parts = documents.flatMap(\.manifests)
    for (document, verdict) in zip(parts, ManifestReview(of: parts, defaultNamespace: namespace).verdicts) {
      var cluster: Cluster?
      switch verdict {
      case .empty: continue
      case .refused(let found):
        problems += found.filter(\.isError).map { "\(source): \($0)" }
        continue
      case .leftOut: break
      case .accepted(let resource, let found):
        warnings += found.map { "\(source): warning: \($0.located(in: document))" }
        if case .cluster(let read) = resource { cluster = Cluster(cluster: read) }
      }
      guard let object = complete(document.value, namespace: namespace) else {
        problems.append(
          "\(source): a document is no object of Kubernetes: it needs apiVersion, kind and metadata.name")
        continue
      }
      manifests.append(SandboxManifest(source: source, object: object, cluster: cluster))
    }
    guard problems.isEmpty else {
      throw SandboxError(.invalidInput, problems[0], details: Array(problems.dropFirst()))
    }
    return (manifests, warnings)
  }

  /// With the namespace, and without what a server writes itself; nil where it is no object.
  private static func complete(_ value: JSONValue, namespace: String) -> JSONValue? {
    guard value["apiVersion"]?.stringValue?.isEmpty == false, let kind = value["kind"]?.stringValue, !kind.isEmpty,
      var metadata = value["metadata"]?.objectValue, metadata["name"]?.stringValue?.isEmpty == false
    else { return nil }
    for member in ["resourceVersion", "uid", "creationTimestamp", "generation", "managedFields"] {
      metadata[member] = nil
    }
    if metadata["namespace"]?.stringValue?.isEmpty ?? true, !clusterWide.contains(kind) {
      metadata["namespace"] = .string(namespace)
    }
    var object = value
    object["metadata"] = .object(metadata)
    object["status"] = nil
    return object
  }

  private static let clusterWide: Set<String> = [
    "Namespace", "Node", "PersistentVolume", "StorageClass", "ClusterRole", "ClusterRoleBinding",
    "CustomResourceDefinition", "PriorityClass",
  ]
}
