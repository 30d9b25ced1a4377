public import JSON

/// Who has the rights of a role in the whole cluster.
public struct ClusterRoleBinding: KubernetesObject {
  /// The API group and version.
  public static let apiVersion = "rbac.authorization.k8s.io/v1"
  /// The kind.
  public static let kind = "ClusterRoleBinding"

  /// Name.
  public var metadata = ObjectMeta()
  /// Who has them.
  public var subjects: [Subject] = []
  /// The role.
  public var roleRef = RoleRef()
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(metadata: ObjectMeta, subjects: [Subject] = [], roleRef: RoleRef) {
    self.metadata = metadata
    self.subjects = subjects
    self.roleRef = roleRef
  }
}

extension ClusterRoleBinding: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.type(Self.self)
    try fields.plain("metadata", &metadata)
    try fields.list("subjects", &subjects)
    try fields.plain("roleRef", &roleRef)
  }
}
