import JSON

/// What the server fills in in a Service (`SetDefaults_Service`), addresses and ports aside.
enum ServiceDefaults {
  static func fill(_ spec: inout JSONValue) {
    spec.fillText("sessionAffinity", "None")
    if spec.text("sessionAffinity") == "ClientIP" {
      spec.fill("sessionAffinityConfig", [:])
      spec.change("sessionAffinityConfig") { config in
        config.fill("clientIP", [:])
        config.change("clientIP") { $0.fill("timeoutSeconds", 10800) }
      }
    } else {
      spec["sessionAffinityConfig"] = nil
    }
    spec.fillText("type", "ClusterIP")
    let type = spec.text("type")
    spec.changeEach("ports") { port in
      port.fillText("protocol", "TCP")
      if !port.has("targetPort") || port["targetPort"] == 0 || port["targetPort"] == "", let number = port["port"] {
        port["targetPort"] = number
      }
      if port["nodePort"] == 0 { port["nodePort"] = nil }
      if port.text("name").isEmpty { port["name"] = nil }
    }
    spec.dropEmpty("ports", "selector", "externalIPs", "loadBalancerSourceRanges", "clusterIPs", "ipFamilies")
    for name in ["clusterIP", "externalName", "loadBalancerIP", "externalTrafficPolicy"] where spec[name] == "" {
      spec[name] = nil
    }
    if spec["publishNotReadyAddresses"] == false { spec["publishNotReadyAddresses"] = nil }
    if type != "ExternalName" { fillTraffic(&spec, type) }
  }

  private static func fillTraffic(_ spec: inout JSONValue, _ type: String) {
    spec.fill("internalTrafficPolicy", "Cluster")
    if type == "NodePort" || type == "LoadBalancer" || !spec.elements("externalIPs").isEmpty {
      spec.fillText("externalTrafficPolicy", "Cluster")
    }
    if type == "LoadBalancer" { spec.fill("allocateLoadBalancerNodePorts", true) }
  }

  /// What follows from the address, or from there being none (`storage/alloc.go`).
  static func fillFamilies(_ spec: inout JSONValue) {
    if spec.text("type") == "ExternalName" { return }
    if spec["clusterIP"] == nil, let first = spec.elements("clusterIPs").first { spec["clusterIP"] = first }
    if let address = spec.at("clusterIP") { spec.fill("clusterIPs", .array([address])) }
    // A headless Service without a selector could have addresses of any family.
    let isOpen = spec["clusterIP"] == "None" && spec.members("selector").isEmpty
    spec.fill("ipFamilyPolicy", isOpen ? "RequireDualStack" : "SingleStack")
    let isDual = isOpen && spec.text("ipFamilyPolicy") != "SingleStack"
    spec.fill("ipFamilies", isDual ? ["IPv4", "IPv6"] : ["IPv4"])
  }
}
