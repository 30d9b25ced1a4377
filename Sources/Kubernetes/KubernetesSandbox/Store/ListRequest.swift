/// A request for the objects of a resource, with its query as it was sent.
struct ListRequest: Sendable {
  /// The qualified name of the resource.
  var resource: String
  /// The API version of the path.
  var version: String
  /// The namespace; nil for all, and for a resource of the cluster.
  var namespace: String?
  /// `labelSelector`.
  var labelSelector: String
  /// `fieldSelector`.
  var fieldSelector: String
  /// `limit`; 0 for all.
  var limit: Int
  /// `continue`.
  var continueToken: String
  /// `resourceVersion`.
  var resourceVersion: String
  /// `resourceVersionMatch`.
  var resourceVersionMatch: String

  /// A request.
  init(
    _ resource: String, version: String = "v1", namespace: String? = nil, labelSelector: String = "",
    fieldSelector: String = "", limit: Int = 0, continueToken: String = "", resourceVersion: String = "",
    resourceVersionMatch: String = ""
  ) {
    self.resource = resource
    self.version = version
    self.namespace = namespace
    self.labelSelector = labelSelector
    self.fieldSelector = fieldSelector
    self.limit = limit
    self.continueToken = continueToken
    self.resourceVersion = resourceVersion
    self.resourceVersionMatch = resourceVersionMatch
  }
}

/// What a list answers: the objects of one state, or a part of them.
struct ListPage: Sendable {
  /// In the order of their paths, in the form of the request's version.
  var objects: [StoredObject]
  /// The version of the state that they are of.
  var resourceVersion: Int
  /// Where the list goes on; nil where this is its end.
  var continueToken: String?
  /// How many come after these; nil where this is the end, and where selectors choose.
  var remainingItemCount: Int?
}
