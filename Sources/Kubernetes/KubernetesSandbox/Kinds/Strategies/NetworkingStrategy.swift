import JSON

/// Ingresses and network policies: only what is filled in, nothing here acts on them.
enum NetworkingStrategy {
  static let ingresses = ResourceType.Strategy(
    prepareForCreate: { (object: inout JSONValue, _) throws(APIFailure) in
      object.fill("spec", [:])
      object["status"] = ["loadBalancer": [:]]
    })

  static let policies = ResourceType.Strategy(
    fillDefaults: { (object: inout JSONValue) throws(APIFailure) in fill(&object) })

  private static func fill(_ object: inout JSONValue) {
    object.fill("spec", [:])
    object.change("spec") { spec in
      spec.fill("podSelector", [:])
      for direction in ["ingress", "egress"] {
        spec.changeEach(direction) { $0.changeEach("ports") { $0.fillText("protocol", "TCP") } }
      }
      guard spec.elements("policyTypes").isEmpty else { return }
      spec["policyTypes"] = spec.elements("egress").isEmpty ? ["Ingress"] : ["Ingress", "Egress"]
    }
  }
}
