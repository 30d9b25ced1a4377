public import JSON

/// What every object has: its names, labels and owners, and what the API server keeps about it.
public struct ObjectMeta: KubernetesValue {
  /// The name; the API server gives it where `generateName` is set.
  public var name = ""
  /// The beginning of a name that the API server completes.
  public var generateName: String?
  /// The namespace; nil for what belongs to the whole cluster.
  public var namespace: String?
  /// What tells this object from an earlier one of the same name.
  public var uid: String?
  /// Changes with every write; to be compared for equality alone.
  public var resourceVersion: String?
  /// Counts the changes of `spec`.
  public var generation: Int?
  /// When it was created.
  public var creationTimestamp: Time?
  /// When its deletion was asked for, or when it is due for a pod that has a grace period.
  public var deletionTimestamp: Time?
  /// The seconds that were granted when the deletion was asked for.
  public var deletionGracePeriodSeconds: Int?
  /// What selectors look at.
  public var labels: [String: String] = [:]
  /// What tools keep on the object.
  public var annotations: [String: String] = [:]
  /// The objects that this one goes with.
  public var ownerReferences: [OwnerReference] = []
  /// What must be done before a deleted object goes.
  public var finalizers: [String] = []
  /// Which manager set which field; as the API server has it.
  public var managedFields: [JSONValue] = []
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    name: String = "", generateName: String? = nil, namespace: String? = nil, uid: String? = nil,
    resourceVersion: String? = nil, generation: Int? = nil, creationTimestamp: Time? = nil,
    deletionTimestamp: Time? = nil, deletionGracePeriodSeconds: Int? = nil, labels: [String: String] = [:],
    annotations: [String: String] = [:], ownerReferences: [OwnerReference] = [], finalizers: [String] = [],
    managedFields: [JSONValue] = []
  ) {
    self.name = name
    self.generateName = generateName
    self.namespace = namespace
    self.uid = uid
    self.resourceVersion = resourceVersion
    self.generation = generation
    self.creationTimestamp = creationTimestamp
    self.deletionTimestamp = deletionTimestamp
    self.deletionGracePeriodSeconds = deletionGracePeriodSeconds
    self.labels = labels
    self.annotations = annotations
    self.ownerReferences = ownerReferences
    self.finalizers = finalizers
    self.managedFields = managedFields
  }
}

extension ObjectMeta: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.plain("name", &name)
    try fields.optional("generateName", &generateName)
    try fields.optional("namespace", &namespace)
    try fields.optional("uid", &uid)
    try fields.optional("resourceVersion", &resourceVersion)
    try fields.optional("generation", &generation)
    try fields.optional("creationTimestamp", &creationTimestamp)
    try fields.optional("deletionTimestamp", &deletionTimestamp)
    try fields.optional("deletionGracePeriodSeconds", &deletionGracePeriodSeconds)
    try fields.map("labels", &labels)
    try fields.map("annotations", &annotations)
    try fields.list("ownerReferences", &ownerReferences)
    try fields.list("finalizers", &finalizers, unique: true)
    try fields.list("managedFields", &managedFields, unique: true)
  }
}
