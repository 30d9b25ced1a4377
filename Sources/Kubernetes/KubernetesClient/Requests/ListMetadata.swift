public import JSON

/// What a list says of itself.
public struct ListMetadata: Sendable, Hashable {
  /// The state that the list shows: where a watch begins.
  public let resourceVersion: String
  /// Where the list goes on; nil on the last page.
  public let continueToken: String?
  /// How many objects follow, where the server counts them.
  public let remainingItemCount: Int?

  /// Reads the `metadata` of a list.
  public init(json: JSONValue) {
    resourceVersion = json["resourceVersion"]?.stringValue ?? ""
    let token = json["continue"]?.stringValue ?? ""
    continueToken = token.isEmpty ? nil : token
    remainingItemCount = json["remainingItemCount"]?.intValue
  }
}
