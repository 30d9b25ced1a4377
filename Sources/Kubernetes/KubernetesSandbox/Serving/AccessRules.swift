import JSON

/// What roles and their bindings allow (RBAC). The server itself lets everybody do everything who is let in: this answers
/// reviews of what others may do.
struct AccessRules: Sendable {
  /// What somebody wants to do.
  struct Attributes: Sendable, Hashable {
    var verb = ""
    var group = ""
    var resource = ""
    var subresource = ""
    var namespace = ""
    var name = ""
    /// A path, where it is about no resource.
    var path: String?
  }

  private let state: APIState
  private static let group = "rbac.authorization.k8s.io"

  init(_ state: APIState) { self.state = state }

  private func objects(_ plural: String) -> [StoredObject] { state.buckets["\(plural).\(Self.group)"]?.objects ?? [] }

  /// Whether somebody may do it; with the binding that says so.
  func allows(_ user: RequestUser, _ wish: Attributes) -> String? {
    if user.groups.contains("system:masters") { return "the group system:masters may do everything" }
    for binding in objects("clusterrolebindings") where Self.binds(binding, user) {
      if grants(binding, wish) { return "RBAC: allowed by ClusterRoleBinding \"\(binding.name)\"" }
    }
    guard !wish.namespace.isEmpty else { return nil }
    for binding in objects("rolebindings") where binding.namespace == wish.namespace && Self.binds(binding, user) {
      if grants(binding, wish) { return "RBAC: allowed by RoleBinding \"\(binding.name)/\(binding.namespace)\"" }
    }
    return nil
  }

  private static func binds(_ binding: StoredObject, _ user: RequestUser) -> Bool {
    for subject in binding.json["subjects"]?.arrayValue ?? [] {
      let name = subject["name"]?.stringValue ?? ""
      switch subject["kind"]?.stringValue {
      case "User": if name == user.name { return true }
      case "Group": if user.groups.contains(name) { return true }
      case "ServiceAccount":
        let namespace = subject["namespace"]?.stringValue ?? binding.namespace
        if user.name == "system:serviceaccount:\(namespace):\(name)" { return true }
      default: continue
      }
    }
    return false
  }

  private func grants(_ binding: StoredObject, _ wish: Attributes) -> Bool {
    let reference = binding.json["roleRef"]
    let name = reference?["name"]?.stringValue ?? ""
    let role =
      reference?["kind"] == "Role"
      ? objects("roles").first { $0.name == name && $0.namespace == binding.namespace }
      : objects("clusterroles").first { $0.name == name }
    return (role?.json["rules"]?.arrayValue ?? []).contains { Self.allows($0, wish) }
  }

  private static func allows(_ rule: JSONValue, _ wish: Attributes) -> Bool {
    guard names(rule["verbs"], wish.verb) else { return false }
    if let path = wish.path {
      return texts(rule["nonResourceURLs"]).contains { pattern in
        pattern == "*" || pattern == path || pattern.hasSuffix("*") && path.hasPrefix(pattern.dropLast())
      }
    }
    let resource = wish.subresource.isEmpty ? wish.resource : "\(wish.resource)/\(wish.subresource)"
    let resources = texts(rule["resources"])
    let resourceNames = texts(rule["resourceNames"])
    return names(rule["apiGroups"], wish.group)
      && (resources.contains("*") || resources.contains(resource)
        || !wish.subresource.isEmpty && resources.contains("*/\(wish.subresource)"))
      && (resourceNames.isEmpty || resourceNames.contains(wish.name))
  }

  private static func texts(_ list: JSONValue?) -> [String] { (list?.arrayValue ?? []).compactMap(\.stringValue) }

  private static func names(_ list: JSONValue?, _ wanted: String) -> Bool {
    texts(list).contains { $0 == "*" || $0 == wanted }
  }
}
