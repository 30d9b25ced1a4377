import JSON

/// Secrets: texts become bytes, some types must have their parts, and nothing changes once they are immutable.
enum SecretStrategy {
  static let strategy = ResourceType.Strategy(
    fillDefaults: { (object: inout JSONValue) throws(APIFailure) in try fill(&object) },
    validate: { object, old, _ in problems(in: object, old: old) })

  private static func fill(_ object: inout JSONValue) throws(APIFailure) {
    try Base64Text.check(object["data"], kind: "Secret")
    let texts = object.members("stringData")
    if !texts.isEmpty {
      var data = object["data"]?.objectValue ?? [:]
      for (key, value) in texts { data[key] = Base64Text.encode(value.stringValue ?? "") }
      object["data"] = .object(data)
    }
    object["stringData"] = nil
    object.fillText("type", "Opaque")
    object.dropEmpty("data", "immutable")
  }

  private static let parts: [String: [String]] = [
    "kubernetes.io/tls": ["tls.crt", "tls.key"], "kubernetes.io/dockercfg": [".dockercfg"],
    "kubernetes.io/dockerconfigjson": [".dockerconfigjson"], "kubernetes.io/ssh-auth": ["ssh-privatekey"],
  ]

  private static func problems(in object: JSONValue, old: JSONValue?) -> [APIFailure.Cause] {
    var causes: [APIFailure.Cause] = []
    var size = 0
    let data = object.members("data")
    for (key, value) in data {
      for problem in NameRules.configKey(key) { causes.append(.invalidValue("data[\(key)]", .string(key), problem)) }
      size += Base64Text.size(value)
    }
    if size > DataRules.maximumSize { causes.append(.tooLong("data", DataRules.maximumSize)) }
    let type = object.text("type")
    for part in parts[type] ?? [] where data[part] == nil { causes.append(.required("data[\(part)]")) }
    switch type {
    case "kubernetes.io/basic-auth" where data["username"] == nil && data["password"] == nil:
      causes += [.required("data[username]"), .required("data[password]")]
    case "kubernetes.io/service-account-token":
      let name = "kubernetes.io/service-account.name"
      if (object.at("metadata", "annotations")?.text(name) ?? "").isEmpty {
        causes.append(.required("metadata.annotations[\(name)]"))
      }
    default: break
    }
    guard let old else { return causes }
    if object["type"] != old["type"] { causes.append(.immutable("type", object["type"] ?? .null)) }
    return causes + DataRules.changes(object, old, of: ["data"])
  }
}
