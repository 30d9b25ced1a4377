import JSON

/// A request that writes an object: what the path, the query and the body of a POST, PUT or PATCH say.
struct WriteRequest: Sendable {
  /// How a patch is merged.
  enum PatchForm: Sendable, Hashable {
    /// RFC 7386.
    case merge
    /// Lists by their merge keys, as the kind's schema names them.
    case strategic
  }

  /// What becomes of fields that the schema does not know.
  enum FieldValidation: String, Sendable, Hashable {
    case ignore = "Ignore"
    case warn = "Warn"
    case strict = "Strict"
  }

  /// The qualified name of the resource: `pods`, `deployments.apps`.
  var resource: String
  /// The API version of the path: `v1`.
  var version: String
  /// The namespace of the path; nil for a resource of the cluster.
  var namespace: String?
  /// The name of the path; nil where an object is made.
  var name: String?
  /// `status`, `scale`, `eviction`, `binding`, `finalize`; empty for the object itself.
  var subresource: String
  /// The object, the patch, or the configuration that is applied.
  var body: JSONValue
  /// How `body` is merged, where it is a patch.
  var patchForm: PatchForm
  /// Who writes (`fieldManager`, else the first part of the user agent).
  var manager: String
  /// Whether an apply takes fields from other managers.
  var force: Bool
  /// Whether nothing is kept.
  var dryRun: Bool
  var fieldValidation: FieldValidation
  /// What was wrong with the text of the body beside its form: fields that stand twice, as paths.
  var duplicateFields: [String]
  /// Under which part its manager owns what it writes; nil for `subresource`. A scale is written as a part of its object.
  var ownedAs: String?

  /// A request.
  init(
    _ resource: String, version: String = "v1", namespace: String? = nil, name: String? = nil, subresource: String = "",
    body: JSONValue = [:], patchForm: PatchForm = .merge, manager: String = "unknown", force: Bool = false,
    dryRun: Bool = false, fieldValidation: FieldValidation = .warn, duplicateFields: [String] = []
  ) {
    self.resource = resource
    self.version = version
    self.namespace = namespace
    self.name = name
    self.subresource = subresource
    self.body = body
    self.patchForm = patchForm
    self.manager = manager
    self.force = force
    self.dryRun = dryRun
    self.fieldValidation = fieldValidation
    self.duplicateFields = duplicateFields
  }
}
