public import JSON

/// A name and an address for pods.
public struct Service: KubernetesObject {
  /// The API group and version.
  public static let apiVersion = "v1"
  /// The kind.
  public static let kind = "Service"

  /// Name, labels, owners.
  public var metadata = ObjectMeta()
  /// Which pods, under which ports.
  @Indirect public var spec: ServiceSpec?
  /// What a load balancer was given.
  @Indirect public var status: ServiceStatus?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(metadata: ObjectMeta, spec: ServiceSpec? = nil, status: ServiceStatus? = nil) {
    self.metadata = metadata
    self.spec = spec
    self.status = status
  }
}

extension Service: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.type(Self.self)
    try fields.plain("metadata", &metadata)
    try fields.part("spec", &_spec, unique: true)
    try fields.part("status", &_status, unique: true)
  }
}

/// What a load balancer was given.
public struct ServiceStatus: KubernetesValue {
  /// Where the load balancer is reached.
  public var loadBalancer = LoadBalancerStatus()
  /// Its state.
  public var conditions: [Condition] = []
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(loadBalancer: LoadBalancerStatus = LoadBalancerStatus(ingress: []), conditions: [Condition] = []) {
    self.loadBalancer = loadBalancer
    self.conditions = conditions
  }
}

extension ServiceStatus: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.plain("loadBalancer", &loadBalancer)
    try fields.list("conditions", &conditions)
  }
}

/// Where a load balancer is reached.
public struct LoadBalancerStatus: KubernetesValue {
  /// Its addresses.
  public var ingress: [LoadBalancerIngress] = []
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(ingress: [LoadBalancerIngress] = []) {
    self.ingress = ingress
  }
}

extension LoadBalancerStatus: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.list("ingress", &ingress)
  }
}

/// An address of a load balancer.
public struct LoadBalancerIngress: KubernetesValue {
  /// The address, where it has a fixed one.
  public var ip: String?
  /// The DNS name, where it has one.
  public var hostname: String?
  /// `VIP` or `Proxy`.
  public var ipMode: String?
  /// The state of its ports; as written.
  public var ports: [JSONValue] = []
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(ip: String? = nil, hostname: String? = nil, ipMode: String? = nil, ports: [JSONValue] = []) {
    self.ip = ip
    self.hostname = hostname
    self.ipMode = ipMode
    self.ports = ports
  }
}

extension LoadBalancerIngress: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.optional("ip", &ip)
    try fields.optional("hostname", &hostname)
    try fields.optional("ipMode", &ipMode)
    try fields.list("ports", &ports)
  }
}
