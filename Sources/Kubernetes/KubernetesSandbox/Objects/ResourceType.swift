import JSON

/// A resource that the server has: its names, its schema, and what is particular to it.
///
/// All versions of a resource hold the same fields: they differ in their `apiVersion` and their schema alone (conversion
/// `None`), so an object is stored in its storage version and read in any.
struct ResourceType: Sendable {
  /// One version.
  struct Version: Sendable {
    let name: String
    let isServed: Bool
    let isStorage: Bool
    let schema: SchemaNode
    let hasStatus: Bool
    /// The columns of a table beside the name, `additionalPrinterColumns` of a definition.
    let columns: [Column]
  }

  /// A column of a table.
  struct Column: Sendable, Hashable {
    var name: String
    /// `string`, `integer`, `number`, `boolean`, `date`.
    var type: String
    var format = ""
    var description = ""
    /// 0 is always shown; others only with `-o wide`.
    var priority = 0
    /// Where its value is, as a simple JSON path: `.spec.replicas`.
    var path: String
  }

  /// What a built-in kind does besides its schema, all of it pure. Functions that are not given do nothing.
  struct Strategy: Sendable {
    /// Fills in the defaults of what was sent; they belong to whoever sent it.
    var fillDefaults: (@Sendable (inout JSONValue) throws(APIFailure) -> Void)?
    /// Fills in what the server sets by itself when an object is made: defaults that no schema says, phase, cluster IP.
    var prepareForCreate: (@Sendable (inout JSONValue, StrategyContext) throws(APIFailure) -> Void)?
    /// Restores what an update may not change silently, and fills in defaults; second the object before.
    var prepareForUpdate: (@Sendable (inout JSONValue, JSONValue, StrategyContext) throws(APIFailure) -> Void)?
    /// What is wrong with it; second the object before, nil when it is made; third the subresource, empty for none.
    var validate: (@Sendable (JSONValue, JSONValue?, String) -> [APIFailure.Cause])?
    /// Whether its names may be any path segment, as those of roles.
    var allowsPathSegmentNames = false
    /// Whether updates without a resourceVersion are allowed (not for custom resources, leases, …).
    var allowsUnconditionalUpdate = true
    /// Whether PUT of a name that is not there makes it.
    var allowsCreateOnUpdate = false
    /// Whether `metadata.generation` counts changes of everything but metadata and status.
    var hasGeneration = true
    /// The seconds that a delete leaves an object before it goes, where the request names none: a pod's grace.
    var deletionGrace: (@Sendable (JSONValue) -> Int?)?
    /// Whether a new object keeps the status that it was sent with, as a node does.
    var keepsStatusOnCreate = false
    /// Whether a delete that takes an object at once answers with the object, as that of a pod, and not with a `Status`.
    var returnsDeletedObject = false
    /// The resource whose objects these are under another form, as events of `events.k8s.io` are those of the core group.
    var alias: Alias?
  }

  /// Another form of the objects of a resource.
  struct Alias: Sendable {
    /// The qualified name of the resource that stores them: `events`.
    var resource: String
    /// From this form to the stored one; `apiVersion` is the store's business.
    var toStored: @Sendable (JSONValue) -> JSONValue
    /// From the stored form to this one.
    var fromStored: @Sendable (JSONValue) -> JSONValue
  }

  /// Empty for the core group.
  let group: String
  let plural: String
  let singular: String
  let kind: String
  let listKind: String
  let shortNames: [String]
  let categories: [String]
  let isNamespaced: Bool
  /// In the order in which discovery lists them.
  let versions: [Version]
  let strategy: Strategy
  /// The definition that made it; nil for a built-in one.
  let definition: String?
  /// The fields beside name and namespace that field selectors may name, as paths: `spec.color`. Built-in kinds have
  /// theirs in the store.
  var selectableFields: [String] = []

  /// The version that is stored.
  var storageVersion: Version {
    versions.first { $0.isStorage } ?? versions[0]
  }

  /// `deployments.apps`, as messages name it; `pods` in the core group.
  var qualifiedName: String { group.isEmpty ? plural : "\(plural).\(group)" }

  /// What `apiVersion` says in a version.
  func apiVersion(_ version: String) -> String { group.isEmpty ? version : "\(group)/\(version)" }
}

/// What a strategy may look at.
struct StrategyContext: Sendable {
  /// Seconds since the epoch.
  var now: Int64
  /// The objects of a resource, by its qualified name (`services`): for addresses and ports that are taken.
  var objects: @Sendable (String) -> [JSONValue]
  /// What the server appends as `Warning` headers.
  var warn: @Sendable (String) -> Void
}
