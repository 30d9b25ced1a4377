import JSON

/// The addresses and ports that Services are given: each its own. The first that is free behind a place that the name says,
/// so that the same Service made again tends to have the same.
enum ServiceAddresses {
  /// 10.96.0.0/16, as the real server of the tests has it.
  static let network: UInt32 = 10 << 24 | 96 << 16
  private static let size: UInt32 = 1 << 16
  private static let nodePorts = 30000...32767

  /// Gives a Service what its type needs and what it has not got yet.
  static func give(
    _ object: inout JSONValue, old: JSONValue?, _ context: StrategyContext
  ) throws(APIFailure) {
    let spec = object["spec"] ?? [:]
    let type = spec.text("type")
    if type == "ExternalName" { return }
    let others = context.objects("services").filter { !isSame($0, object) }
    try giveAddress(&object, others, old)
    let wantsPorts =
      type == "NodePort" || (type == "LoadBalancer" && spec["allocateLoadBalancerNodePorts"] != false)
    try givePorts(&object, others, wantsPorts: wantsPorts)
  }

  private static func isSame(_ left: JSONValue, _ right: JSONValue) -> Bool {
    left.at("metadata", "name") == right.at("metadata", "name")
      && left.at("metadata", "namespace") == right.at("metadata", "namespace")
  }

  private static func refusal(_ object: JSONValue, _ cause: APIFailure.Cause) -> APIFailure {
    .invalid(
      group: "", kind: "Service", object.at("metadata", "name")?.stringValue ?? "", [cause])
  }

  private static func giveAddress(
    _ object: inout JSONValue, _ others: [JSONValue], _ old: JSONValue?
  ) throws(APIFailure) {
    let wanted = object.at("spec", "clusterIP")?.stringValue ?? ""
    if wanted == "None" { return }
    if !wanted.isEmpty, wanted == old?.at("spec", "clusterIP")?.stringValue { return }
    var taken: Set<UInt32> = [network, network + 1, network + size - 1]
    for other in others {
      for address in other.at("spec")?.elements("clusterIPs") ?? [] {
        if let number = IPv4Address(address.stringValue ?? "")?.value { taken.insert(number) }
      }
    }
    if !wanted.isEmpty {
      let list = object.at("spec", "clusterIPs") ?? []
      guard let number = IPv4Address(wanted)?.value, number &- network < size else {
        throw refusal(
          object,
          .invalidValue(
            "spec.clusterIPs", list,
            "failed to allocate IP \(wanted): the provided network does not match the current range"))
      }
      if taken.contains(number) {
        throw refusal(
          object,
          .invalidValue("spec.clusterIPs", list, "failed to allocate IP \(wanted): provided IP is already allocated"))
      }
      return
    }
    let start = place(of: object, in: size)
    for step in 0..<size {
      let number = network + (start &+ step) % size
      if taken.contains(number) { continue }
      let address = IPv4Address(value: number).text.json
      object.change("spec") { spec in
        spec["clusterIP"] = address
        spec["clusterIPs"] = [address]
      }
      return
    }
    throw APIFailure(
      .internalError, "Internal error occurred: failed to allocate a serviceIP: range is full; delete Services")
  }

  private static func givePorts(
    _ object: inout JSONValue, _ others: [JSONValue], wantsPorts: Bool
  ) throws(APIFailure) {
    var taken: Set<Int> = []
    for other in others {
      for port in other.at("spec")?.elements("ports") ?? [] {
        if let number = port["nodePort"]?.intValue { taken.insert(number) }
      }
      if let number = other.at("spec", "healthCheckNodePort")?.intValue { taken.insert(number) }
    }
    var ports = object.at("spec")?.elements("ports") ?? []
    // The same port number can serve two protocols.
    var own: [Int: Set<String>] = [:]
    for index in ports.indices {
      guard let number = ports[index]["nodePort"]?.intValue, number != 0 else { continue }
      let field = "spec.ports[\(index)].nodePort"
      guard nodePorts.contains(number) else {
        throw refusal(
          object,
          .invalidValue(
            field, ports[index]["nodePort"] ?? 0,
            "provided port is not in the valid range. The range of valid ports is 30000-32767"))
      }
      let name = ports[index].text("protocol")
      if taken.contains(number) || own[number]?.contains(name) == true {
        throw refusal(
          object, .invalidValue(field, ports[index]["nodePort"] ?? 0, "provided port is already allocated"))
      }
      own[number, default: []].insert(name)
    }
    taken.formUnion(own.keys)
    var start = Int(place(of: object, in: UInt32(nodePorts.count)))
    func next() throws(APIFailure) -> JSONValue {
      for _ in nodePorts {
        let number = nodePorts.lowerBound + start % nodePorts.count
        start += 1
        if taken.insert(number).inserted { return .number(JSONNumber(number)) }
      }
      throw APIFailure(
        .internalError, "Internal error occurred: failed to allocate a nodePort: range is full; delete Services")
    }
    if wantsPorts {
      for index in ports.indices where (ports[index]["nodePort"]?.intValue ?? 0) == 0 {
        ports[index]["nodePort"] = try next()
      }
      object.change("spec") { $0["ports"] = .array(ports) }
    }
    let spec = object["spec"] ?? [:]
    if spec.text("type") == "LoadBalancer", spec.text("externalTrafficPolicy") == "Local",
      (spec["healthCheckNodePort"]?.intValue ?? 0) == 0
    {
      let port = try next()
      object.change("spec") { $0["healthCheckNodePort"] = port }
    }
  }

  /// A place that depends on the name alone (FNV-1a).
  private static func place(of object: JSONValue, in size: UInt32) -> UInt32 {
    let name =
      (object.at("metadata", "namespace")?.stringValue ?? "") + "/" + (object.at("metadata", "name")?.stringValue ?? "")
    var hash: UInt32 = 2_166_136_261
    for byte in name.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return hash % size
  }
}
