public import JSON

/// The role of a binding; cannot be changed.
public struct RoleRef: KubernetesValue {
  /// `rbac.authorization.k8s.io`.
  public var apiGroup = ""
  /// `Role` or `ClusterRole`.
  public var kind = ""
  /// The role's name.
  public var name = ""
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(apiGroup: String, kind: String, name: String) {
    self.apiGroup = apiGroup
    self.kind = kind
    self.name = name
  }
}

extension RoleRef: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.plain("apiGroup", &apiGroup)
    try fields.plain("kind", &kind)
    try fields.plain("name", &name)
  }
}
