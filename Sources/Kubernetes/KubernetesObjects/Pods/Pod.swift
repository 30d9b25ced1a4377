public import JSON

/// Containers that run together on one node.
public struct Pod: KubernetesObject {
  /// The API group and version.
  public static let apiVersion = "v1"
  /// The kind.
  public static let kind = "Pod"

  /// Name, labels, owners.
  public var metadata = ObjectMeta()
  /// What is to run.
  @Indirect public var spec: PodSpec?
  /// What runs, as the node tells.
  @Indirect public var status: PodStatus?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(metadata: ObjectMeta, spec: PodSpec? = nil, status: PodStatus? = nil) {
    self.metadata = metadata
    self.spec = spec
    self.status = status
  }
}

extension Pod: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.type(Self.self)
    try fields.plain("metadata", &metadata)
    try fields.part("spec", &_spec, unique: true)
    try fields.part("status", &_status, unique: true)
  }
}
