public import JSON

/// Fields of the pod as files.
public struct DownwardAPIVolumeSource: KubernetesValue {
  /// The files.
  public var items: [DownwardAPIVolumeFile] = []
  /// The permission bits of the files; the API's default is 0644 (420).
  public var defaultMode: Int?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(items: [DownwardAPIVolumeFile] = [], defaultMode: Int? = nil) {
    self.items = items
    self.defaultMode = defaultMode
  }
}

extension DownwardAPIVolumeSource: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.list("items", &items)
    try fields.optional("defaultMode", &defaultMode)
  }
}

/// Fields of the pod as files, as one source of several.
public struct DownwardAPIProjection: KubernetesValue {
  /// The files.
  public var items: [DownwardAPIVolumeFile] = []
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(items: [DownwardAPIVolumeFile] = []) {
    self.items = items
  }
}

extension DownwardAPIProjection: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.list("items", &items)
  }
}

/// A field of the pod as a file.
public struct DownwardAPIVolumeFile: KubernetesValue {
  /// The file, below the mount.
  public var path = ""
  /// The field.
  @Indirect public var fieldRef: ObjectFieldSelector?
  /// The resource of a container.
  @Indirect public var resourceFieldRef: ResourceFieldSelector?
  /// The file's permission bits; nil is the volume's default.
  public var mode: Int?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    path: String, fieldRef: ObjectFieldSelector? = nil, resourceFieldRef: ResourceFieldSelector? = nil, mode: Int? = nil
  ) {
    self.path = path
    self.fieldRef = fieldRef
    self.resourceFieldRef = resourceFieldRef
    self.mode = mode
  }
}

extension DownwardAPIVolumeFile: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.plain("path", &path)
    try fields.part("fieldRef", &_fieldRef)
    try fields.part("resourceFieldRef", &_resourceFieldRef)
    try fields.optional("mode", &mode)
  }
}
