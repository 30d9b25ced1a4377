public import JSON

/// Who gets the rights of a role.
public struct Subject: KubernetesValue {
  /// `ServiceAccount`, `User` or `Group`.
  public var kind = ""
  /// The API group of `User` and `Group`.
  public var apiGroup: String?
  /// The name.
  public var name = ""
  /// The namespace of a `ServiceAccount`.
  public var namespace: String?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(kind: String, apiGroup: String? = nil, name: String, namespace: String? = nil) {
    self.kind = kind
    self.apiGroup = apiGroup
    self.name = name
    self.namespace = namespace
  }
}

extension Subject: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.plain("kind", &kind)
    try fields.optional("apiGroup", &apiGroup)
    try fields.plain("name", &name)
    try fields.optional("namespace", &namespace)
  }
}
