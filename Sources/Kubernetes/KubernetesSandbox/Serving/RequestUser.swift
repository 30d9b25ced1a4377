import JSON

/// Who asks.
struct RequestUser: Sendable, Hashable {
  var name: String
  var groups: [String]
  var uid = ""

  /// Who asks a server that knows nobody.
  static let administrator = RequestUser(
    name: "kubernetes-admin", groups: ["system:masters", "system:authenticated"])

  /// A service account.
  static func account(_ namespace: String, _ name: String, uid: String) -> RequestUser {
    RequestUser(
      name: "system:serviceaccount:\(namespace):\(name)",
      groups: ["system:serviceaccounts", "system:serviceaccounts:\(namespace)", "system:authenticated"], uid: uid)
  }

  /// As reviews show it.
  var json: JSONValue {
    var user: JSONObject = ["username": .string(name)]
    if !uid.isEmpty { user["uid"] = .string(uid) }
    user["groups"] = .array(groups.map { .string($0) })
    return .object(user)
  }
}
