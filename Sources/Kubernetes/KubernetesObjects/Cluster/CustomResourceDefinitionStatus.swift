public import JSON

/// What the API server made of a kind.
public struct CustomResourceDefinitionStatus: KubernetesValue {
  /// `Established`, `NamesAccepted` and others.
  public var conditions: [Condition] = []
  /// The names that it has.
  @Indirect public var acceptedNames: CustomResourceDefinitionNames?
  /// The versions that objects may be kept in.
  public var storedVersions: [String] = []
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    conditions: [Condition] = [], acceptedNames: CustomResourceDefinitionNames? = nil, storedVersions: [String] = []
  ) {
    self.conditions = conditions
    self.acceptedNames = acceptedNames
    self.storedVersions = storedVersions
  }
}

extension CustomResourceDefinitionStatus: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.list("conditions", &conditions)
    try fields.part("acceptedNames", &_acceptedNames)
    try fields.list("storedVersions", &storedVersions)
  }
}
