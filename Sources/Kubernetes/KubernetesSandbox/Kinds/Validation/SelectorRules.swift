import JSON

/// Label selectors.
enum SelectorRules {
  /// What is wrong with a selector.
  static func problems(in selector: JSONValue?, at field: String) -> [APIFailure.Cause] {
    guard let selector, !selector.isNull else { return [] }
    var causes = MetadataRules.labels(selector["matchLabels"], at: "\(field).matchLabels")
    for (index, requirement) in selector.elements("matchExpressions").enumerated() {
      let place = "\(field).matchExpressions[\(index)]"
      let values = requirement.elements("values")
      switch requirement.text("operator") {
      case "In", "NotIn":
        if values.isEmpty {
          causes.append(.required("\(place).values", "must be specified when `operator` is 'In' or 'NotIn'"))
        }
      case "Exists", "DoesNotExist":
        if !values.isEmpty {
          causes.append(
            .forbidden("\(place).values", "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"))
        }
      default:
        causes.append(
          .invalidValue("\(place).operator", requirement["operator"] ?? "", "not a valid selector operator"))
      }
      for problem in NameRules.qualified(requirement.text("key")) {
        causes.append(.invalidValue("\(place).key", .string(requirement.text("key")), problem))
      }
    }
    return causes
  }

  /// Whether a selector matches labels.
  static func matches(_ selector: JSONValue, _ labels: JSONObject) -> Bool {
    for (key, value) in selector.members("matchLabels") where labels[key] != value { return false }
    for requirement in selector.elements("matchExpressions") {
      let found = labels[requirement.text("key")]
      let isListed = found.map { requirement.elements("values").contains($0) } ?? false
      switch requirement.text("operator") {
      case "In" where !isListed: return false
      case "NotIn" where isListed: return false
      case "Exists" where found == nil: return false
      case "DoesNotExist" where found != nil: return false
      default: continue
      }
    }
    return true
  }
}
