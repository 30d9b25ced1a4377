public import JSON

/// A machine of the cluster.
public struct Node: KubernetesObject {
  /// The API group and version.
  public static let apiVersion = "v1"
  /// The kind.
  public static let kind = "Node"

  /// Name and labels: zone, region, host name.
  public var metadata = ObjectMeta()
  /// What is asked of it.
  @Indirect public var spec: NodeSpec?
  /// What it tells.
  @Indirect public var status: NodeStatus?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(metadata: ObjectMeta, spec: NodeSpec? = nil, status: NodeStatus? = nil) {
    self.metadata = metadata
    self.spec = spec
    self.status = status
  }
}

extension Node: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.type(Self.self)
    try fields.plain("metadata", &metadata)
    try fields.part("spec", &_spec, unique: true)
    try fields.part("status", &_status, unique: true)
  }
}

/// What is asked of a node.
public struct NodeSpec: KubernetesValue {
  /// The network of its pods.
  public var podCIDR: String?
  /// All networks of its pods.
  public var podCIDRs: [String] = []
  /// The provider's name of it.
  public var providerID: String?
  /// Whether it takes no more pods.
  public var unschedulable: Bool?
  /// What keeps pods away that do not tolerate it.
  public var taints: [Taint] = []
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    podCIDR: String? = nil, podCIDRs: [String] = [], providerID: String? = nil, unschedulable: Bool? = nil,
    taints: [Taint] = []
  ) {
    self.podCIDR = podCIDR
    self.podCIDRs = podCIDRs
    self.providerID = providerID
    self.unschedulable = unschedulable
    self.taints = taints
  }
}

extension NodeSpec: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.optional("podCIDR", &podCIDR)
    try fields.list("podCIDRs", &podCIDRs)
    try fields.optional("providerID", &providerID)
    try fields.optional("unschedulable", &unschedulable)
    try fields.list("taints", &taints)
  }
}

/// What keeps pods away from a node.
public struct Taint: KubernetesValue {
  /// The name.
  public var key = ""
  /// The value.
  public var value: String?
  /// `NoSchedule`, `PreferNoSchedule` or `NoExecute`.
  public var effect = ""
  /// Since when.
  public var timeAdded: Time?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(key: String, value: String? = nil, effect: String, timeAdded: Time? = nil) {
    self.key = key
    self.value = value
    self.effect = effect
    self.timeAdded = timeAdded
  }
}

extension Taint: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.plain("key", &key)
    try fields.optional("value", &value)
    try fields.plain("effect", &effect)
    try fields.optional("timeAdded", &timeAdded)
  }
}
