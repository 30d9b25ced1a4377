public import JSON
public import KubernetesObjects

/// An object of whatever kind, of which the metadata alone was asked for (`PartialObjectMetadata`). Nothing
/// of it is shared with others: it may be a Secret's.
public struct ObjectMetadata: KubernetesObject {
  /// The API group and version.
  public static let apiVersion = "meta.k8s.io/v1"
  /// The kind.
  public static let kind = "PartialObjectMetadata"

  /// Name, labels, owners.
  public var metadata: ObjectMeta

  /// A value of these fields.
  public init(metadata: ObjectMeta) { self.metadata = metadata }

  /// Reads the metadata of an object of any kind.
  ///
  /// - Throws: `ObjectError` where a member of it has the wrong type or form.
  public init(json: JSONValue) throws(ObjectError) {
    do { metadata = try ObjectMeta(json: json["metadata"] ?? [:]) } catch { throw Self.within(error) }
  }

  /// The metadata as JSON, with `apiVersion` and `kind`.
  public var json: JSONValue {
    ["apiVersion": .string(Self.apiVersion), "kind": .string(Self.kind), "metadata": metadata.json]
  }

  static func within(_ error: ObjectError) -> ObjectError {
    ObjectError(error.message, at: JSONPath([.key("metadata")] + error.path.components))
  }
}
