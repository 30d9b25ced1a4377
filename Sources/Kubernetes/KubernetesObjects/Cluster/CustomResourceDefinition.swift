public import JSON

/// A kind of object that the API server learns.
public struct CustomResourceDefinition: KubernetesObject {
  /// The API group and version.
  public static let apiVersion = "apiextensions.k8s.io/v1"
  /// The kind.
  public static let kind = "CustomResourceDefinition"

  /// Name, which is plural name and group, and annotations.
  public var metadata = ObjectMeta()
  /// The kind.
  @Indirect public var spec: CustomResourceDefinitionSpec?
  /// What the API server made of it.
  @Indirect public var status: CustomResourceDefinitionStatus?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    metadata: ObjectMeta, spec: CustomResourceDefinitionSpec? = nil, status: CustomResourceDefinitionStatus? = nil
  ) {
    self.metadata = metadata
    self.spec = spec
    self.status = status
  }
}

extension CustomResourceDefinition: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.type(Self.self)
    try fields.plain("metadata", &metadata)
    try fields.part("spec", &_spec, unique: true)
    try fields.part("status", &_status, unique: true)
  }
}

/// A kind of object.
public struct CustomResourceDefinitionSpec: KubernetesValue {
  /// The API group.
  public var group = ""
  /// The names.
  public var names = CustomResourceDefinitionNames()
  /// `Namespaced` or `Cluster`.
  public var scope = ""
  /// The versions.
  public var versions: [CustomResourceDefinitionVersion] = []
  /// How one version becomes another; as written.
  public var conversion: JSONValue?
  /// Whether fields without a schema are kept; not in `v1`.
  public var preserveUnknownFields: Bool?
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    group: String, names: CustomResourceDefinitionNames, scope: String, versions: [CustomResourceDefinitionVersion],
    conversion: JSONValue? = nil, preserveUnknownFields: Bool? = nil
  ) {
    self.group = group
    self.names = names
    self.scope = scope
    self.versions = versions
    self.conversion = conversion
    self.preserveUnknownFields = preserveUnknownFields
  }
}

extension CustomResourceDefinitionSpec: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.plain("group", &group)
    try fields.plain("names", &names)
    try fields.plain("scope", &scope)
    try fields.list("versions", &versions, unique: true)
    try fields.optional("conversion", &conversion)
    try fields.optional("preserveUnknownFields", &preserveUnknownFields)
  }
}

/// The names of a kind.
public struct CustomResourceDefinitionNames: KubernetesValue {
  /// The name in paths.
  public var plural = ""
  /// The name of one.
  public var singular: String?
  /// Abbreviations for the command line.
  public var shortNames: [String] = []
  /// The kind.
  public var kind = ""
  /// The kind of a list.
  public var listKind: String?
  /// The groups of kinds that it is listed with.
  public var categories: [String] = []
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    plural: String, singular: String? = nil, shortNames: [String] = [], kind: String, listKind: String? = nil,
    categories: [String] = []
  ) {
    self.plural = plural
    self.singular = singular
    self.shortNames = shortNames
    self.kind = kind
    self.listKind = listKind
    self.categories = categories
  }
}

extension CustomResourceDefinitionNames: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.plain("plural", &plural)
    try fields.optional("singular", &singular)
    try fields.list("shortNames", &shortNames)
    try fields.plain("kind", &kind)
    try fields.optional("listKind", &listKind)
    try fields.list("categories", &categories)
  }
}
