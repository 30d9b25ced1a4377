public import JSON

/// One container of a pod.
public struct Container: KubernetesValue {
  /// The name, unique in the pod.
  public var name = ""
  /// The image.
  public var image: String?
  /// The program and its first arguments; none is the image's entry point.
  public var command: [String] = []
  /// The arguments; none is the image's.
  public var args: [String] = []
  /// The folder that it starts in; nil is the image's.
  public var workingDir: String?
  /// The ports that it listens on.
  public var ports: [ContainerPort] = []
  /// ConfigMaps and Secrets whose keys become environment.
  public var envFrom: [EnvFromSource] = []
  /// The environment.
  public var env: [EnvVar] = []
  /// What it needs and may use.
  @Indirect public var resources: ResourceRequirements?
  /// Whether it restarts when its resources change; as written.
  public var resizePolicy: [JSONValue] = []
  /// `Always` makes an init container a sidecar.
  public var restartPolicy: String?
  /// Where volumes are mounted.
  public var volumeMounts: [VolumeMount] = []
  /// Block devices; as written.
  public var volumeDevices: [JSONValue] = []
  /// Restarts the container when it fails.
  @Indirect public var livenessProbe: Probe?
  /// Takes the pod from its services while it fails.
  @Indirect public var readinessProbe: Probe?
  /// Holds back the other probes until it succeeds.
  @Indirect public var startupProbe: Probe?
  /// What is done after the start and before the end.
  @Indirect public var lifecycle: Lifecycle?
  /// The file with the reason of its end.
  public var terminationMessagePath: String?
  /// `File` or `FallbackToLogsOnError`.
  public var terminationMessagePolicy: String?
  /// `Always`, `IfNotPresent` or `Never`.
  public var imagePullPolicy: String?
  /// With which rights it runs.
  @Indirect public var securityContext: SecurityContext?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    name: String, image: String? = nil, command: [String] = [], args: [String] = [], workingDir: String? = nil,
    ports: [ContainerPort] = [], envFrom: [EnvFromSource] = [], env: [EnvVar] = [],
    resources: ResourceRequirements? = nil, resizePolicy: [JSONValue] = [], restartPolicy: String? = nil,
    volumeMounts: [VolumeMount] = [], volumeDevices: [JSONValue] = [], livenessProbe: Probe? = nil,
    readinessProbe: Probe? = nil, startupProbe: Probe? = nil, lifecycle: Lifecycle? = nil,
    terminationMessagePath: String? = nil, terminationMessagePolicy: String? = nil, imagePullPolicy: String? = nil,
    securityContext: SecurityContext? = nil
  ) {
    self.name = name
    self.image = image
    self.command = command
    self.args = args
    self.workingDir = workingDir
    self.ports = ports
    self.envFrom = envFrom
    self.env = env
    self.resources = resources
    self.resizePolicy = resizePolicy
    self.restartPolicy = restartPolicy
    self.volumeMounts = volumeMounts
    self.volumeDevices = volumeDevices
    self.livenessProbe = livenessProbe
    self.readinessProbe = readinessProbe
    self.startupProbe = startupProbe
    self.lifecycle = lifecycle
    self.terminationMessagePath = terminationMessagePath
    self.terminationMessagePolicy = terminationMessagePolicy
    self.imagePullPolicy = imagePullPolicy
    self.securityContext = securityContext
  }
}

extension Container: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.plain("name", &name)
    try fields.optional("image", &image)
    try fields.list("command", &command)
    try fields.list("args", &args)
    try fields.optional("workingDir", &workingDir)
    try fields.list("ports", &ports)
    try fields.list("envFrom", &envFrom)
    try fields.list("env", &env)
    try fields.part("resources", &_resources)
    try fields.list("resizePolicy", &resizePolicy)
    try fields.optional("restartPolicy", &restartPolicy)
    try fields.list("volumeMounts", &volumeMounts, unique: true)
    try fields.list("volumeDevices", &volumeDevices)
    try fields.part("livenessProbe", &_livenessProbe)
    try fields.part("readinessProbe", &_readinessProbe)
    try fields.part("startupProbe", &_startupProbe)
    try fields.part("lifecycle", &_lifecycle)
    try fields.optional("terminationMessagePath", &terminationMessagePath)
    try fields.optional("terminationMessagePolicy", &terminationMessagePolicy)
    try fields.optional("imagePullPolicy", &imagePullPolicy)
    try fields.part("securityContext", &_securityContext)
  }
}
