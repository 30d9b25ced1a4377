public import JSON

/// What a container does.
public struct ContainerStatus: KubernetesValue {
  /// The container's name.
  public var name = ""
  /// What it does now.
  public var state = ContainerState()
  /// What it did before its last restart.
  public var lastState = ContainerState()
  /// Whether its readiness probe succeeds.
  public var ready: Bool?
  /// How often it was restarted.
  public var restartCount: Int?
  /// The image that runs.
  public var image: String?
  /// The image's digest.
  public var imageID: String?
  /// The runtime's name of it.
  public var containerID: String?
  /// Whether its startup probe has succeeded.
  public var started: Bool?
  /// What the node has reserved for it.
  public var allocatedResources: [String: Quantity] = [:]
  /// What it really has.
  @Indirect public var resources: ResourceRequirements?
  /// What is mounted.
  public var volumeMounts: [VolumeMountStatus] = []
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    name: String, state: ContainerState = ContainerState(waiting: nil),
    lastState: ContainerState = ContainerState(waiting: nil), ready: Bool? = nil, restartCount: Int? = nil,
    image: String? = nil, imageID: String? = nil, containerID: String? = nil, started: Bool? = nil,
    allocatedResources: [String: Quantity] = [:], resources: ResourceRequirements? = nil,
    volumeMounts: [VolumeMountStatus] = []
  ) {
    self.name = name
    self.state = state
    self.lastState = lastState
    self.ready = ready
    self.restartCount = restartCount
    self.image = image
    self.imageID = imageID
    self.containerID = containerID
    self.started = started
    self.allocatedResources = allocatedResources
    self.resources = resources
    self.volumeMounts = volumeMounts
  }
}

extension ContainerStatus: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.plain("name", &name)
    try fields.plain("state", &state)
    try fields.plain("lastState", &lastState)
    try fields.optional("ready", &ready)
    try fields.optional("restartCount", &restartCount)
    try fields.optional("image", &image)
    try fields.optional("imageID", &imageID)
    try fields.optional("containerID", &containerID)
    try fields.optional("started", &started)
    try fields.map("allocatedResources", &allocatedResources)
    try fields.part("resources", &_resources)
    try fields.list("volumeMounts", &volumeMounts)
  }
}

/// A volume as it is mounted.
public struct VolumeMountStatus: KubernetesValue {
  /// The volume.
  public var name = ""
  /// The path in the container.
  public var mountPath = ""
  /// Whether it cannot be written to.
  public var readOnly: Bool?
  /// Whether the same holds for mounts below it.
  public var recursiveReadOnly: String?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(name: String, mountPath: String, readOnly: Bool? = nil, recursiveReadOnly: String? = nil) {
    self.name = name
    self.mountPath = mountPath
    self.readOnly = readOnly
    self.recursiveReadOnly = recursiveReadOnly
  }
}

extension VolumeMountStatus: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.plain("name", &name)
    try fields.plain("mountPath", &mountPath)
    try fields.optional("readOnly", &readOnly)
    try fields.optional("recursiveReadOnly", &recursiveReadOnly)
  }
}
