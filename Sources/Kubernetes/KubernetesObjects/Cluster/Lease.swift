public import JSON

/// What one holder has at a time.
public struct Lease: KubernetesObject {
  /// The API group and version.
  public static let apiVersion = "coordination.k8s.io/v1"
  /// The kind.
  public static let kind = "Lease"

  /// Name and namespace.
  public var metadata = ObjectMeta()
  /// Who holds it.
  @Indirect public var spec: LeaseSpec?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(metadata: ObjectMeta, spec: LeaseSpec? = nil) {
    self.metadata = metadata
    self.spec = spec
  }
}

extension Lease: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.type(Self.self)
    try fields.plain("metadata", &metadata)
    try fields.part("spec", &_spec, unique: true)
  }
}

/// Who holds a lease, and since when.
public struct LeaseSpec: KubernetesValue {
  /// The holder; nil or empty where it was given back.
  public var holderIdentity: String?
  /// Seconds after the last renewal after which others may take it.
  public var leaseDurationSeconds: Int?
  /// When the holder took it.
  public var acquireTime: MicroTime?
  /// When the holder last renewed it.
  public var renewTime: MicroTime?
  /// How often the holder changed.
  public var leaseTransitions: Int?
  /// How the holder is chosen, where several offer themselves.
  public var strategy: String?
  /// Who should have it next.
  public var preferredHolder: String?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    holderIdentity: String? = nil, leaseDurationSeconds: Int? = nil, acquireTime: MicroTime? = nil,
    renewTime: MicroTime? = nil, leaseTransitions: Int? = nil, strategy: String? = nil, preferredHolder: String? = nil
  ) {
    self.holderIdentity = holderIdentity
    self.leaseDurationSeconds = leaseDurationSeconds
    self.acquireTime = acquireTime
    self.renewTime = renewTime
    self.leaseTransitions = leaseTransitions
    self.strategy = strategy
    self.preferredHolder = preferredHolder
  }
}

extension LeaseSpec: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.optional("holderIdentity", &holderIdentity)
    try fields.optional("leaseDurationSeconds", &leaseDurationSeconds)
    try fields.optional("acquireTime", &acquireTime)
    try fields.optional("renewTime", &renewTime)
    try fields.optional("leaseTransitions", &leaseTransitions)
    try fields.optional("strategy", &strategy)
    try fields.optional("preferredHolder", &preferredHolder)
  }
}
