import JSON

/// What is valid in a Service.
enum ServiceRules {
  private static let types = ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"]
  private static let addressForm = "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)"

  static func problems(in service: JSONValue, old: JSONValue?) -> [APIFailure.Cause] {
    let spec = service["spec"] ?? [:]
    let type = spec.text("type")
    var causes: [APIFailure.Cause] = []
    if let old { causes += changes(spec, old["spec"] ?? [:]) }
    if let policy = spec.at("ipFamilyPolicy") {
      let known = ["PreferDualStack", "RequireDualStack", "SingleStack"]
      if !known.contains(policy.stringValue ?? "") { causes.append(.unsupported("spec.ipFamilyPolicy", policy, known)) }
    }
    let isHeadless = spec["clusterIP"] == "None"
    if spec.elements("ports").isEmpty, !isHeadless, type != "ExternalName" { causes.append(.required("spec.ports")) }
    if type == "LoadBalancer" || type == "NodePort", isHeadless {
      causes.append(
        .invalidValue("spec.clusterIPs[0]", "None", "may not be set to 'None' for \(type) services"))
    }
    if type == "ExternalName" {
      if spec.text("externalName").isEmpty {
        causes.append(.required("spec.externalName"))
      } else {
        for problem in NameRules.subdomain(spec.text("externalName")) {
          causes.append(.invalidValue("spec.externalName", spec["externalName"] ?? "", problem))
        }
      }
    }
    causes += ports(spec.elements("ports"), type: type)
    causes += MetadataRules.labels(spec["selector"], at: "spec.selector")
    if !["ClientIP", "None"].contains(spec.text("sessionAffinity")) {
      causes.append(.unsupported("spec.sessionAffinity", spec["sessionAffinity"] ?? "", ["ClientIP", "None"]))
    }
    if !types.contains(type) { causes.append(.unsupported("spec.type", .string(type), types)) }
    causes += addresses(spec)
    return causes + traffic(spec, type: type)
  }

  private static func addresses(_ spec: JSONValue) -> [APIFailure.Cause] {
    var causes: [APIFailure.Cause] = []
    for (index, address) in spec.elements("clusterIPs").enumerated() where address != "None" {
      let text = address.stringValue ?? ""
      if IPv4Address(text) == nil, !IPv4Address.isIPv6(text) {
        causes.append(.invalidValue("spec.clusterIPs[\(index)]", address, addressForm))
      }
    }
    for (index, address) in spec.elements("externalIPs").enumerated() {
      let text = address.stringValue ?? ""
      let field = "spec.externalIPs[\(index)]"
      if IPv4Address(text) == nil, !IPv4Address.isIPv6(text) {
        causes.append(.invalidValue(field, address, addressForm))
      } else if text.hasPrefix("127.") || text == "::1" {
        causes.append(.invalidValue(field, address, "may not be in the loopback range (127.0.0.0/8, ::1/128)"))
      }
    }
    for (index, range) in spec.elements("loadBalancerSourceRanges").enumerated()
    where !IPv4Address.isRange(range.stringValue ?? "") {
      causes.append(
        .invalidValue(
          "spec.LoadBalancerSourceRanges[\(index)]", range,
          "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)"))
    }
    return causes
  }

  private static func traffic(_ spec: JSONValue, type: String) -> [APIFailure.Cause] {
    var causes: [APIFailure.Cause] = []
    let isExternal = type == "NodePort" || type == "LoadBalancer" || !spec.elements("externalIPs").isEmpty
    if let policy = spec.at("externalTrafficPolicy") {
      if !isExternal {
        causes.append(
          .invalidValue("spec.externalTrafficPolicy", policy, "may only be set for externally-accessible services"))
      } else if !["Cluster", "Local"].contains(policy.stringValue ?? "") {
        causes.append(.unsupported("spec.externalTrafficPolicy", policy, ["Cluster", "Local"]))
      }
    }
    if let policy = spec.at("internalTrafficPolicy"), !["Cluster", "Local"].contains(policy.stringValue ?? "") {
      causes.append(.unsupported("spec.internalTrafficPolicy", policy, ["Cluster", "Local"]))
    }
    if type != "LoadBalancer" {
      if spec.has("allocateLoadBalancerNodePorts") {
        causes.append(
          .forbidden("spec.allocateLoadBalancerNodePorts", "may only be used when `type` is 'LoadBalancer'"))
      }
      if !spec.elements("loadBalancerSourceRanges").isEmpty {
        causes.append(.forbidden("spec.LoadBalancerSourceRanges", "may only be used when `type` is 'LoadBalancer'"))
      }
    }
    return causes
  }

  private static func ports(_ ports: [JSONValue], type: String) -> [APIFailure.Cause] {
    var causes: [APIFailure.Cause] = []
    var names: Set<String> = []
    var numbers: Set<String> = []
    for (index, port) in ports.enumerated() {
      let field = "spec.ports[\(index)]"
      let name = port.text("name")
      if name.isEmpty {
        if ports.count > 1 { causes.append(.required("\(field).name")) }
      } else {
        let problems = NameRules.label(name)
        for problem in problems { causes.append(.invalidValue("\(field).name", .string(name), problem)) }
        if problems.isEmpty, !names.insert(name).inserted { causes.append(.duplicate("\(field).name", .string(name))) }
      }
      causes += ContainerRules.port(port["port"], at: "\(field).port")
      let protocolName = port.text("protocol")
      if !["SCTP", "TCP", "UDP"].contains(protocolName) {
        causes.append(.unsupported("\(field).protocol", .string(protocolName), ["SCTP", "TCP", "UDP"]))
      }
      if let target = port["targetPort"]?.stringValue {
        for problem in NameRules.portName(target) {
          causes.append(.invalidValue("\(field).targetPort", .string(target), problem))
        }
      } else {
        causes += ContainerRules.port(port["targetPort"], at: "\(field).targetPort")
      }
      if type == "ClusterIP", (port["nodePort"]?.intValue ?? 0) != 0 {
        causes.append(.forbidden("\(field).nodePort", "may not be used when `type` is 'ClusterIP'"))
      }
      if !numbers.insert("\(protocolName)/\(port["port"]?.text() ?? "")").inserted {
        let shown: JSONValue = [
          "Name": "", "Protocol": .string(protocolName), "AppProtocol": nil, "Port": port["port"] ?? 0,
          "TargetPort": 0, "NodePort": 0,
        ]
        causes.append(.duplicate(field, shown))
      }
    }
    return causes
  }

  private static func changes(_ spec: JSONValue, _ old: JSONValue) -> [APIFailure.Cause] {
    // A Service that becomes a name, or was one, has no address to keep.
    if old.text("type") == "ExternalName" || spec.text("type") == "ExternalName" { return [] }
    let before = old.elements("clusterIPs")
    let after = spec.elements("clusterIPs")
    guard let first = before.first, after.first != first else { return [] }
    return [.invalidValue("spec.clusterIPs[0]", .array(after), "may not change once set")]
  }
}
