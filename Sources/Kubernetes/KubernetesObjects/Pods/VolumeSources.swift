public import JSON

/// A path of the node.
public struct HostPathVolumeSource: KubernetesValue {
  /// The path.
  public var path = ""
  /// What must be there: `Directory`, `Socket`, …; empty checks nothing.
  public var type: String?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(path: String, type: String? = nil) {
    self.path = path
    self.type = type
  }
}

extension HostPathVolumeSource: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.plain("path", &path)
    try fields.optional("type", &type)
  }
}

/// A folder that lives as long as the pod.
public struct EmptyDirVolumeSource: KubernetesValue {
  /// `Memory` keeps it in memory; empty is the node's disk.
  public var medium: String?
  /// The most that it may hold.
  public var sizeLimit: Quantity?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(medium: String? = nil, sizeLimit: Quantity? = nil) {
    self.medium = medium
    self.sizeLimit = sizeLimit
  }
}

extension EmptyDirVolumeSource: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.optional("medium", &medium)
    try fields.optional("sizeLimit", &sizeLimit)
  }
}

/// A claim's volume.
public struct PersistentVolumeClaimVolumeSource: KubernetesValue {
  /// The claim, in the pod's namespace.
  public var claimName = ""
  /// Whether it cannot be written to.
  public var readOnly: Bool?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(claimName: String, readOnly: Bool? = nil) {
    self.claimName = claimName
    self.readOnly = readOnly
  }
}

extension PersistentVolumeClaimVolumeSource: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.plain("claimName", &claimName)
    try fields.optional("readOnly", &readOnly)
  }
}

/// The keys of a Secret as files.
public struct SecretVolumeSource: KubernetesValue {
  /// The Secret.
  public var secretName = ""
  /// The keys that become files; none is all of them.
  public var items: [KeyToPath] = []
  /// The permission bits of the files; the API's default is 0644 (420).
  public var defaultMode: Int?
  /// Whether Secret and keys may be absent.
  public var optional: Bool?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(secretName: String, items: [KeyToPath] = [], defaultMode: Int? = nil, optional: Bool? = nil) {
    self.secretName = secretName
    self.items = items
    self.defaultMode = defaultMode
    self.optional = optional
  }
}

extension SecretVolumeSource: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.plain("secretName", &secretName)
    try fields.list("items", &items)
    try fields.optional("defaultMode", &defaultMode)
    try fields.optional("optional", &optional)
  }
}

/// The keys of a ConfigMap as files.
public struct ConfigMapVolumeSource: KubernetesValue {
  /// The ConfigMap.
  public var name = ""
  /// The keys that become files; none is all of them.
  public var items: [KeyToPath] = []
  /// The permission bits of the files; the API's default is 0644 (420).
  public var defaultMode: Int?
  /// Whether ConfigMap and keys may be absent.
  public var optional: Bool?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(name: String, items: [KeyToPath] = [], defaultMode: Int? = nil, optional: Bool? = nil) {
    self.name = name
    self.items = items
    self.defaultMode = defaultMode
    self.optional = optional
  }
}

extension ConfigMapVolumeSource: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.plain("name", &name)
    try fields.list("items", &items)
    try fields.optional("defaultMode", &defaultMode)
    try fields.optional("optional", &optional)
  }
}

/// A key that becomes a file.
public struct KeyToPath: KubernetesValue {
  /// The key.
  public var key = ""
  /// The file, below the mount.
  public var path = ""
  /// The file's permission bits; nil is the volume's default.
  public var mode: Int?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(key: String, path: String, mode: Int? = nil) {
    self.key = key
    self.path = path
    self.mode = mode
  }
}

extension KeyToPath: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.plain("key", &key)
    try fields.plain("path", &path)
    try fields.optional("mode", &mode)
  }
}
