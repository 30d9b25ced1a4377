public import JSON

/// Which pods a service is for, and under which ports.
public struct ServiceSpec: KubernetesValue {
  /// The ports.
  public var ports: [ServicePort] = []
  /// The labels of the pods; none leaves the endpoints to others.
  public var selector: [String: String] = [:]
  /// The address within the cluster; `None` makes it headless.
  public var clusterIP: String?
  /// All addresses within the cluster.
  public var clusterIPs: [String] = []
  /// `ClusterIP`, `NodePort`, `LoadBalancer` or `ExternalName`.
  public var type: String?
  /// Addresses from outside that nodes accept for it.
  public var externalIPs: [String] = []
  /// `None` or `ClientIP`.
  public var sessionAffinity: String?
  /// The address that the load balancer should get.
  public var loadBalancerIP: String?
  /// The networks that may reach the load balancer.
  public var loadBalancerSourceRanges: [String] = []
  /// The name that it stands for.
  public var externalName: String?
  /// `Cluster`, or `Local`: only pods of the node that is reached.
  public var externalTrafficPolicy: String?
  /// The port on which nodes tell whether they have a pod, with `Local`.
  public var healthCheckNodePort: Int?
  /// Whether DNS names pods that are not ready.
  public var publishNotReadyAddresses: Bool?
  /// How long the affinity lasts; as written.
  public var sessionAffinityConfig: JSONValue?
  /// `IPv4`, `IPv6`.
  public var ipFamilies: [String] = []
  /// `SingleStack`, `PreferDualStack` or `RequireDualStack`.
  public var ipFamilyPolicy: String?
  /// Whether a load balancer gets ports on the nodes.
  public var allocateLoadBalancerNodePorts: Bool?
  /// Which implementation serves it.
  public var loadBalancerClass: String?
  /// `Cluster` or `Local`, for traffic within the cluster.
  public var internalTrafficPolicy: String?
  /// Which endpoints are preferred.
  public var trafficDistribution: String?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    ports: [ServicePort] = [], selector: [String: String] = [:], clusterIP: String? = nil, clusterIPs: [String] = [],
    type: String? = nil, externalIPs: [String] = [], sessionAffinity: String? = nil, loadBalancerIP: String? = nil,
    loadBalancerSourceRanges: [String] = [], externalName: String? = nil, externalTrafficPolicy: String? = nil,
    healthCheckNodePort: Int? = nil, publishNotReadyAddresses: Bool? = nil, sessionAffinityConfig: JSONValue? = nil,
    ipFamilies: [String] = [], ipFamilyPolicy: String? = nil, allocateLoadBalancerNodePorts: Bool? = nil,
    loadBalancerClass: String? = nil, internalTrafficPolicy: String? = nil, trafficDistribution: String? = nil
  ) {
    self.ports = ports
    self.selector = selector
    self.clusterIP = clusterIP
    self.clusterIPs = clusterIPs
    self.type = type
    self.externalIPs = externalIPs
    self.sessionAffinity = sessionAffinity
    self.loadBalancerIP = loadBalancerIP
    self.loadBalancerSourceRanges = loadBalancerSourceRanges
    self.externalName = externalName
    self.externalTrafficPolicy = externalTrafficPolicy
    self.healthCheckNodePort = healthCheckNodePort
    self.publishNotReadyAddresses = publishNotReadyAddresses
    self.sessionAffinityConfig = sessionAffinityConfig
    self.ipFamilies = ipFamilies
    self.ipFamilyPolicy = ipFamilyPolicy
    self.allocateLoadBalancerNodePorts = allocateLoadBalancerNodePorts
    self.loadBalancerClass = loadBalancerClass
    self.internalTrafficPolicy = internalTrafficPolicy
    self.trafficDistribution = trafficDistribution
  }
}

extension ServiceSpec: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.list("ports", &ports)
    try fields.map("selector", &selector)
    try fields.optional("clusterIP", &clusterIP)
    try fields.list("clusterIPs", &clusterIPs)
    try fields.optional("type", &type)
    try fields.list("externalIPs", &externalIPs)
    try fields.optional("sessionAffinity", &sessionAffinity)
    try fields.optional("loadBalancerIP", &loadBalancerIP)
    try fields.list("loadBalancerSourceRanges", &loadBalancerSourceRanges)
    try fields.optional("externalName", &externalName)
    try fields.optional("externalTrafficPolicy", &externalTrafficPolicy)
    try fields.optional("healthCheckNodePort", &healthCheckNodePort)
    try fields.optional("publishNotReadyAddresses", &publishNotReadyAddresses)
    try fields.optional("sessionAffinityConfig", &sessionAffinityConfig)
    try fields.list("ipFamilies", &ipFamilies)
    try fields.optional("ipFamilyPolicy", &ipFamilyPolicy)
    try fields.optional("allocateLoadBalancerNodePorts", &allocateLoadBalancerNodePorts)
    try fields.optional("loadBalancerClass", &loadBalancerClass)
    try fields.optional("internalTrafficPolicy", &internalTrafficPolicy)
    try fields.optional("trafficDistribution", &trafficDistribution)
  }
}

/// A port of a service.
public struct ServicePort: KubernetesValue {
  /// The name; needed where there are several.
  public var name: String?
  /// `TCP`, `UDP` or `SCTP`; the API's default is `TCP`.
  public var `protocol`: String?
  /// The protocol of the application.
  public var appProtocol: String?
  /// The port.
  public var port = 0
  /// The pod's port or its name; the API's default is `port`.
  public var targetPort: IntOrString?
  /// The port of the nodes.
  public var nodePort: Int?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    name: String? = nil, `protocol`: String? = nil, appProtocol: String? = nil, port: Int,
    targetPort: IntOrString? = nil, nodePort: Int? = nil
  ) {
    self.name = name
    self.protocol = `protocol`
    self.appProtocol = appProtocol
    self.port = port
    self.targetPort = targetPort
    self.nodePort = nodePort
  }
}

extension ServicePort: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.optional("name", &name)
    try fields.optional("protocol", &`protocol`)
    try fields.optional("appProtocol", &appProtocol)
    try fields.plain("port", &port)
    try fields.optional("targetPort", &targetPort)
    try fields.optional("nodePort", &nodePort)
  }
}
