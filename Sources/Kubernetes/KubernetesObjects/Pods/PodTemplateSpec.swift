public import JSON

/// What a controller makes pods from.
public struct PodTemplateSpec: KubernetesValue {
  /// Labels and annotations of the pods.
  public var metadata = ObjectMeta()
  /// What is to run.
  @Indirect public var spec: PodSpec?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(metadata: ObjectMeta = ObjectMeta(name: ""), spec: PodSpec? = nil) {
    self.metadata = metadata
    self.spec = spec
  }
}

extension PodTemplateSpec: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.plain("metadata", &metadata)
    try fields.part("spec", &_spec, unique: true)
  }
}
