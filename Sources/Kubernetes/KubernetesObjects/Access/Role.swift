public import JSON

/// Rights within a namespace.
public struct Role: KubernetesObject {
  /// The API group and version.
  public static let apiVersion = "rbac.authorization.k8s.io/v1"
  /// The kind.
  public static let kind = "Role"

  /// Name and namespace.
  public var metadata = ObjectMeta()
  /// The rights.
  public var rules: [PolicyRule] = []
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(metadata: ObjectMeta, rules: [PolicyRule] = []) {
    self.metadata = metadata
    self.rules = rules
  }
}

extension Role: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.type(Self.self)
    try fields.plain("metadata", &metadata)
    try fields.list("rules", &rules)
  }
}
