import JSON

/// Services and what belongs to them in a table.
enum NetworkCells {
  static func service(_ service: JSONValue, age: JSONValue) -> [JSONValue] {
    let spec = service["spec"] ?? [:]
    let ports = spec.elements("ports").map { port -> String in
      let node = port["nodePort"]?.intValue ?? 0
      let number = TableFormat.plain(port["port"])
      return (node > 0 ? "\(number):\(node)" : number) + "/" + port.text("protocol")
    }
    return [
      TableFormat.text(spec["type"], or: "ClusterIP"), TableFormat.text(spec["clusterIP"]),
      external(service, spec).json, (ports.isEmpty ? "<none>" : ports.joined(separator: ",")).json, age,
      TableFormat.labels(spec["selector"]).json,
    ]
  }

  private static func external(_ service: JSONValue, _ spec: JSONValue) -> String {
    let addresses = spec.elements("externalIPs").compactMap(\.stringValue)
    switch spec.text("type") {
    case "ExternalName": return spec.text("externalName")
    case "LoadBalancer":
      let given = (service.at("status", "loadBalancer")?.elements("ingress") ?? []).map { ingress in
        ingress.text("ip").isEmpty ? ingress.text("hostname") : ingress.text("ip")
      }
      let all = given + addresses
      return all.isEmpty ? "<pending>" : all.joined(separator: ",")
    default: return addresses.isEmpty ? "<none>" : addresses.joined(separator: ",")
    }
  }

  /// A few of the texts, and how many more there are.
  private static func list(_ texts: [String], most: Int) -> String {
    if texts.isEmpty { return "<none>" }
    let shown = texts.prefix(most).joined(separator: ",")
    return texts.count > most ? "\(shown) + \(texts.count - most) more..." : shown
  }

  static func endpoints(_ endpoints: JSONValue, age: JSONValue) -> [JSONValue] {
    var addresses: [String] = []
    for subset in endpoints.elements("subsets") {
      let ips = subset.elements("addresses").map { $0.text("ip") }
      let ports = subset.elements("ports")
      if ports.isEmpty { addresses += ips }
      for port in ports { addresses += ips.map { "\($0):\(TableFormat.plain(port["port"]))" } }
    }
    return [list(addresses, most: 3).json, age]
  }

  static func slice(_ slice: JSONValue, age: JSONValue) -> [JSONValue] {
    let ports = slice.elements("ports").map { TableFormat.plain($0["port"]) }
    let addresses = slice.elements("endpoints").flatMap { $0.elements("addresses").compactMap(\.stringValue) }
    let none = ports.isEmpty ? "<unset>" : list(ports, most: 3)
    return [
      TableFormat.text(slice["addressType"]), none.json,
      (addresses.isEmpty ? "<unset>" : list(addresses, most: 3)).json, age,
    ]
  }

  static func ingress(_ ingress: JSONValue, age: JSONValue) -> [JSONValue] {
    let hosts = (ingress.at("spec")?.elements("rules") ?? []).map { $0.text("host") }.filter { !$0.isEmpty }
    let addresses = (ingress.at("status", "loadBalancer")?.elements("ingress") ?? []).map { entry in
      entry.text("ip").isEmpty ? entry.text("hostname") : entry.text("ip")
    }
    let isTLS = !(ingress.at("spec")?.elements("tls") ?? []).isEmpty
    return [
      TableFormat.text(ingress.at("spec", "ingressClassName")), (hosts.isEmpty ? "*" : list(hosts, most: 3)).json,
      addresses.joined(separator: ",").json, (isTLS ? "80, 443" : "80").json, age,
    ]
  }
}
