public import JSON

/// A ConfigMap or a Secret whose keys become variables.
public struct EnvFromSource: KubernetesValue {
  /// What is put before each key.
  public var prefix: String?
  /// The ConfigMap.
  @Indirect public var configMapRef: EnvFromReference?
  /// The Secret.
  @Indirect public var secretRef: EnvFromReference?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(prefix: String? = nil, configMapRef: EnvFromReference? = nil, secretRef: EnvFromReference? = nil) {
    self.prefix = prefix
    self.configMapRef = configMapRef
    self.secretRef = secretRef
  }
}

extension EnvFromSource: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.optional("prefix", &prefix)
    try fields.part("configMapRef", &_configMapRef)
    try fields.part("secretRef", &_secretRef)
  }
}

/// A ConfigMap or a Secret by its name.
public struct EnvFromReference: KubernetesValue {
  /// The name.
  public var name = ""
  /// Whether it may be absent.
  public var optional: Bool?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(name: String, optional: Bool? = nil) {
    self.name = name
    self.optional = optional
  }
}

extension EnvFromReference: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.plain("name", &name)
    try fields.optional("optional", &optional)
  }
}
