public import JSON

/// With which rights one container runs; it counts before the pod's.
public struct SecurityContext: KubernetesValue {
  /// The privileges of root, added or dropped.
  @Indirect public var capabilities: Capabilities?
  /// Whether it may do what root of the node may.
  public var privileged: Bool?
  /// The user's number.
  public var runAsUser: Int?
  /// The group's number.
  public var runAsGroup: Int?
  /// Whether it is refused if it would run as root.
  public var runAsNonRoot: Bool?
  /// Whether it can write to its volumes alone.
  public var readOnlyRootFilesystem: Bool?
  /// Whether a process may gain more rights than its parent.
  public var allowPrivilegeEscalation: Bool?
  /// The system calls that are allowed.
  @Indirect public var seccompProfile: SeccompProfile?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    capabilities: Capabilities? = nil, privileged: Bool? = nil, runAsUser: Int? = nil, runAsGroup: Int? = nil,
    runAsNonRoot: Bool? = nil, readOnlyRootFilesystem: Bool? = nil, allowPrivilegeEscalation: Bool? = nil,
    seccompProfile: SeccompProfile? = nil
  ) {
    self.capabilities = capabilities
    self.privileged = privileged
    self.runAsUser = runAsUser
    self.runAsGroup = runAsGroup
    self.runAsNonRoot = runAsNonRoot
    self.readOnlyRootFilesystem = readOnlyRootFilesystem
    self.allowPrivilegeEscalation = allowPrivilegeEscalation
    self.seccompProfile = seccompProfile
  }
}

extension SecurityContext: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.part("capabilities", &_capabilities)
    try fields.optional("privileged", &privileged)
    try fields.optional("runAsUser", &runAsUser)
    try fields.optional("runAsGroup", &runAsGroup)
    try fields.optional("runAsNonRoot", &runAsNonRoot)
    try fields.optional("readOnlyRootFilesystem", &readOnlyRootFilesystem)
    try fields.optional("allowPrivilegeEscalation", &allowPrivilegeEscalation)
    try fields.part("seccompProfile", &_seccompProfile)
  }
}

/// Privileges of root, one by one.
public struct Capabilities: KubernetesValue {
  /// Those that are added to the runtime's default.
  public var add: [String] = []
  /// Those that are taken away; `ALL` is all of them.
  public var drop: [String] = []
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(add: [String] = [], drop: [String] = []) {
    self.add = add
    self.drop = drop
  }
}

extension Capabilities: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.list("add", &add)
    try fields.list("drop", &drop)
  }
}

/// Which system calls a process may make.
public struct SeccompProfile: KubernetesValue {
  /// `RuntimeDefault`, `Unconfined` or `Localhost`.
  public var type = ""
  /// The profile's file on the node, for `Localhost`.
  public var localhostProfile: String?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(type: String, localhostProfile: String? = nil) {
    self.type = type
    self.localhostProfile = localhostProfile
  }
}

extension SeccompProfile: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.plain("type", &type)
    try fields.optional("localhostProfile", &localhostProfile)
  }
}
