import JSON

/// The structure of a value as an API server knows it: its fields, how lists are merged, and what is valid. A tree that does
/// not change; a type that refers to itself (JSONSchemaProps) ends in a node that takes anything.
///
/// It comes from the recorded OpenAPI of the built-in kinds, or from the schema of a definition (CRD).
final class SchemaNode: Sendable {
  /// What a value is.
  enum Kind: Sendable, Hashable {
    case object, array, string, integer, number, boolean
    /// A string or an integer (`x-kubernetes-int-or-string`, Quantity).
    case intOrString
    /// Anything.
    case any

    /// The kind that a schema's `type` names; anything where it names none.
    init(type name: String?) {
      switch name {
      case "object": self = .object
      case "array": self = .array
      case "string": self = .string
      case "integer": self = .integer
      case "number": self = .number
      case "boolean": self = .boolean
      default: self = .any
      }
    }
  }

  /// How a list is merged (`x-kubernetes-list-type`).
  enum ListType: Sendable, Hashable {
    case atomic
    case set
    case map(keys: [String])
  }

  /// How a strategic merge patch treats a list (`x-kubernetes-patch-strategy`, `x-kubernetes-patch-merge-key`); nil: it is
  /// replaced.
  struct PatchMerge: Sendable, Hashable {
    /// The key that tells elements from each other; nil for a list of scalars.
    var key: String?
    /// Whether an object within is replaced, not merged, besides (`retainKeys`).
    var retainsKeys = false
    /// Whether elements are merged; false: only `retainKeys` was said.
    var merges = true
  }

  /// What is valid besides the kind. Each is checked where it is not nil.
  struct Limits: Sendable {
    var format: String?
    var pattern: String?
    var enumeration: [JSONValue]?
    var minimum: Double?
    var maximum: Double?
    var isMinimumExclusive = false
    var isMaximumExclusive = false
    var minLength: Int?
    var maxLength: Int?
    var minItems: Int?
    var maxItems: Int?
    var minProperties: Int?
    var maxProperties: Int?
    var multipleOf: Double?
    var hasUniqueItems = false
    /// allOf, anyOf, oneOf, not, as they were written (structural schemas allow value validation in them).
    var junctors: [(word: String, schemas: [SchemaNode])] = []
  }

  /// A rule in CEL (`x-kubernetes-validations`), as it was written.
  struct Rule: Sendable, Hashable {
    var rule: String
    var message: String?
    /// A rule in CEL that gives the message.
    var messageExpression: String?
    /// `FieldValueInvalid` and the like; nil for that.
    var reason: String?
    /// Where a problem is said to be, from the place of the rule: `.low`.
    var fieldPath: String?
    /// Whether a rule about the old value holds for new objects, too.
    var isOldSelfOptional = false
  }

  let kind: Kind
  let isNullable: Bool
  let properties: [String: SchemaNode]
  /// What other fields of an object are; nil where there are none.
  let additionalProperties: SchemaNode?
  let items: SchemaNode?
  let required: [String]
  let listType: ListType
  /// Whether an object is one value for server-side apply (`x-kubernetes-map-type: atomic`).
  let isAtomicMap: Bool
  let patchMerge: PatchMerge?
  let preservesUnknownFields: Bool
  let isEmbeddedResource: Bool
  let defaultValue: JSONValue?
  /// What a field that is missing counts as where it is a key of a list map; of a built-in kind also the zero that the
  /// server's type has there.
  let keyDefault: JSONValue?
  /// Whether the server has a type of its own for it, and does not keep it as it was written.
  let isBuiltIn: Bool
  /// The name of that type where it is a structure: `v1.PodSpec`.
  let typeName: String?
  let limits: Limits?
  let rules: [Rule]

  init(
    kind: Kind, isNullable: Bool = false, properties: [String: SchemaNode] = [:],
    additionalProperties: SchemaNode? = nil, items: SchemaNode? = nil, required: [String] = [],
    listType: ListType = .atomic, isAtomicMap: Bool = false, patchMerge: PatchMerge? = nil,
    preservesUnknownFields: Bool = false, isEmbeddedResource: Bool = false, defaultValue: JSONValue? = nil,
    keyDefault: JSONValue? = nil, isBuiltIn: Bool = false, typeName: String? = nil, limits: Limits? = nil,
    rules: [Rule] = []
  ) {
    self.kind = kind
    self.isNullable = isNullable
    self.properties = properties
    self.additionalProperties = additionalProperties
    self.items = items
    self.required = required
    self.listType = listType
    self.isAtomicMap = isAtomicMap
    self.patchMerge = patchMerge
    self.preservesUnknownFields = preservesUnknownFields
    self.isEmbeddedResource = isEmbeddedResource
    self.defaultValue = defaultValue
    self.keyDefault = keyDefault ?? defaultValue
    self.isBuiltIn = isBuiltIn
    self.typeName = typeName
    self.limits = limits
    self.rules = rules
  }

  /// Takes anything.
  static let anything = SchemaNode(kind: .any, preservesUnknownFields: true)
}
