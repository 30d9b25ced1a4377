public import JSON

/// An object of the Kubernetes API as a value: typed where the project uses it, with the fields that it does not know
/// kept.
///
/// Reading an object and writing it again loses nothing, so that an object of a newer API version can pass through.
/// `apiVersion` and `kind` may be absent when it is read, as they are in the items of a list; they are always written.
public protocol KubernetesObject: KubernetesValue {
  /// The API group and version, as manifests write it: `v1`, `apps/v1`.
  static var apiVersion: String { get }
  /// The kind.
  static var kind: String { get }
  /// Name, namespace, labels and what else every object has.
  var metadata: ObjectMeta { get set }
  /// Reads an object from a document; what the pool has already, from objects that were read before, is taken from it.
  ///
  /// - Throws: `ObjectError` where a member that is known has the wrong type or form.
  init(reading node: JSONNode, sharing pool: SharingPool) throws(ObjectError)
  /// The object as JSON, with `apiVersion` and `kind`; the same object always gives the same bytes.
  var json: JSONValue { get }
}

extension KubernetesValue {
  /// Reads a value from a document, by way of its JSON value.
  ///
  /// - Throws: `ObjectError` where a member that is known has the wrong type or form.
  public init(reading node: JSONNode, sharing pool: SharingPool) throws(ObjectError) { try self.init(json: node.value) }
}
