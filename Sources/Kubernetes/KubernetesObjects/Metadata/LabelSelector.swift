public import JSON

/// A choice of objects by their labels: what all of its parts match. One without parts matches everything.
public struct LabelSelector: KubernetesValue {
  /// Labels that must be there with exactly these values.
  public var matchLabels: [String: String] = [:]
  /// Further conditions.
  public var matchExpressions: [LabelSelectorRequirement] = []
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(matchLabels: [String: String] = [:], matchExpressions: [LabelSelectorRequirement] = []) {
    self.matchLabels = matchLabels
    self.matchExpressions = matchExpressions
  }
}

extension LabelSelector: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.map("matchLabels", &matchLabels)
    try fields.list("matchExpressions", &matchExpressions)
  }
}
