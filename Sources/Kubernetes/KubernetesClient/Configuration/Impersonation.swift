/// Whom a client speaks for: the server checks that it may.
public struct Impersonation: Sendable, Hashable {
  /// The user's name.
  public let user: String
  /// The user's UID; nil for none.
  public let uid: String?
  /// The user's groups.
  public let groups: [String]
  /// What else is known of the user.
  public let extra: [String: [String]]

  /// A user.
  public init(user: String, uid: String? = nil, groups: [String] = [], extra: [String: [String]] = [:]) {
    self.user = user
    self.uid = uid
    self.groups = groups
    self.extra = extra
  }

  /// The headers that say so; a key of `extra` is escaped as a part of a header's name.
  public var headers: [HeaderField] {
    var headers = [HeaderField("Impersonate-User", user)]
    if let uid { headers.append(HeaderField("Impersonate-Uid", uid)) }
    for group in groups { headers.append(HeaderField("Impersonate-Group", group)) }
    for (key, values) in extra.sorted(by: { $0.key < $1.key }) {
      let name = "Impersonate-Extra-" + PercentEncoding.query(key)
      for value in values { headers.append(HeaderField(name, value)) }
    }
    return headers
  }
}
