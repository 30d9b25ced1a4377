/// Where an object is.
struct StoreAddress: Sendable, Hashable {
  /// The qualified name of its resource.
  let resource: String
  /// Its place there: `StoredObject.path`.
  let path: String
}
