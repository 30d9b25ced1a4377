public import JSON

/// Where a container sees a volume.
public struct VolumeMount: KubernetesValue {
  /// The volume.
  public var name = ""
  /// Whether it cannot be written to.
  public var readOnly: Bool?
  /// Whether the same holds for mounts below it: `Disabled`, `IfPossible` or `Enabled`.
  public var recursiveReadOnly: String?
  /// The path in the container.
  public var mountPath = ""
  /// The part of the volume that is mounted.
  public var subPath: String?
  /// `None`, `HostToContainer` or `Bidirectional`.
  public var mountPropagation: String?
  /// As `subPath`, with variables of the environment.
  public var subPathExpr: String?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    name: String, readOnly: Bool? = nil, recursiveReadOnly: String? = nil, mountPath: String, subPath: String? = nil,
    mountPropagation: String? = nil, subPathExpr: String? = nil
  ) {
    self.name = name
    self.readOnly = readOnly
    self.recursiveReadOnly = recursiveReadOnly
    self.mountPath = mountPath
    self.subPath = subPath
    self.mountPropagation = mountPropagation
    self.subPathExpr = subPathExpr
  }
}

extension VolumeMount: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.plain("name", &name)
    try fields.optional("readOnly", &readOnly)
    try fields.optional("recursiveReadOnly", &recursiveReadOnly)
    try fields.plain("mountPath", &mountPath)
    try fields.optional("subPath", &subPath)
    try fields.optional("mountPropagation", &mountPropagation)
    try fields.optional("subPathExpr", &subPathExpr)
  }
}
