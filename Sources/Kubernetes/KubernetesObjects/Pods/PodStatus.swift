public import JSON

/// What runs, as the node tells.
public struct PodStatus: KubernetesValue {
  /// The generation of the pod that it speaks of.
  public var observedGeneration: Int?
  /// `Pending`, `Running`, `Succeeded`, `Failed` or `Unknown`.
  public var phase: String?
  /// `PodScheduled`, `Initialized`, `ContainersReady`, `Ready` and others.
  public var conditions: [Condition] = []
  /// Why it is in this phase, for people.
  public var message: String?
  /// Why it is in this phase, in one word.
  public var reason: String?
  /// The node on which others make room for it.
  public var nominatedNodeName: String?
  /// The node's address.
  public var hostIP: String?
  /// All addresses of the node.
  public var hostIPs: [HostIP] = []
  /// The pod's address.
  public var podIP: String?
  /// All addresses of the pod.
  public var podIPs: [HostIP] = []
  /// When the node took it over.
  public var startTime: Time?
  /// What the init containers do.
  public var initContainerStatuses: [ContainerStatus] = []
  /// What the containers do.
  public var containerStatuses: [ContainerStatus] = []
  /// `Guaranteed`, `Burstable` or `BestEffort`.
  public var qosClass: String?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    observedGeneration: Int? = nil, phase: String? = nil, conditions: [Condition] = [], message: String? = nil,
    reason: String? = nil, nominatedNodeName: String? = nil, hostIP: String? = nil, hostIPs: [HostIP] = [],
    podIP: String? = nil, podIPs: [HostIP] = [], startTime: Time? = nil, initContainerStatuses: [ContainerStatus] = [],
    containerStatuses: [ContainerStatus] = [], qosClass: String? = nil
  ) {
    self.observedGeneration = observedGeneration
    self.phase = phase
    self.conditions = conditions
    self.message = message
    self.reason = reason
    self.nominatedNodeName = nominatedNodeName
    self.hostIP = hostIP
    self.hostIPs = hostIPs
    self.podIP = podIP
    self.podIPs = podIPs
    self.startTime = startTime
    self.initContainerStatuses = initContainerStatuses
    self.containerStatuses = containerStatuses
    self.qosClass = qosClass
  }
}

extension PodStatus: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.optional("observedGeneration", &observedGeneration)
    try fields.optional("phase", &phase)
    try fields.list("conditions", &conditions, unique: true)
    try fields.optional("message", &message)
    try fields.optional("reason", &reason)
    try fields.optional("nominatedNodeName", &nominatedNodeName)
    try fields.optional("hostIP", &hostIP)
    try fields.list("hostIPs", &hostIPs)
    try fields.optional("podIP", &podIP)
    try fields.list("podIPs", &podIPs, unique: true)
    try fields.optional("startTime", &startTime)
    try fields.list("initContainerStatuses", &initContainerStatuses, unique: true)
    try fields.list("containerStatuses", &containerStatuses, unique: true)
    try fields.optional("qosClass", &qosClass)
  }
}

/// An address of a pod or a node.
public struct HostIP: KubernetesValue {
  /// The address.
  public var ip = ""
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(ip: String) {
    self.ip = ip
  }
}

extension HostIP: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.plain("ip", &ip)
  }
}
