public import JSON

/// What is to run in a pod, where, and with which rights. All but a few fields are fixed once the pod is created.
public struct PodSpec: KubernetesValue {
  /// What containers can mount.
  public var volumes: [Volume] = []
  /// What runs before the containers, one after the other; those that restart always go on running (sidecars).
  public var initContainers: [Container] = []
  /// What runs; at least one.
  public var containers: [Container] = []
  /// `Always`, `OnFailure` or `Never`; the API's default is `Always`.
  public var restartPolicy: String?
  /// Seconds from the first signal to the kill; the API's default is 30.
  public var terminationGracePeriodSeconds: Int?
  /// Seconds after which the pod is stopped and counts as failed.
  public var activeDeadlineSeconds: Int?
  /// `ClusterFirst`, `ClusterFirstWithHostNet`, `Default` or `None`.
  public var dnsPolicy: String?
  /// Labels that the node must have.
  public var nodeSelector: [String: String] = [:]
  /// The account whose token the containers get.
  public var serviceAccountName: String?
  /// The older name of `serviceAccountName`; the API server sets both.
  public var serviceAccount: String?
  /// Whether the account's token is mounted.
  public var automountServiceAccountToken: Bool?
  /// The node; the scheduler sets it.
  public var nodeName: String?
  /// Whether the pod uses the node's network.
  public var hostNetwork: Bool?
  /// Whether the pod sees the node's processes.
  public var hostPID: Bool?
  /// Whether the pod uses the node's shared memory.
  public var hostIPC: Bool?
  /// Whether the containers see each other's processes.
  public var shareProcessNamespace: Bool?
  /// With which rights all containers run.
  @Indirect public var securityContext: PodSecurityContext?
  /// Secrets with the credentials of registries.
  public var imagePullSecrets: [LocalObjectReference] = []
  /// The pod's host name; the API's default is the pod's name.
  public var hostname: String?
  /// The headless service that gives the pod a DNS name.
  public var subdomain: String?
  /// Which nodes and neighbours the scheduler looks for; as written.
  public var affinity: JSONValue?
  /// The scheduler that chooses the node.
  public var schedulerName: String?
  /// The taints of nodes that the pod accepts.
  public var tolerations: [Toleration] = []
  /// Further lines of /etc/hosts; as written.
  public var hostAliases: [JSONValue] = []
  /// The name of the priority.
  public var priorityClassName: String?
  /// The priority; the API server sets it from the name.
  public var priority: Int?
  /// How names are resolved; as written.
  public var dnsConfig: JSONValue?
  /// The container runtime's class.
  public var runtimeClassName: String?
  /// Whether containers get the addresses of services as environment.
  public var enableServiceLinks: Bool?
  /// `PreemptLowerPriority` or `Never`.
  public var preemptionPolicy: String?
  /// How pods are spread over zones or nodes; as written.
  public var topologySpreadConstraints: [JSONValue] = []
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    volumes: [Volume] = [], initContainers: [Container] = [], containers: [Container], restartPolicy: String? = nil,
    terminationGracePeriodSeconds: Int? = nil, activeDeadlineSeconds: Int? = nil, dnsPolicy: String? = nil,
    nodeSelector: [String: String] = [:], serviceAccountName: String? = nil, serviceAccount: String? = nil,
    automountServiceAccountToken: Bool? = nil, nodeName: String? = nil, hostNetwork: Bool? = nil, hostPID: Bool? = nil,
    hostIPC: Bool? = nil, shareProcessNamespace: Bool? = nil, securityContext: PodSecurityContext? = nil,
    imagePullSecrets: [LocalObjectReference] = [], hostname: String? = nil, subdomain: String? = nil,
    affinity: JSONValue? = nil, schedulerName: String? = nil, tolerations: [Toleration] = [],
    hostAliases: [JSONValue] = [], priorityClassName: String? = nil, priority: Int? = nil, dnsConfig: JSONValue? = nil,
    runtimeClassName: String? = nil, enableServiceLinks: Bool? = nil, preemptionPolicy: String? = nil,
    topologySpreadConstraints: [JSONValue] = []
  ) {
    self.volumes = volumes
    self.initContainers = initContainers
    self.containers = containers
    self.restartPolicy = restartPolicy
    self.terminationGracePeriodSeconds = terminationGracePeriodSeconds
    self.activeDeadlineSeconds = activeDeadlineSeconds
    self.dnsPolicy = dnsPolicy
    self.nodeSelector = nodeSelector
    self.serviceAccountName = serviceAccountName
    self.serviceAccount = serviceAccount
    self.automountServiceAccountToken = automountServiceAccountToken
    self.nodeName = nodeName
    self.hostNetwork = hostNetwork
    self.hostPID = hostPID
    self.hostIPC = hostIPC
    self.shareProcessNamespace = shareProcessNamespace
    self.securityContext = securityContext
    self.imagePullSecrets = imagePullSecrets
    self.hostname = hostname
    self.subdomain = subdomain
    self.affinity = affinity
    self.schedulerName = schedulerName
    self.tolerations = tolerations
    self.hostAliases = hostAliases
    self.priorityClassName = priorityClassName
    self.priority = priority
    self.dnsConfig = dnsConfig
    self.runtimeClassName = runtimeClassName
    self.enableServiceLinks = enableServiceLinks
    self.preemptionPolicy = preemptionPolicy
    self.topologySpreadConstraints = topologySpreadConstraints
  }
}

extension PodSpec: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.list("volumes", &volumes, unique: true)
    try fields.list("initContainers", &initContainers, unique: true)
    try fields.list("containers", &containers, unique: true)
    try fields.optional("restartPolicy", &restartPolicy)
    try fields.optional("terminationGracePeriodSeconds", &terminationGracePeriodSeconds)
    try fields.optional("activeDeadlineSeconds", &activeDeadlineSeconds)
    try fields.optional("dnsPolicy", &dnsPolicy)
    try fields.map("nodeSelector", &nodeSelector)
    try fields.optional("serviceAccountName", &serviceAccountName)
    try fields.optional("serviceAccount", &serviceAccount)
    try fields.optional("automountServiceAccountToken", &automountServiceAccountToken)
    try fields.optional("nodeName", &nodeName)
    try fields.optional("hostNetwork", &hostNetwork)
    try fields.optional("hostPID", &hostPID)
    try fields.optional("hostIPC", &hostIPC)
    try fields.optional("shareProcessNamespace", &shareProcessNamespace)
    try fields.part("securityContext", &_securityContext)
    try fields.list("imagePullSecrets", &imagePullSecrets)
    try fields.optional("hostname", &hostname)
    try fields.optional("subdomain", &subdomain)
    try fields.optional("affinity", &affinity)
    try fields.optional("schedulerName", &schedulerName)
    try fields.list("tolerations", &tolerations)
    try fields.list("hostAliases", &hostAliases)
    try fields.optional("priorityClassName", &priorityClassName)
    try fields.optional("priority", &priority)
    try fields.optional("dnsConfig", &dnsConfig)
    try fields.optional("runtimeClassName", &runtimeClassName)
    try fields.optional("enableServiceLinks", &enableServiceLinks)
    try fields.optional("preemptionPolicy", &preemptionPolicy)
    try fields.list("topologySpreadConstraints", &topologySpreadConstraints)
  }
}
