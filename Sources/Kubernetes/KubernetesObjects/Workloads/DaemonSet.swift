public import JSON

/// One pod of a template on every node.
public struct DaemonSet: KubernetesObject {
  /// The API group and version.
  public static let apiVersion = "apps/v1"
  /// The kind.
  public static let kind = "DaemonSet"

  /// Name, labels, owners.
  public var metadata = ObjectMeta()
  /// Of which template.
  @Indirect public var spec: DaemonSetSpec?
  /// How far it is.
  @Indirect public var status: DaemonSetStatus?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(metadata: ObjectMeta, spec: DaemonSetSpec? = nil, status: DaemonSetStatus? = nil) {
    self.metadata = metadata
    self.spec = spec
    self.status = status
  }
}

extension DaemonSet: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.type(Self.self)
    try fields.plain("metadata", &metadata)
    try fields.part("spec", &_spec, unique: true)
    try fields.part("status", &_status, unique: true)
  }
}

/// What runs on every node.
public struct DaemonSetSpec: KubernetesValue {
  /// The pods that belong to it; cannot be changed.
  public var selector = LabelSelector()
  /// What pods are made from.
  public var template = PodTemplateSpec()
  /// How pods are replaced.
  public var updateStrategy = DaemonSetUpdateStrategy()
  /// How long a pod must be ready to count.
  public var minReadySeconds: Int?
  /// How many old templates are kept; the API's default is 10.
  public var revisionHistoryLimit: Int?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    selector: LabelSelector, template: PodTemplateSpec,
    updateStrategy: DaemonSetUpdateStrategy = DaemonSetUpdateStrategy(type: nil), minReadySeconds: Int? = nil,
    revisionHistoryLimit: Int? = nil
  ) {
    self.selector = selector
    self.template = template
    self.updateStrategy = updateStrategy
    self.minReadySeconds = minReadySeconds
    self.revisionHistoryLimit = revisionHistoryLimit
  }
}

extension DaemonSetSpec: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.plain("selector", &selector)
    try fields.plain("template", &template)
    try fields.plain("updateStrategy", &updateStrategy)
    try fields.optional("minReadySeconds", &minReadySeconds)
    try fields.optional("revisionHistoryLimit", &revisionHistoryLimit)
  }
}

/// How a DaemonSet's pods are replaced.
public struct DaemonSetUpdateStrategy: KubernetesValue {
  /// `RollingUpdate` or `OnDelete`.
  public var type: String?
  /// The steps of `RollingUpdate`.
  @Indirect public var rollingUpdate: RollingUpdate?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(type: String? = nil, rollingUpdate: RollingUpdate? = nil) {
    self.type = type
    self.rollingUpdate = rollingUpdate
  }
}

extension DaemonSetUpdateStrategy: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.optional("type", &type)
    try fields.part("rollingUpdate", &_rollingUpdate)
  }
}

/// How far a DaemonSet is.
public struct DaemonSetStatus: KubernetesValue {
  /// How many nodes have its pod and should.
  public var currentNumberScheduled: Int?
  /// How many nodes have its pod and should not.
  public var numberMisscheduled: Int?
  /// How many nodes should have its pod.
  public var desiredNumberScheduled: Int?
  /// How many are ready.
  public var numberReady: Int?
  /// The generation of the object that it speaks of.
  public var observedGeneration: Int?
  /// How many are of the current template.
  public var updatedNumberScheduled: Int?
  /// How many are ready for long enough.
  public var numberAvailable: Int?
  /// How many are missing.
  public var numberUnavailable: Int?
  /// How often a name was taken.
  public var collisionCount: Int?
  /// Its state.
  public var conditions: [Condition] = []
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    currentNumberScheduled: Int? = nil, numberMisscheduled: Int? = nil, desiredNumberScheduled: Int? = nil,
    numberReady: Int? = nil, observedGeneration: Int? = nil, updatedNumberScheduled: Int? = nil,
    numberAvailable: Int? = nil, numberUnavailable: Int? = nil, collisionCount: Int? = nil, conditions: [Condition] = []
  ) {
    self.currentNumberScheduled = currentNumberScheduled
    self.numberMisscheduled = numberMisscheduled
    self.desiredNumberScheduled = desiredNumberScheduled
    self.numberReady = numberReady
    self.observedGeneration = observedGeneration
    self.updatedNumberScheduled = updatedNumberScheduled
    self.numberAvailable = numberAvailable
    self.numberUnavailable = numberUnavailable
    self.collisionCount = collisionCount
    self.conditions = conditions
  }
}

extension DaemonSetStatus: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.optional("currentNumberScheduled", &currentNumberScheduled)
    try fields.optional("numberMisscheduled", &numberMisscheduled)
    try fields.optional("desiredNumberScheduled", &desiredNumberScheduled)
    try fields.optional("numberReady", &numberReady)
    try fields.optional("observedGeneration", &observedGeneration)
    try fields.optional("updatedNumberScheduled", &updatedNumberScheduled)
    try fields.optional("numberAvailable", &numberAvailable)
    try fields.optional("numberUnavailable", &numberUnavailable)
    try fields.optional("collisionCount", &collisionCount)
    try fields.list("conditions", &conditions)
  }
}
