public import JSON

/// What a node tells. Its list of images is kept as it is.
public struct NodeStatus: KubernetesValue {
  /// What it has.
  public var capacity: [String: Quantity] = [:]
  /// What pods can have of it.
  public var allocatable: [String: Quantity] = [:]
  /// `Ready`, `DiskPressure` and others.
  public var conditions: [Condition] = []
  /// Its addresses.
  public var addresses: [NodeAddress] = []
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    capacity: [String: Quantity] = [:], allocatable: [String: Quantity] = [:], conditions: [Condition] = [],
    addresses: [NodeAddress] = []
  ) {
    self.capacity = capacity
    self.allocatable = allocatable
    self.conditions = conditions
    self.addresses = addresses
  }
}

extension NodeStatus: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.map("capacity", &capacity)
    try fields.map("allocatable", &allocatable)
    try fields.list("conditions", &conditions, unique: true)
    try fields.list("addresses", &addresses, unique: true)
  }
}

/// An address of a node.
public struct NodeAddress: KubernetesValue {
  /// `InternalIP`, `ExternalIP`, `Hostname`, `InternalDNS` or `ExternalDNS`.
  public var type = ""
  /// The address.
  public var address = ""
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(type: String, address: String) {
    self.type = type
    self.address = address
  }
}

extension NodeAddress: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.plain("type", &type)
    try fields.plain("address", &address)
  }
}
