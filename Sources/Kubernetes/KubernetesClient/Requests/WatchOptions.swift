public import KubernetesObjects

/// What a watch is to tell.
public struct WatchOptions: Sendable, Hashable {
  /// The labels that objects must have; nil for all.
  public var labels: Selector?
  /// The fields that objects must have.
  public var fields: [FieldRequirement]
  /// The state after which changes are told; nil begins with what there is now.
  public var resourceVersion: String?
  /// Whether the server tells from time to time how far it is, so that a new watch need not begin far back.
  public var allowBookmarks: Bool
  /// Whether all objects are told first, then a bookmark that says so (Kubernetes 1.32 and later).
  public var sendInitialEvents: Bool
  /// The seconds after which the server ends the watch; nil for 30 to 60 minutes, as it likes.
  public var timeoutSeconds: Int?

  /// Options.
  public init(
    labels: Selector? = nil, fields: [FieldRequirement] = [], resourceVersion: String? = nil,
    allowBookmarks: Bool = true, sendInitialEvents: Bool = false, timeoutSeconds: Int? = nil
  ) {
    self.labels = labels
    self.fields = fields
    self.resourceVersion = resourceVersion
    self.allowBookmarks = allowBookmarks
    self.sendInitialEvents = sendInitialEvents
    self.timeoutSeconds = timeoutSeconds
  }

  func query(of resource: APIResource) throws(RequestError) -> [QueryItem] {
    if sendInitialEvents, !allowBookmarks {
      throw RequestError(.options, "the end of the initial events is told by a bookmark", resource: resource)
    }
    var query = [QueryItem("watch", "true")]
    query += try QueryItem.selection(labels: labels, fields: fields, resource: resource)
    if let resourceVersion { query.append(QueryItem("resourceVersion", resourceVersion)) }
    if allowBookmarks { query.append(QueryItem("allowWatchBookmarks", "true")) }
    if sendInitialEvents {
      query.append(QueryItem("sendInitialEvents", "true"))
      query.append(QueryItem("resourceVersionMatch", "NotOlderThan"))
    }
    if let timeoutSeconds { query.append(QueryItem("timeoutSeconds", String(timeoutSeconds))) }
    return query
  }
}
