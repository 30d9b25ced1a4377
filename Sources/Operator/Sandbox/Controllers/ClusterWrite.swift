import JSON
import KubernetesClient
import KubernetesObjects

/// A write that a decision asks for.
enum ClusterWrite: Sendable, Hashable {
  /// Create an object.
  case create(APIResource, JSONValue)
  /// Replace an object, or the part of it that is named, as it was read.
  case replace(APIResource, JSONValue, subresource: String = "")
  /// Change an object, or the part of it that is named, by a merge patch.
  case patch(APIResource, ObjectKey, JSONValue, subresource: String = "")
  /// Give a Pod its node.
  case bind(ObjectKey, uid: String, node: String)
  /// Delete the object with that UID.
  case delete(APIResource, ObjectKey, uid: String, gracePeriodSeconds: Int? = nil)

  /// The kind that is written.
  var resource: APIResource {
    switch self {
    case .create(let resource, _), .replace(let resource, _, _), .patch(let resource, _, _, _),
      .delete(let resource, _, _, _):
      resource
    case .bind: Pod.resource
    }
  }

  /// The object that is written.
  var key: ObjectKey {
    switch self {
    case .create(_, let object), .replace(_, let object, _): ObjectKey(of: object)
    case .patch(_, let key, _, _), .bind(let key, _, _), .delete(_, let key, _, _): key
    }
  }
}

extension ObjectKey {
  /// The name in an object's metadata.
  init(of object: JSONValue) {
    let metadata = object["metadata"]
    self.init(
      namespace: metadata?["namespace"]?.stringValue ?? "", name: metadata?["name"]?.stringValue ?? "")
  }

  /// As people write it: `namespace/name`.
  var path: String { namespace.isEmpty ? name : "\(namespace)/\(name)" }
}

extension KubernetesObject {
  /// A patch that is a conflict where another write came since this object was read.
  func patch(_ members: JSONObject, metadata: JSONObject = [:]) -> JSONValue {
    var own = metadata
    if let version = self.metadata.resourceVersion { own["resourceVersion"] = .string(version) }
    if let uid = self.metadata.uid { own["uid"] = .string(uid) }
    var patch = members
    patch["metadata"] = .object(own)
    return .object(patch)
  }
}
