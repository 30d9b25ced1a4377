public import JSON

/// A part of the cluster in which names are unique.
public struct Namespace: KubernetesObject {
  /// The API group and version.
  public static let apiVersion = "v1"
  /// The kind.
  public static let kind = "Namespace"

  /// Name and labels.
  public var metadata = ObjectMeta()
  /// What keeps it.
  @Indirect public var spec: NamespaceSpec?
  /// Whether it is on its way out.
  @Indirect public var status: NamespaceStatus?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(metadata: ObjectMeta, spec: NamespaceSpec? = nil, status: NamespaceStatus? = nil) {
    self.metadata = metadata
    self.spec = spec
    self.status = status
  }
}

extension Namespace: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.type(Self.self)
    try fields.plain("metadata", &metadata)
    try fields.part("spec", &_spec, unique: true)
    try fields.part("status", &_status, unique: true)
  }
}

/// What keeps a namespace.
public struct NamespaceSpec: KubernetesValue {
  /// What must be done before it goes.
  public var finalizers: [String] = []
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(finalizers: [String] = []) {
    self.finalizers = finalizers
  }
}

extension NamespaceSpec: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.list("finalizers", &finalizers)
  }
}

/// Whether a namespace is on its way out.
public struct NamespaceStatus: KubernetesValue {
  /// `Active` or `Terminating`.
  public var phase: String?
  /// Why it does not go.
  public var conditions: [Condition] = []
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(phase: String? = nil, conditions: [Condition] = []) {
    self.phase = phase
    self.conditions = conditions
  }
}

extension NamespaceStatus: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.optional("phase", &phase)
    try fields.list("conditions", &conditions)
  }
}
