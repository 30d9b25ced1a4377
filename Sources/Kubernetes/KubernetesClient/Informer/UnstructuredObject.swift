public import JSON
public import KubernetesObjects

/// An object of a kind that has no type here, as of somebody else's custom resource: its metadata, and the rest as JSON.
///
/// Reading and writing it loses nothing. Nothing of it is shared with others: it may be a Secret.
public struct UnstructuredObject: KubernetesObject, CachedObject {
  /// Empty: each object says it itself, where its server does.
  public static let apiVersion = ""
  /// Empty: each object says it itself, where its server does.
  public static let kind = ""

  /// Name, labels, owners.
  public var metadata: ObjectMeta
  /// All members but `metadata`.
  public var content: JSONObject

  /// A value of these parts.
  public init(metadata: ObjectMeta, content: JSONObject) {
    self.metadata = metadata
    self.content = content
  }

  /// Reads an object of any kind.
  ///
  /// - Throws: `ObjectError` where it is no object, or its metadata have the wrong form.
  public init(json: JSONValue) throws(ObjectError) {
    guard case .object(var members) = json else {
      throw ObjectError("an object is expected here, not \(json.kindDescription)")
    }
    do { metadata = try ObjectMeta(json: members["metadata"] ?? [:]) } catch { throw ObjectMetadata.within(error) }
    members["metadata"] = nil
    content = members
  }

  /// The API group and version that it says; empty in the items of a list of a kind that is built into the server.
  public var apiVersion: String { content["apiVersion"]?.stringValue ?? "" }
  /// The kind that it says.
  public var kind: String { content["kind"]?.stringValue ?? "" }

  /// A member, as `spec`; nil where there is none.
  public subscript(member: String) -> JSONValue? { content[member] }

  /// The object as JSON.
  public var json: JSONValue {
    var members = JSONObject()
    for name in ["apiVersion", "kind"] { members[name] = content[name] }
    members["metadata"] = metadata.json
    for (name, value) in content { members[name] = value }
    return .object(members)
  }
}
