public import JSON

/// Several sources in one folder.
public struct ProjectedVolumeSource: KubernetesValue {
  /// The sources.
  public var sources: [VolumeProjection] = []
  /// The permission bits of the files; the API's default is 0644 (420).
  public var defaultMode: Int?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(sources: [VolumeProjection] = [], defaultMode: Int? = nil) {
    self.sources = sources
    self.defaultMode = defaultMode
  }
}

extension ProjectedVolumeSource: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.list("sources", &sources)
    try fields.optional("defaultMode", &defaultMode)
  }
}

/// A source of a projected volume: one of these. Sources that are no field here are kept.
public struct VolumeProjection: KubernetesValue {
  /// The keys of a Secret.
  @Indirect public var secret: KeysProjection?
  /// Fields of the pod.
  @Indirect public var downwardAPI: DownwardAPIProjection?
  /// The keys of a ConfigMap.
  @Indirect public var configMap: KeysProjection?
  /// A token of the pod's account.
  @Indirect public var serviceAccountToken: ServiceAccountTokenProjection?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    secret: KeysProjection? = nil, downwardAPI: DownwardAPIProjection? = nil, configMap: KeysProjection? = nil,
    serviceAccountToken: ServiceAccountTokenProjection? = nil
  ) {
    self.secret = secret
    self.downwardAPI = downwardAPI
    self.configMap = configMap
    self.serviceAccountToken = serviceAccountToken
  }
}

extension VolumeProjection: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.part("secret", &_secret)
    try fields.part("downwardAPI", &_downwardAPI)
    try fields.part("configMap", &_configMap)
    try fields.part("serviceAccountToken", &_serviceAccountToken)
  }
}

/// The keys of a ConfigMap or a Secret as files.
public struct KeysProjection: KubernetesValue {
  /// The object.
  public var name = ""
  /// The keys that become files; none is all of them.
  public var items: [KeyToPath] = []
  /// Whether object and keys may be absent.
  public var optional: Bool?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(name: String, items: [KeyToPath] = [], optional: Bool? = nil) {
    self.name = name
    self.items = items
    self.optional = optional
  }
}

extension KeysProjection: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.plain("name", &name)
    try fields.list("items", &items)
    try fields.optional("optional", &optional)
  }
}

/// A token of the pod's account.
public struct ServiceAccountTokenProjection: KubernetesValue {
  /// For whom the token is; nil is the API server.
  public var audience: String?
  /// How long a token is valid; the API's default is one hour.
  public var expirationSeconds: Int?
  /// The file, below the mount.
  public var path = ""
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(audience: String? = nil, expirationSeconds: Int? = nil, path: String) {
    self.audience = audience
    self.expirationSeconds = expirationSeconds
    self.path = path
  }
}

extension ServiceAccountTokenProjection: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.optional("audience", &audience)
    try fields.optional("expirationSeconds", &expirationSeconds)
    try fields.plain("path", &path)
  }
}
