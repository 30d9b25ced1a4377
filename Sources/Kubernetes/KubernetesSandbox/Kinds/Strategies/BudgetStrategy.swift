import JSON

/// Disruption budgets: one of two figures, each a count or a share.
enum BudgetStrategy {
  static let strategy = ResourceType.Strategy(
    prepareForCreate: { (object: inout JSONValue, _) throws(APIFailure) in
      object.fill("spec", [:])
      object["status"] = [
        "disruptionsAllowed": 0, "currentHealthy": 0, "desiredHealthy": 0, "expectedPods": 0,
      ]
    }, validate: { object, _, _ in problems(in: object["spec"] ?? [:]) })

  private static func problems(in spec: JSONValue) -> [APIFailure.Cause] {
    var causes: [APIFailure.Cause] = []
    if let least = spec.at("minAvailable"), let most = spec.at("maxUnavailable") {
      let shown: JSONValue = [
        "MinAvailable": least, "Selector": spec["selector"] ?? .null, "MaxUnavailable": most,
        "UnhealthyPodEvictionPolicy": spec["unhealthyPodEvictionPolicy"] ?? .null,
      ]
      causes.append(.invalidValue("spec", shown, "minAvailable and maxUnavailable cannot be both set"))
    }
    for field in ["minAvailable", "maxUnavailable"] {
      if let value = spec.at(field) { causes += CountRules.countOrShare(value, at: "spec.\(field)") }
    }
    if let policy = spec.at("unhealthyPodEvictionPolicy"),
      !["AlwaysAllow", "IfHealthyBudget"].contains(policy.stringValue ?? "")
    {
      causes.append(.unsupported("spec.unhealthyPodEvictionPolicy", policy, ["AlwaysAllow", "IfHealthyBudget"]))
    }
    return causes + SelectorRules.problems(in: spec["selector"], at: "spec.selector")
  }
}
