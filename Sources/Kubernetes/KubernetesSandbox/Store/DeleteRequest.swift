/// A request that deletes an object, or those that selectors choose.
struct DeleteRequest: Sendable {
  /// The qualified name of the resource.
  var resource: String
  /// The API version of the path.
  var version: String
  /// The namespace of the path; nil for a resource of the cluster, and for a collection in all namespaces.
  var namespace: String?
  /// The name of the path; empty for a collection.
  var name: String
  /// The UID that the object must have.
  var uid: String?
  /// The version that the object must have, as it was sent.
  var resourceVersion: String?
  /// The seconds that the object is left before it goes; nil: as the kind has it.
  var gracePeriodSeconds: Int?
  /// `Background`, `Foreground`, `Orphan`; nil: `Background`.
  var propagationPolicy: String?
  /// Whether nothing is done.
  var dryRun: Bool
  /// Of a collection: which objects, as queries write it.
  var labelSelector: String
  /// See `labelSelector`.
  var fieldSelector: String

  /// A request.
  init(
    _ resource: String, version: String = "v1", namespace: String? = nil, name: String = "", uid: String? = nil,
    resourceVersion: String? = nil, gracePeriodSeconds: Int? = nil, propagationPolicy: String? = nil,
    dryRun: Bool = false, labelSelector: String = "", fieldSelector: String = ""
  ) {
    self.resource = resource
    self.version = version
    self.namespace = namespace
    self.name = name
    self.uid = uid
    self.resourceVersion = resourceVersion
    self.gracePeriodSeconds = gracePeriodSeconds
    self.propagationPolicy = propagationPolicy
    self.dryRun = dryRun
    self.labelSelector = labelSelector
    self.fieldSelector = fieldSelector
  }
}
