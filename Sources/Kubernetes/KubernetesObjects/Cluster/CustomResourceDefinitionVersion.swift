public import JSON

/// A version of a kind.
public struct CustomResourceDefinitionVersion: KubernetesValue {
  /// The version.
  public var name = ""
  /// Whether it can be asked for; always said.
  public var served: Bool?
  /// Whether objects are kept in it, as they are in one of the versions; always said.
  public var storage: Bool?
  /// Whether its use is warned of.
  public var deprecated: Bool?
  /// The warning.
  public var deprecationWarning: String?
  /// The schema; as written.
  public var schema: JSONValue?
  /// `status` and `scale`; as written.
  public var subresources: JSONValue?
  /// The columns of the command line; as written.
  public var additionalPrinterColumns: [JSONValue] = []
  /// The fields that selectors can use; as written.
  public var selectableFields: [JSONValue] = []
  /// The members that are no field here, and fields that are there but empty.
  public var other = JSONObject()

  init() {}

  /// A value of these fields.
  public init(
    name: String, served: Bool?, storage: Bool?, deprecated: Bool? = nil, deprecationWarning: String? = nil,
    schema: JSONValue? = nil, subresources: JSONValue? = nil, additionalPrinterColumns: [JSONValue] = [],
    selectableFields: [JSONValue] = []
  ) {
    self.name = name
    self.served = served
    self.storage = storage
    self.deprecated = deprecated
    self.deprecationWarning = deprecationWarning
    self.schema = schema
    self.subresources = subresources
    self.additionalPrinterColumns = additionalPrinterColumns
    self.selectableFields = selectableFields
  }
}

extension CustomResourceDefinitionVersion: FieldValue {
  mutating func describe(_ fields: inout Fields) throws(ObjectError) {
    try fields.plain("name", &name)
    try fields.optional("served", &served)
    try fields.optional("storage", &storage)
    try fields.optional("deprecated", &deprecated)
    try fields.optional("deprecationWarning", &deprecationWarning)
    try fields.optional("schema", &schema)
    try fields.optional("subresources", &subresources)
    try fields.list("additionalPrinterColumns", &additionalPrinterColumns)
    try fields.list("selectableFields", &selectableFields)
  }
}
