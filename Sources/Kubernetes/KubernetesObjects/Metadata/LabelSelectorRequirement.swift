public import JSON

/// A condition on one label.
public struct LabelSelectorRequirement: KubernetesValue {
  /// The label.
  public var key = ""
  /// `In`, `NotIn`, `Exists` or `DoesNotExist`.
  public var `operator` = ""
  /// The values of `In` and `NotIn`.
  public var values: [String] = []
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(key: String, `operator`: String, values: [String] = []) {
    self.key = key
    self.operator = `operator`
    self.values = values
  }
}

extension LabelSelectorRequirement: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.plain("key", &key)
    try fields.plain("operator", &`operator`)
    try fields.list("values", &values)
  }
}
