public import JSON

/// With which rights all containers of a pod run, where a container does not say otherwise.
public struct PodSecurityContext: KubernetesValue {
  /// The user's number.
  public var runAsUser: Int?
  /// The group's number.
  public var runAsGroup: Int?
  /// Whether a container that would run as root is refused.
  public var runAsNonRoot: Bool?
  /// Further groups.
  public var supplementalGroups: [Int] = []
  /// The group that volumes are given to.
  public var fsGroup: Int?
  /// `Always`, or `OnRootMismatch`: only volumes whose root has another group are changed.
  public var fsGroupChangePolicy: String?
  /// The system calls that are allowed.
  @Indirect public var seccompProfile: SeccompProfile?
  /// Kernel settings; as written.
  public var sysctls: [JSONValue] = []
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    runAsUser: Int? = nil, runAsGroup: Int? = nil, runAsNonRoot: Bool? = nil, supplementalGroups: [Int] = [],
    fsGroup: Int? = nil, fsGroupChangePolicy: String? = nil, seccompProfile: SeccompProfile? = nil,
    sysctls: [JSONValue] = []
  ) {
    self.runAsUser = runAsUser
    self.runAsGroup = runAsGroup
    self.runAsNonRoot = runAsNonRoot
    self.supplementalGroups = supplementalGroups
    self.fsGroup = fsGroup
    self.fsGroupChangePolicy = fsGroupChangePolicy
    self.seccompProfile = seccompProfile
    self.sysctls = sysctls
  }
}

extension PodSecurityContext: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.optional("runAsUser", &runAsUser)
    try fields.optional("runAsGroup", &runAsGroup)
    try fields.optional("runAsNonRoot", &runAsNonRoot)
    try fields.list("supplementalGroups", &supplementalGroups)
    try fields.optional("fsGroup", &fsGroup)
    try fields.optional("fsGroupChangePolicy", &fsGroupChangePolicy)
    try fields.part("seccompProfile", &_seccompProfile)
    try fields.list("sysctls", &sysctls)
  }
}
