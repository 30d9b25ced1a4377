import JSON
import KubernetesObjects

/// One object in one state, as it is stored: its value, its text and what is looked for in it. It never changes; the next
/// state is another.
final class StoredObject: Sendable {
  /// Where it stands among the objects of its resource: `namespace/name`, or the name alone; lists are in its order.
  let path: String
  /// Empty for an object of the cluster.
  let namespace: String
  let name: String
  let uid: String
  /// The version of the write that made this state.
  let version: Int
  /// The whole; `apiVersion`, `kind` and `metadata` come first.
  let json: JSONValue
  /// The compact text of `json`.
  let bytes: [UInt8]
  let labels: [String: String]
  /// The UIDs of its owners.
  let owners: [String]

  /// An object from its value, in which the version is written already.
  init(_ json: JSONValue, version: Int) {
    let metadata = json["metadata"]
    self.json = json
    self.version = version
    name = metadata?["name"]?.stringValue ?? ""
    namespace = metadata?["namespace"]?.stringValue ?? ""
    uid = metadata?["uid"]?.stringValue ?? ""
    path = StoredObject.path(namespace, name)
    bytes = json.serialized()
    var labels: [String: String] = [:]
    for (key, value) in metadata?["labels"]?.objectValue ?? [:] { labels[key] = value.stringValue ?? "" }
    self.labels = labels
    owners = (metadata?["ownerReferences"]?.arrayValue ?? []).compactMap { $0["uid"]?.stringValue }
  }

  /// The place of a name in a namespace, which is empty for an object of the cluster.
  static func path(_ namespace: String, _ name: String) -> String { namespace.isEmpty ? name : "\(namespace)/\(name)" }

  /// When its deletion began; nil where none has.
  var deletionTimestamp: String? { json["metadata"]?["deletionTimestamp"]?.stringValue }

  /// What must be done before it may go.
  var finalizers: [String] { Self.finalizers(of: json) }

  /// Of a pod that is on a node: the paths of the claims that it uses.
  var claims: [String] {
    guard let node = json["spec"]?["nodeName"]?.stringValue, !node.isEmpty else { return [] }
    let volumes = json["spec"]?["volumes"]?.arrayValue ?? []
    return volumes.compactMap { volume in
      (volume["persistentVolumeClaim"]?["claimName"]?.stringValue).map { Self.path(namespace, $0) }
    }
  }

  /// What must be done before an object may go.
  static func finalizers(of json: JSONValue) -> [String] {
    (json["metadata"]?["finalizers"]?.arrayValue ?? []).compactMap(\.stringValue)
  }
}
