/// A request to watch the objects of a resource, with its query as it was sent.
struct WatchRequest: Sendable {
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
  /// `resourceVersion`.
  var resourceVersion: String
  /// `resourceVersionMatch`.
  var resourceVersionMatch: String
  /// `sendInitialEvents`; nil where it was not sent.
  var sendInitialEvents: Bool?
  /// `allowWatchBookmarks`.
  var allowsBookmarks: Bool

  /// A request.
  init(
    _ resource: String, version: String = "v1", namespace: String? = nil, labelSelector: String = "",
    fieldSelector: String = "", resourceVersion: String = "", resourceVersionMatch: String = "",
    sendInitialEvents: Bool? = nil, allowsBookmarks: Bool = false
  ) {
    self.resource = resource
    self.version = version
    self.namespace = namespace
    self.labelSelector = labelSelector
    self.fieldSelector = fieldSelector
    self.resourceVersion = resourceVersion
    self.resourceVersionMatch = resourceVersionMatch
    self.sendInitialEvents = sendInitialEvents
    self.allowsBookmarks = allowsBookmarks
  }
}

/// One event as a watcher sees it, after its selectors: what was modified and is chosen only since then is added, what is no
/// longer chosen is deleted.
struct WatchEvent: Sendable {
  let kind: StoreEvent.Kind
  /// In the form of the watch's version. What is deleted has its last chosen state, under the version of the write.
  let object: StoredObject
}

/// The beginning of a watch.
struct WatchStart: Sendable {
  /// The objects that are told as `ADDED` at once, in the order of their paths.
  var initial: [StoredObject]
  /// Whether a bookmark with the annotation `k8s.io/initial-events-end` goes after `initial`.
  var endsInitialWithBookmark: Bool
  /// The version after which events follow, and which the first bookmark has: that of the initial state, or the one that was
  /// asked for.
  var resourceVersion: Int
  /// Turns what happens in the store into what this watch tells.
  var view: ObjectView
}
