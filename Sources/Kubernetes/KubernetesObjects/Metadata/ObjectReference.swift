public import JSON

/// A reference to an object anywhere, or to a part of it.
public struct ObjectReference: KubernetesValue {
  /// The object's API group and version.
  public var apiVersion: String?
  /// The object's kind.
  public var kind: String?
  /// The object's namespace.
  public var namespace: String?
  /// The object's name.
  public var name: String?
  /// The object's UID.
  public var uid: String?
  /// The object's version.
  public var resourceVersion: String?
  /// The part that is meant.
  public var fieldPath: String?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    apiVersion: String? = nil, kind: String? = nil, namespace: String? = nil, name: String? = nil, uid: String? = nil,
    resourceVersion: String? = nil, fieldPath: String? = nil
  ) {
    self.apiVersion = apiVersion
    self.kind = kind
    self.namespace = namespace
    self.name = name
    self.uid = uid
    self.resourceVersion = resourceVersion
    self.fieldPath = fieldPath
  }
}

extension ObjectReference: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.optional("apiVersion", &apiVersion)
    try fields.optional("kind", &kind)
    try fields.optional("namespace", &namespace)
    try fields.optional("name", &name)
    try fields.optional("uid", &uid)
    try fields.optional("resourceVersion", &resourceVersion)
    try fields.optional("fieldPath", &fieldPath)
  }
}
