import JSON

/// Roles and their bindings.
enum AccessStrategy {
  private static let group = "rbac.authorization.k8s.io"

  static let roles = ResourceType.Strategy(
    prepareForCreate: { (object: inout JSONValue, _) throws(APIFailure) in fillRules(&object) },
    prepareForUpdate: { (object: inout JSONValue, _, _) throws(APIFailure) in fillRules(&object) },
    validate: { object, _, _ in
      object.elements("rules").enumerated().flatMap { index, rule in problems(in: rule, at: "rules[\(index)]") }
    }, allowsPathSegmentNames: true, allowsCreateOnUpdate: true)

  static let bindings = ResourceType.Strategy(
    fillDefaults: { (object: inout JSONValue) throws(APIFailure) in fillSubjects(&object) },
    validate: { object, old, _ in bindingProblems(in: object, old: old) }, allowsPathSegmentNames: true,
    allowsCreateOnUpdate: true)

  private static func fillRules(_ object: inout JSONValue) {
    if object["rules"] == nil { object["rules"] = .null }
  }

  private static func problems(in rule: JSONValue, at field: String) -> [APIFailure.Cause] {
    var causes: [APIFailure.Cause] = []
    if rule.elements("nonResourceURLs").isEmpty {
      if rule.elements("apiGroups").isEmpty {
        causes.append(.required("\(field).apiGroups", "resource rules must supply at least one api group"))
      }
      if rule.elements("resources").isEmpty {
        causes.append(.required("\(field).resources", "resource rules must supply at least one resource"))
      }
    }
    if rule.elements("verbs").isEmpty { causes.append(.required("\(field).verbs")) }
    return causes
  }

  private static func fillSubjects(_ object: inout JSONValue) {
    object.change("roleRef") { $0.fillText("apiGroup", group) }
    object.changeEach("subjects") { subject in
      if ["User", "Group"].contains(subject.text("kind")) { subject.fillText("apiGroup", group) }
    }
    object.dropEmpty("subjects")
  }

  private static func bindingProblems(in object: JSONValue, old: JSONValue?) -> [APIFailure.Cause] {
    let role = object["roleRef"] ?? [:]
    var causes: [APIFailure.Cause] = []
    let kinds = object.text("kind") == "ClusterRoleBinding" ? ["ClusterRole"] : ["Role", "ClusterRole"]
    if !kinds.contains(role.text("kind")) {
      causes.append(.unsupported("roleRef.kind", .string(role.text("kind")), kinds))
    }
    if role.text("name").isEmpty { causes.append(.required("roleRef.name")) }
    for (index, subject) in object.elements("subjects").enumerated() {
      let field = "subjects[\(index)]"
      if subject.text("name").isEmpty { causes.append(.required("\(field).name")) }
      if !["User", "Group", "ServiceAccount"].contains(subject.text("kind")) {
        causes.append(
          .unsupported("\(field).kind", .string(subject.text("kind")), ["ServiceAccount", "User", "Group"]))
      }
    }
    if let old, old["roleRef"] != object["roleRef"] {
      let shown: JSONValue = [
        "APIGroup": .string(role.text("apiGroup")), "Kind": .string(role.text("kind")),
        "Name": .string(role.text("name")),
      ]
      causes.append(.immutable("roleRef", shown))
    }
    return causes
  }
}
