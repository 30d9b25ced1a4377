public import JSON

/// A variable of a container's environment.
public struct EnvVar: KubernetesValue {
  /// The name.
  public var name = ""
  /// The value; `$(NAME)` stands for an earlier variable.
  public var value: String?
  /// Where the value comes from, if it is not written here.
  @Indirect public var valueFrom: EnvVarSource?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(name: String, value: String? = nil, valueFrom: EnvVarSource? = nil) {
    self.name = name
    self.value = value
    self.valueFrom = valueFrom
  }
}

extension EnvVar: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.plain("name", &name)
    try fields.optional("value", &value)
    try fields.part("valueFrom", &_valueFrom)
  }
}

/// Where the value of a variable comes from: one of these.
public struct EnvVarSource: KubernetesValue {
  /// A field of the pod.
  @Indirect public var fieldRef: ObjectFieldSelector?
  /// A resource of a container.
  @Indirect public var resourceFieldRef: ResourceFieldSelector?
  /// A key of a ConfigMap.
  @Indirect public var configMapKeyRef: KeySelector?
  /// A key of a Secret.
  @Indirect public var secretKeyRef: KeySelector?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    fieldRef: ObjectFieldSelector? = nil, resourceFieldRef: ResourceFieldSelector? = nil,
    configMapKeyRef: KeySelector? = nil, secretKeyRef: KeySelector? = nil
  ) {
    self.fieldRef = fieldRef
    self.resourceFieldRef = resourceFieldRef
    self.configMapKeyRef = configMapKeyRef
    self.secretKeyRef = secretKeyRef
  }
}

extension EnvVarSource: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.part("fieldRef", &_fieldRef)
    try fields.part("resourceFieldRef", &_resourceFieldRef)
    try fields.part("configMapKeyRef", &_configMapKeyRef)
    try fields.part("secretKeyRef", &_secretKeyRef)
  }
}

/// A key of a ConfigMap or a Secret.
public struct KeySelector: KubernetesValue {
  /// The object's name.
  public var name = ""
  /// The key.
  public var key = ""
  /// Whether object and key may be absent.
  public var optional: Bool?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(name: String, key: String, optional: Bool? = nil) {
    self.name = name
    self.key = key
    self.optional = optional
  }
}

extension KeySelector: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.plain("name", &name)
    try fields.plain("key", &key)
    try fields.optional("optional", &optional)
  }
}

/// A field of the pod.
public struct ObjectFieldSelector: KubernetesValue {
  /// The version of the API that the path is of; the API's default is `v1`.
  public var apiVersion: String?
  /// The field, as `metadata.name` or `status.podIP`.
  public var fieldPath = ""
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(apiVersion: String? = nil, fieldPath: String) {
    self.apiVersion = apiVersion
    self.fieldPath = fieldPath
  }
}

extension ObjectFieldSelector: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.optional("apiVersion", &apiVersion)
    try fields.plain("fieldPath", &fieldPath)
  }
}

/// A resource of a container.
public struct ResourceFieldSelector: KubernetesValue {
  /// The container; volumes must name it.
  public var containerName: String?
  /// The resource, as `limits.memory`.
  public var resource = ""
  /// The unit of the result; the API's default is 1.
  public var divisor: Quantity?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(containerName: String? = nil, resource: String, divisor: Quantity? = nil) {
    self.containerName = containerName
    self.resource = resource
    self.divisor = divisor
  }
}

extension ResourceFieldSelector: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.optional("containerName", &containerName)
    try fields.plain("resource", &resource)
    try fields.optional("divisor", &divisor)
  }
}
