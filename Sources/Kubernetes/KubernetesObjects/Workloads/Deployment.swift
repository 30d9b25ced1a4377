public import JSON

/// Pods of one template, replaced step by step when it changes.
public struct Deployment: KubernetesObject {
  /// The API group and version.
  public static let apiVersion = "apps/v1"
  /// The kind.
  public static let kind = "Deployment"

  /// Name, labels, owners.
  public var metadata = ObjectMeta()
  /// How many pods, and of which template.
  @Indirect public var spec: DeploymentSpec?
  /// How far it is.
  @Indirect public var status: DeploymentStatus?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(metadata: ObjectMeta, spec: DeploymentSpec? = nil, status: DeploymentStatus? = nil) {
    self.metadata = metadata
    self.spec = spec
    self.status = status
  }
}

extension Deployment: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.type(Self.self)
    try fields.plain("metadata", &metadata)
    try fields.part("spec", &_spec, unique: true)
    try fields.part("status", &_status, unique: true)
  }
}

/// How many pods, and of which template.
public struct DeploymentSpec: KubernetesValue {
  /// How many pods; the API's default is 1.
  public var replicas: Int?
  /// The pods that belong to it; cannot be changed.
  public var selector = LabelSelector()
  /// What pods are made from.
  public var template = PodTemplateSpec()
  /// How pods are replaced.
  public var strategy = DeploymentStrategy()
  /// How long a pod must be ready to count.
  public var minReadySeconds: Int?
  /// How many old templates are kept; the API's default is 10.
  public var revisionHistoryLimit: Int?
  /// Whether changes wait.
  public var paused: Bool?
  /// Seconds after which a replacement that does not advance has failed; the API's default is 600.
  public var progressDeadlineSeconds: Int?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    replicas: Int? = nil, selector: LabelSelector, template: PodTemplateSpec,
    strategy: DeploymentStrategy = DeploymentStrategy(type: nil), minReadySeconds: Int? = nil,
    revisionHistoryLimit: Int? = nil, paused: Bool? = nil, progressDeadlineSeconds: Int? = nil
  ) {
    self.replicas = replicas
    self.selector = selector
    self.template = template
    self.strategy = strategy
    self.minReadySeconds = minReadySeconds
    self.revisionHistoryLimit = revisionHistoryLimit
    self.paused = paused
    self.progressDeadlineSeconds = progressDeadlineSeconds
  }
}

extension DeploymentSpec: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.optional("replicas", &replicas)
    try fields.plain("selector", &selector)
    try fields.plain("template", &template)
    try fields.plain("strategy", &strategy)
    try fields.optional("minReadySeconds", &minReadySeconds)
    try fields.optional("revisionHistoryLimit", &revisionHistoryLimit)
    try fields.optional("paused", &paused)
    try fields.optional("progressDeadlineSeconds", &progressDeadlineSeconds)
  }
}

/// How a Deployment's pods are replaced.
public struct DeploymentStrategy: KubernetesValue {
  /// `RollingUpdate` or `Recreate`.
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

extension DeploymentStrategy: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.optional("type", &type)
    try fields.part("rollingUpdate", &_rollingUpdate)
  }
}

/// How many pods are replaced at once.
public struct RollingUpdate: KubernetesValue {
  /// How many may be missing.
  public var maxUnavailable: IntOrString?
  /// How many there may be in addition.
  public var maxSurge: IntOrString?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(maxUnavailable: IntOrString? = nil, maxSurge: IntOrString? = nil) {
    self.maxUnavailable = maxUnavailable
    self.maxSurge = maxSurge
  }
}

extension RollingUpdate: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.optional("maxUnavailable", &maxUnavailable)
    try fields.optional("maxSurge", &maxSurge)
  }
}

/// How far a Deployment is.
public struct DeploymentStatus: KubernetesValue {
  /// The generation of the object that it speaks of.
  public var observedGeneration: Int?
  /// How many pods there are.
  public var replicas: Int?
  /// How many are of the current template.
  public var updatedReplicas: Int?
  /// How many are ready.
  public var readyReplicas: Int?
  /// How many are ready for long enough.
  public var availableReplicas: Int?
  /// How many are missing.
  public var unavailableReplicas: Int?
  /// How many are on their way out.
  public var terminatingReplicas: Int?
  /// `Available`, `Progressing`, `ReplicaFailure`.
  public var conditions: [Condition] = []
  /// How often a name was taken.
  public var collisionCount: Int?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    observedGeneration: Int? = nil, replicas: Int? = nil, updatedReplicas: Int? = nil, readyReplicas: Int? = nil,
    availableReplicas: Int? = nil, unavailableReplicas: Int? = nil, terminatingReplicas: Int? = nil,
    conditions: [Condition] = [], collisionCount: Int? = nil
  ) {
    self.observedGeneration = observedGeneration
    self.replicas = replicas
    self.updatedReplicas = updatedReplicas
    self.readyReplicas = readyReplicas
    self.availableReplicas = availableReplicas
    self.unavailableReplicas = unavailableReplicas
    self.terminatingReplicas = terminatingReplicas
    self.conditions = conditions
    self.collisionCount = collisionCount
  }
}

extension DeploymentStatus: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.optional("observedGeneration", &observedGeneration)
    try fields.optional("replicas", &replicas)
    try fields.optional("updatedReplicas", &updatedReplicas)
    try fields.optional("readyReplicas", &readyReplicas)
    try fields.optional("availableReplicas", &availableReplicas)
    try fields.optional("unavailableReplicas", &unavailableReplicas)
    try fields.optional("terminatingReplicas", &terminatingReplicas)
    try fields.list("conditions", &conditions)
    try fields.optional("collisionCount", &collisionCount)
  }
}
