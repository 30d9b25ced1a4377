public import JSON

/// How volumes of a class are made.
public struct StorageClass: KubernetesObject {
  /// The API group and version.
  public static let apiVersion = "storage.k8s.io/v1"
  /// The kind.
  public static let kind = "StorageClass"

  /// Name and annotations; one says which class is the default.
  public var metadata = ObjectMeta()
  /// Who makes them.
  public var provisioner = ""
  /// What the provisioner is told.
  public var parameters: [String: String] = [:]
  /// `Delete` or `Retain`: what becomes of a volume without its claim.
  public var reclaimPolicy: String?
  /// How they are mounted.
  public var mountOptions: [String] = []
  /// Whether a claim can grow.
  public var allowVolumeExpansion: Bool?
  /// `Immediate`, or `WaitForFirstConsumer`: where the pod goes.
  public var volumeBindingMode: String?
  /// Where volumes can be; as written.
  public var allowedTopologies: [JSONValue] = []
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    metadata: ObjectMeta, provisioner: String, parameters: [String: String] = [:], reclaimPolicy: String? = nil,
    mountOptions: [String] = [], allowVolumeExpansion: Bool? = nil, volumeBindingMode: String? = nil,
    allowedTopologies: [JSONValue] = []
  ) {
    self.metadata = metadata
    self.provisioner = provisioner
    self.parameters = parameters
    self.reclaimPolicy = reclaimPolicy
    self.mountOptions = mountOptions
    self.allowVolumeExpansion = allowVolumeExpansion
    self.volumeBindingMode = volumeBindingMode
    self.allowedTopologies = allowedTopologies
  }
}

extension StorageClass: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.type(Self.self)
    try fields.plain("metadata", &metadata)
    try fields.plain("provisioner", &provisioner)
    try fields.map("parameters", &parameters)
    try fields.optional("reclaimPolicy", &reclaimPolicy)
    try fields.list("mountOptions", &mountOptions)
    try fields.optional("allowVolumeExpansion", &allowVolumeExpansion)
    try fields.optional("volumeBindingMode", &volumeBindingMode)
    try fields.list("allowedTopologies", &allowedTopologies)
  }
}
