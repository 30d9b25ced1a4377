public import KubernetesObjects

/// What a list is to hold.
public struct ListOptions: Sendable, Hashable {
  /// How a list's resource version is meant.
  public enum VersionMatch: String, Sendable, Hashable {
    /// Exactly that state.
    case exact = "Exact"
    /// That state or a later one.
    case notOlderThan = "NotOlderThan"
  }

  /// The labels that objects must have; nil for all.
  public var labels: Selector?
  /// The fields that objects must have, each with its value, as `metadata.name`.
  public var fields: [FieldRequirement]
  /// The most objects of one page; nil for all at once.
  public var limit: Int?
  /// Where the list goes on: the token of the page before.
  public var continueToken: String?
  /// The state to read; nil for the newest, `0` for whatever the server has at hand.
  public var resourceVersion: String?
  /// How `resourceVersion` is meant.
  public var versionMatch: VersionMatch?
  /// The seconds after which the server gives up.
  public var timeoutSeconds: Int?

  /// Options; without any the newest state of all objects.
  public init(
    labels: Selector? = nil, fields: [FieldRequirement] = [], limit: Int? = nil, continueToken: String? = nil,
    resourceVersion: String? = nil, versionMatch: VersionMatch? = nil, timeoutSeconds: Int? = nil
  ) {
    self.labels = labels
    self.fields = fields
    self.limit = limit
    self.continueToken = continueToken
    self.resourceVersion = resourceVersion
    self.versionMatch = versionMatch
    self.timeoutSeconds = timeoutSeconds
  }

  func query(of resource: APIResource) throws(RequestError) -> [QueryItem] {
    var query = try QueryItem.selection(labels: labels, fields: fields, resource: resource)
    if let limit, limit > 0 { query.append(QueryItem("limit", String(limit))) }
    if let continueToken {
      // The token holds the state; the server refuses another one beside it.
      guard resourceVersion == nil, versionMatch == nil else {
        throw RequestError(
          .options, "a list that goes on has its resource version in the token; another cannot be asked for",
          resource: resource)
      }
      query.append(QueryItem("continue", continueToken))
    }
    if let resourceVersion { query.append(QueryItem("resourceVersion", resourceVersion)) }
    if let versionMatch {
      guard let resourceVersion, versionMatch != .exact || resourceVersion != "0" else {
        throw RequestError(
          .options, "\(versionMatch.rawValue) needs a resource version\(versionMatch == .exact ? " other than 0" : "")",
          resource: resource)
      }
      query.append(QueryItem("resourceVersionMatch", versionMatch.rawValue))
    }
    if let timeoutSeconds { query.append(QueryItem("timeoutSeconds", String(timeoutSeconds))) }
    return query
  }
}

extension QueryItem {
  /// The query of selectors. One that matches nothing cannot be asked for.
  static func selection(
    labels: Selector?, fields: [FieldRequirement], resource: APIResource
  ) throws(RequestError) -> [QueryItem] {
    var query: [QueryItem] = []
    if let labels {
      if labels == .nothing { throw RequestError(.options, "the selector matches nothing", resource: resource) }
      let text = labels.description
      if !text.isEmpty { query.append(QueryItem("labelSelector", text)) }
    }
    if !fields.isEmpty {
      query.append(QueryItem("fieldSelector", fields.map(\.description).joined(separator: ",")))
    }
    return query
  }
}
