import JSON

/// Services: their defaults, the addresses and ports that they are given, and that they keep these.
enum ServiceStrategy {
  static let strategy = ResourceType.Strategy(
    fillDefaults: { (object: inout JSONValue) throws(APIFailure) in
      object.fill("spec", [:])
      object.change("spec") { ServiceDefaults.fill(&$0) }
    },
    prepareForCreate: { (object: inout JSONValue, context) throws(APIFailure) in
      object.change("spec") { ServiceDefaults.fillFamilies(&$0) }
      object["status"] = ["loadBalancer": [:]]
      // An object that is refused anyway is given nothing.
      guard ServiceRules.problems(in: object, old: nil).isEmpty else { return }
      try ServiceAddresses.give(&object, old: nil, context)
    },
    prepareForUpdate: { (object: inout JSONValue, old, context) throws(APIFailure) in
      object.change("spec") { spec in
        keep(&spec, old["spec"] ?? [:])
        ServiceDefaults.fill(&spec)
        ServiceDefaults.fillFamilies(&spec)
      }
      object.fill("status", old["status"] ?? ["loadBalancer": [:]])
      object.change("status") { status in
        status.change("loadBalancer") { balancer in
          balancer.changeEach("ingress") { if !$0.text("ip").isEmpty { $0.fill("ipMode", "VIP") } }
        }
      }
      guard ServiceRules.problems(in: object, old: old).isEmpty else { return }
      try ServiceAddresses.give(&object, old: old, context)
    },
    validate: { object, old, subresource in
      subresource.isEmpty ? ServiceRules.problems(in: object, old: old) : []
    }, allowsCreateOnUpdate: true, returnsDeletedObject: true)

  /// What was given stays, where a replacement does not name it (`patchAllocatedValues`).
  private static func keep(_ spec: inout JSONValue, _ old: JSONValue) {
    let type = spec.text("type").isEmpty ? "ClusterIP" : spec.text("type")
    let before = old.text("type")
    if before == "ExternalName" || type == "ExternalName" {
      dropAllocated(&spec, old, from: before, to: type)
      return
    }
    // Of the two fields of the address, the one that was changed counts.
    if spec.text("clusterIP").isEmpty, spec.elements("clusterIPs").isEmpty {
      spec["clusterIP"] = old["clusterIP"]
      spec["clusterIPs"] = old["clusterIPs"]
    } else if spec["clusterIP"] != old["clusterIP"], spec["clusterIPs"] == old["clusterIPs"] {
      spec["clusterIPs"] = spec.text("clusterIP").isEmpty ? nil : .array([spec["clusterIP"] ?? ""])
    } else if spec["clusterIP"] == nil, let first = spec.elements("clusterIPs").first {
      spec["clusterIP"] = first
    }
    if spec.elements("ipFamilies").isEmpty { spec["ipFamilies"] = old["ipFamilies"] }
    spec.fill("ipFamilyPolicy", old["ipFamilyPolicy"] ?? .null)
    let usesNodePorts = type == "NodePort" || type == "LoadBalancer"
    if usesNodePorts {
      let ports = old.elements("ports")
      spec.changeEach("ports") { port in
        guard (port["nodePort"]?.intValue ?? 0) == 0 else { return }
        let same = ports.first {
          $0["port"] == port["port"] && ($0["protocol"] ?? "TCP") == (port["protocol"] ?? "TCP")
        }
        port["nodePort"] = same?["nodePort"]
      }
      if spec.text("externalTrafficPolicy") == "Local", type == "LoadBalancer" {
        spec.fill("healthCheckNodePort", old["healthCheckNodePort"] ?? .null)
      }
    }
    dropAllocated(&spec, old, from: before, to: type)
  }

  /// What no longer belongs to the type goes, where it was not named anew (`dropTypeDependentFields`).
  private static func dropAllocated(_ spec: inout JSONValue, _ old: JSONValue, from: String, to type: String) {
    if type == "ExternalName", from != type {
      for name in ["clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy", "internalTrafficPolicy"]
      where spec[name] == old[name] { spec[name] = nil }
    }
    if from == "ExternalName", type != from, spec["externalName"] == old["externalName"] { spec["externalName"] = nil }
    if type == "NodePort" || type == "LoadBalancer" {
      if from == "LoadBalancer", type == "NodePort" { dropBalanced(&spec, old) }
      return
    }
    guard from == "NodePort" || from == "LoadBalancer" else { return }
    let ports = old.elements("ports")
    spec.changeEach("ports") { port in
      if ports.contains(where: { $0["nodePort"] == port["nodePort"] }) { port["nodePort"] = nil }
    }
    if spec["externalTrafficPolicy"] == old["externalTrafficPolicy"] { spec["externalTrafficPolicy"] = nil }
    dropBalanced(&spec, old)
  }

  private static func dropBalanced(_ spec: inout JSONValue, _ old: JSONValue) {
    for name in ["healthCheckNodePort", "allocateLoadBalancerNodePorts", "loadBalancerClass"]
    where spec[name] == old[name] { spec[name] = nil }
  }
}
