import JSON

/// ConfigMaps: keys of one form, in one of two places, and nothing changes once they are immutable.
enum ConfigMapStrategy {
  static let strategy = ResourceType.Strategy(
    fillDefaults: { (object: inout JSONValue) throws(APIFailure) in try fill(&object) },
    validate: { object, old, _ in problems(in: object, old: old) })

  private static func fill(_ object: inout JSONValue) throws(APIFailure) {
    try Base64Text.check(object["binaryData"], kind: "ConfigMap")
    object.dropEmpty("data", "binaryData", "immutable")
  }

  private static func problems(in object: JSONValue, old: JSONValue?) -> [APIFailure.Cause] {
    var causes: [APIFailure.Cause] = []
    var size = 0
    let binary = object.members("binaryData")
    for (key, value) in object.members("data") {
      for problem in NameRules.configKey(key) { causes.append(.invalidValue("data[\(key)]", .string(key), problem)) }
      if binary[key] != nil {
        causes.append(.invalidValue("data[\(key)]", .string(key), "duplicate of key present in binaryData"))
      }
      size += value.stringValue?.utf8.count ?? 0
    }
    for (key, value) in binary {
      for problem in NameRules.configKey(key) {
        causes.append(.invalidValue("binaryData[\(key)]", .string(key), problem))
      }
      size += Base64Text.size(value)
    }
    if size > DataRules.maximumSize { causes.append(.tooLong("[]", DataRules.maximumSize)) }
    if let old { causes += DataRules.changes(object, old, of: ["data", "binaryData"]) }
    return causes
  }
}
