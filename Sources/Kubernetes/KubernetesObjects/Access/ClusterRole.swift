public import JSON

/// Rights in the whole cluster.
public struct ClusterRole: KubernetesObject {
  /// The API group and version.
  public static let apiVersion = "rbac.authorization.k8s.io/v1"
  /// The kind.
  public static let kind = "ClusterRole"

  /// Name.
  public var metadata = ObjectMeta()
  /// The rights.
  public var rules: [PolicyRule] = []
  /// The roles that it is put together from; as written.
  public var aggregationRule: JSONValue?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(metadata: ObjectMeta, rules: [PolicyRule] = [], aggregationRule: JSONValue? = nil) {
    self.metadata = metadata
    self.rules = rules
    self.aggregationRule = aggregationRule
  }
}

extension ClusterRole: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.type(Self.self)
    try fields.plain("metadata", &metadata)
    try fields.list("rules", &rules)
    try fields.optional("aggregationRule", &aggregationRule)
  }
}
