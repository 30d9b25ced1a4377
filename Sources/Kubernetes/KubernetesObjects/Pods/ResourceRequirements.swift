public import JSON

/// What a container or a claim needs and may use.
public struct ResourceRequirements: KubernetesValue {
  /// The most that it may use.
  public var limits: [String: Quantity] = [:]
  /// What is reserved for it.
  public var requests: [String: Quantity] = [:]
  /// Devices by claim; as written.
  public var claims: [JSONValue] = []
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(limits: [String: Quantity] = [:], requests: [String: Quantity] = [:], claims: [JSONValue] = []) {
    self.limits = limits
    self.requests = requests
    self.claims = claims
  }
}

extension ResourceRequirements: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.map("limits", &limits)
    try fields.map("requests", &requests)
    try fields.list("claims", &claims)
  }
}
