public import JSON

/// What may be done with what.
public struct PolicyRule: KubernetesValue {
  /// What may be done: `get`, `list`, `watch`, `create`, …
  public var verbs: [String] = []
  /// The API groups; the core group is the empty text.
  public var apiGroups: [String] = []
  /// The resources, as `pods` or `pods/status`.
  public var resources: [String] = []
  /// The objects; none is all of them.
  public var resourceNames: [String] = []
  /// Paths that are no resource.
  public var nonResourceURLs: [String] = []
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    verbs: [String], apiGroups: [String] = [], resources: [String] = [], resourceNames: [String] = [],
    nonResourceURLs: [String] = []
  ) {
    self.verbs = verbs
    self.apiGroups = apiGroups
    self.resources = resources
    self.resourceNames = resourceNames
    self.nonResourceURLs = nonResourceURLs
  }
}

extension PolicyRule: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.list("verbs", &verbs)
    try fields.list("apiGroups", &apiGroups)
    try fields.list("resources", &resources)
    try fields.list("resourceNames", &resourceNames)
    try fields.list("nonResourceURLs", &nonResourceURLs)
  }
}
