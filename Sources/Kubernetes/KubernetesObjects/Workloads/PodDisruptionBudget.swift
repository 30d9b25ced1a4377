public import JSON

/// How many of some pods may be evicted at once.
public struct PodDisruptionBudget: KubernetesObject {
  /// The API group and version.
  public static let apiVersion = "policy/v1"
  /// The kind.
  public static let kind = "PodDisruptionBudget"

  /// Name, labels, owners.
  public var metadata = ObjectMeta()
  /// Which pods, and how many.
  @Indirect public var spec: PodDisruptionBudgetSpec?
  /// What that allows now.
  @Indirect public var status: PodDisruptionBudgetStatus?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(metadata: ObjectMeta, spec: PodDisruptionBudgetSpec? = nil, status: PodDisruptionBudgetStatus? = nil) {
    self.metadata = metadata
    self.spec = spec
    self.status = status
  }
}

extension PodDisruptionBudget: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.type(Self.self)
    try fields.plain("metadata", &metadata)
    try fields.part("spec", &_spec, unique: true)
    try fields.part("status", &_status, unique: true)
  }
}

/// Which pods a budget is for, and how many of them may be evicted.
public struct PodDisruptionBudgetSpec: KubernetesValue {
  /// How many must remain; or:
  public var minAvailable: IntOrString?
  /// The pods; nil is none, an empty one is all of the namespace.
  public var selector: LabelSelector?
  /// How many may be missing.
  public var maxUnavailable: IntOrString?
  /// `IfHealthyBudget` or `AlwaysAllow`: whether a pod that is not ready can always be evicted.
  public var unhealthyPodEvictionPolicy: String?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    minAvailable: IntOrString? = nil, selector: LabelSelector? = nil, maxUnavailable: IntOrString? = nil,
    unhealthyPodEvictionPolicy: String? = nil
  ) {
    self.minAvailable = minAvailable
    self.selector = selector
    self.maxUnavailable = maxUnavailable
    self.unhealthyPodEvictionPolicy = unhealthyPodEvictionPolicy
  }
}

extension PodDisruptionBudgetSpec: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.optional("minAvailable", &minAvailable)
    try fields.optional("selector", &selector)
    try fields.optional("maxUnavailable", &maxUnavailable)
    try fields.optional("unhealthyPodEvictionPolicy", &unhealthyPodEvictionPolicy)
  }
}

/// What a budget allows now.
public struct PodDisruptionBudgetStatus: KubernetesValue {
  /// The generation of the object that it speaks of.
  public var observedGeneration: Int?
  /// Pods whose eviction was allowed and that are still there.
  public var disruptedPods: [String: Time] = [:]
  /// How many may be evicted now.
  public var disruptionsAllowed: Int?
  /// How many are ready.
  public var currentHealthy: Int?
  /// How many must remain ready.
  public var desiredHealthy: Int?
  /// How many there should be.
  public var expectedPods: Int?
  /// Its state.
  public var conditions: [Condition] = []
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    observedGeneration: Int? = nil, disruptedPods: [String: Time] = [:], disruptionsAllowed: Int? = nil,
    currentHealthy: Int? = nil, desiredHealthy: Int? = nil, expectedPods: Int? = nil, conditions: [Condition] = []
  ) {
    self.observedGeneration = observedGeneration
    self.disruptedPods = disruptedPods
    self.disruptionsAllowed = disruptionsAllowed
    self.currentHealthy = currentHealthy
    self.desiredHealthy = desiredHealthy
    self.expectedPods = expectedPods
    self.conditions = conditions
  }
}

extension PodDisruptionBudgetStatus: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.optional("observedGeneration", &observedGeneration)
    try fields.map("disruptedPods", &disruptedPods)
    try fields.optional("disruptionsAllowed", &disruptionsAllowed)
    try fields.optional("currentHealthy", &currentHealthy)
    try fields.optional("desiredHealthy", &desiredHealthy)
    try fields.optional("expectedPods", &expectedPods)
    try fields.list("conditions", &conditions)
  }
}
