public import JSON

/// What the API server says of a request that it did not carry out: the `Status` object.
public struct APIStatus: Sendable, Hashable {
  /// The HTTP code; 0 where the status names none.
  public let code: Int
  /// The kind of failure in one word, as `AlreadyExists`; empty where the server gives none.
  public let reason: String
  /// The failure in words.
  public let message: String
  /// The API group of what the request was about.
  public let group: String
  /// The resource of what the request was about (`configmaps`), or its kind (`ConfigMap`): the server writes either.
  public let kind: String
  /// The name of the object that the request was about.
  public let name: String
  /// The UID of that object, where the server names one.
  public let uid: String
  /// The reasons in detail.
  public let causes: [StatusCause]
  /// How long to wait before another try, where the server says so.
  public let retryAfterSeconds: Int?
  /// Where a list that took too long can go on, without its earlier consistency.
  public let continueToken: String?

  /// Reads a status; nil where the value is none. Members of a wrong type count as absent: it is all that is known
  /// of a failure.
  public init?(json: JSONValue) {
    guard case .object(let members) = json, members["kind"]?.stringValue ?? "Status" == "Status",
      members["status"]?.stringValue != nil || members["code"]?.intValue != nil
    else { return nil }
    let details = members["details"]
    code = members["code"]?.intValue ?? 0
    reason = members["reason"]?.stringValue ?? ""
    message = members["message"]?.stringValue ?? ""
    group = details?["group"]?.stringValue ?? ""
    kind = details?["kind"]?.stringValue ?? ""
    name = details?["name"]?.stringValue ?? ""
    uid = details?["uid"]?.stringValue ?? ""
    var causes: [StatusCause] = []
    for cause in details?["causes"]?.arrayValue ?? [] {
      causes.append(
        StatusCause(
          reason: cause["reason"]?.stringValue ?? "", message: cause["message"]?.stringValue ?? "",
          field: cause["field"]?.stringValue ?? ""))
    }
    self.causes = causes
    retryAfterSeconds = details?["retryAfterSeconds"]?.intValue
    let token = members["metadata"]?["continue"]?.stringValue ?? ""
    continueToken = token.isEmpty ? nil : token
  }
}
