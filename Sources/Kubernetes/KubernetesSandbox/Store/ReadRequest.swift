/// A request for one object, or for its `scale`.
struct ReadRequest: Sendable {
  /// The qualified name of the resource.
  var resource: String
  /// The API version of the path.
  var version: String
  /// The namespace of the path; nil for a resource of the cluster.
  var namespace: String?
  var name: String
  /// `status`, `scale`; empty for the object itself.
  var subresource: String
  /// The version that the answer must not be older than, as it was sent; empty for the newest.
  var resourceVersion: String

  /// A request.
  init(
    _ resource: String, version: String = "v1", namespace: String? = nil, name: String, subresource: String = "",
    resourceVersion: String = ""
  ) {
    self.resource = resource
    self.version = version
    self.namespace = namespace
    self.name = name
    self.subresource = subresource
    self.resourceVersion = resourceVersion
  }
}
