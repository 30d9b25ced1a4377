public import JSON

/// A volume that is asked for.
public struct PersistentVolumeClaim: KubernetesObject {
  /// The API group and version.
  public static let apiVersion = "v1"
  /// The kind.
  public static let kind = "PersistentVolumeClaim"

  /// Name, labels, finalizers.
  public var metadata = ObjectMeta()
  /// What is asked for.
  @Indirect public var spec: PersistentVolumeClaimSpec?
  /// What was given.
  @Indirect public var status: PersistentVolumeClaimStatus?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    metadata: ObjectMeta, spec: PersistentVolumeClaimSpec? = nil, status: PersistentVolumeClaimStatus? = nil
  ) {
    self.metadata = metadata
    self.spec = spec
    self.status = status
  }
}

extension PersistentVolumeClaim: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.type(Self.self)
    try fields.plain("metadata", &metadata)
    try fields.part("spec", &_spec, unique: true)
    try fields.part("status", &_status, unique: true)
  }
}

/// What a claim asks for.
public struct PersistentVolumeClaimSpec: KubernetesValue {
  /// `ReadWriteOnce`, `ReadOnlyMany`, `ReadWriteMany` or `ReadWriteOncePod`.
  public var accessModes: [String] = []
  /// The volumes to choose from.
  public var selector: LabelSelector?
  /// The size, as `requests["storage"]`.
  @Indirect public var resources: ResourceRequirements?
  /// The volume that it is bound to.
  public var volumeName: String?
  /// The class; nil is the cluster's default, an empty text is none.
  public var storageClassName: String?
  /// `Filesystem` or `Block`.
  public var volumeMode: String?
  /// A snapshot or claim to start from; as written.
  public var dataSource: JSONValue?
  /// As `dataSource`, for other kinds too; as written.
  public var dataSourceRef: JSONValue?
  /// The class of the volume's changeable attributes.
  public var volumeAttributesClassName: String?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    accessModes: [String] = [], selector: LabelSelector? = nil, resources: ResourceRequirements? = nil,
    volumeName: String? = nil, storageClassName: String? = nil, volumeMode: String? = nil, dataSource: JSONValue? = nil,
    dataSourceRef: JSONValue? = nil, volumeAttributesClassName: String? = nil
  ) {
    self.accessModes = accessModes
    self.selector = selector
    self.resources = resources
    self.volumeName = volumeName
    self.storageClassName = storageClassName
    self.volumeMode = volumeMode
    self.dataSource = dataSource
    self.dataSourceRef = dataSourceRef
    self.volumeAttributesClassName = volumeAttributesClassName
  }
}

extension PersistentVolumeClaimSpec: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.list("accessModes", &accessModes)
    try fields.optional("selector", &selector)
    try fields.part("resources", &_resources)
    try fields.optional("volumeName", &volumeName)
    try fields.optional("storageClassName", &storageClassName)
    try fields.optional("volumeMode", &volumeMode)
    try fields.optional("dataSource", &dataSource)
    try fields.optional("dataSourceRef", &dataSourceRef)
    try fields.optional("volumeAttributesClassName", &volumeAttributesClassName)
  }
}

/// What a claim was given.
public struct PersistentVolumeClaimStatus: KubernetesValue {
  /// `Pending`, `Bound` or `Lost`.
  public var phase: String?
  /// The access modes that it has.
  public var accessModes: [String] = []
  /// The size that it has.
  public var capacity: [String: Quantity] = [:]
  /// `Resizing`, `FileSystemResizePending` and others.
  public var conditions: [Condition] = []
  /// The size that it is being given.
  public var allocatedResources: [String: Quantity] = [:]
  /// How far that is.
  public var allocatedResourceStatuses: [String: String] = [:]
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    phase: String? = nil, accessModes: [String] = [], capacity: [String: Quantity] = [:], conditions: [Condition] = [],
    allocatedResources: [String: Quantity] = [:], allocatedResourceStatuses: [String: String] = [:]
  ) {
    self.phase = phase
    self.accessModes = accessModes
    self.capacity = capacity
    self.conditions = conditions
    self.allocatedResources = allocatedResources
    self.allocatedResourceStatuses = allocatedResourceStatuses
  }
}

extension PersistentVolumeClaimStatus: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.optional("phase", &phase)
    try fields.list("accessModes", &accessModes)
    try fields.map("capacity", &capacity)
    try fields.list("conditions", &conditions, unique: true)
    try fields.map("allocatedResources", &allocatedResources)
    try fields.map("allocatedResourceStatuses", &allocatedResourceStatuses)
  }
}
