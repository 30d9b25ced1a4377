public import JSON

/// Something that containers can mount: a name and one source. Sources that are no field here are kept.
public struct Volume: KubernetesValue {
  /// The name, unique in the pod.
  public var name = ""
  /// A path of the node.
  @Indirect public var hostPath: HostPathVolumeSource?
  /// A folder that lives as long as the pod.
  @Indirect public var emptyDir: EmptyDirVolumeSource?
  /// The keys of a Secret as files.
  @Indirect public var secret: SecretVolumeSource?
  /// A claim's volume.
  @Indirect public var persistentVolumeClaim: PersistentVolumeClaimVolumeSource?
  /// Fields of the pod as files.
  @Indirect public var downwardAPI: DownwardAPIVolumeSource?
  /// The keys of a ConfigMap as files.
  @Indirect public var configMap: ConfigMapVolumeSource?
  /// Several of these in one folder.
  @Indirect public var projected: ProjectedVolumeSource?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    name: String, hostPath: HostPathVolumeSource? = nil, emptyDir: EmptyDirVolumeSource? = nil,
    secret: SecretVolumeSource? = nil, persistentVolumeClaim: PersistentVolumeClaimVolumeSource? = nil,
    downwardAPI: DownwardAPIVolumeSource? = nil, configMap: ConfigMapVolumeSource? = nil,
    projected: ProjectedVolumeSource? = nil
  ) {
    self.name = name
    self.hostPath = hostPath
    self.emptyDir = emptyDir
    self.secret = secret
    self.persistentVolumeClaim = persistentVolumeClaim
    self.downwardAPI = downwardAPI
    self.configMap = configMap
    self.projected = projected
  }
}

extension Volume: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.plain("name", &name)
    try fields.part("hostPath", &_hostPath)
    try fields.part("emptyDir", &_emptyDir)
    try fields.part("secret", &_secret)
    try fields.part("persistentVolumeClaim", &_persistentVolumeClaim)
    try fields.part("downwardAPI", &_downwardAPI)
    try fields.part("configMap", &_configMap)
    try fields.part("projected", &_projected)
  }
}
