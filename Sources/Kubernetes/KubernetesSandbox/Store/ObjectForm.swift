import JSON

/// The form in which a version of a resource shows its objects: its `apiVersion`, its other field names where it is an
/// alias, and its schema's defaults where an object was written before the schema.
struct ObjectForm: Sendable {
  private let apiVersion: String
  private let kind: String
  private let alias: ResourceType.Alias?
  private let schema: SchemaNode
  /// Objects that are older than this version were written under another schema.
  private let schemaSince: Int
  /// Whether objects that were written under the schema are shown as they are stored.
  private let isStored: Bool
  private let functions: SchemaFunctions

  init(_ type: ResourceType, _ version: ResourceType.Version, schemaSince: Int, functions: SchemaFunctions) {
    apiVersion = type.apiVersion(version.name)
    kind = type.kind
    alias = type.strategy.alias
    schema = version.schema
    self.schemaSince = schemaSince
    isStored = version.isStorage && type.strategy.alias == nil
    self.functions = functions
  }

  /// An object in this form; the same one where it is stored in it.
  func shown(_ object: StoredObject) -> StoredObject {
    if isStored && object.version >= schemaSince { return object }
    return StoredObject(shown(object.json, isOld: object.version < schemaSince), version: object.version)
  }

  /// A stored value in this form.
  func shown(_ json: JSONValue, isOld: Bool = false) -> JSONValue {
    var shown = alias?.fromStored(json) ?? json
    if isOld { shown = functions.defaulted(schema, functions.pruned(schema, shown).value) }
    shown["apiVersion"] = .string(apiVersion)
    shown["kind"] = .string(kind)
    return ObjectMetadata.ordered(shown)
  }
}
