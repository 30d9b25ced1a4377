import JSON

/// What the store asks of schemas, field ownership and patches, as values: tests hold the store against small ones.
struct SchemaFunctions: Sendable {
  /// A value without the fields that the schema does not know, and the paths of these.
  var pruned: @Sendable (SchemaNode, JSONValue) -> (value: JSONValue, unknown: [String])
  /// A value with the schema's defaults.
  var defaulted: @Sendable (SchemaNode, JSONValue) -> JSONValue
  /// What is wrong with a value.
  var problems: @Sendable (SchemaNode, JSONValue) -> [APIFailure.Cause]
  /// An object with its managed fields after a write of a manager; first the object before.
  var owned: @Sendable (JSONValue?, JSONValue, FieldWriter) -> JSONValue
  /// What server-side apply makes of a configuration and the object that is there.
  var applied: @Sendable (JSONValue, JSONValue?, FieldWriter, _ force: Bool) throws(APIFailure) -> JSONValue
  /// What a merge patch makes of a value.
  var merged: @Sendable (_ patch: JSONValue, JSONValue) -> JSONValue
  /// What a strategic merge patch makes of a value.
  var mergedByKeys: @Sendable (_ patch: JSONValue, JSONValue, SchemaNode) throws(APIFailure) -> JSONValue
  /// What the rules of a definition say of an object and the one before: problems, and warnings of rules that could not
  /// be held against it.
  var rules: @Sendable (ResourceType, ResourceType.Version, JSONValue, JSONValue?) -> RuleVerdict
}

/// Who writes fields, through which version and subresource, and when.
struct FieldWriter: Sendable {
  var manager: String
  var apiVersion: String
  var subresource: String
  var schema: SchemaNode
  /// Seconds since the epoch.
  var now: Int64
}

/// What rules say of an object.
struct RuleVerdict: Sendable {
  var problems: [APIFailure.Cause] = []
  var warnings: [String] = []
}
