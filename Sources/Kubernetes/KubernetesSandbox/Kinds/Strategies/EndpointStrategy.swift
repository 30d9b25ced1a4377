import JSON

/// Endpoints and their slices. Addresses of the loopback range are allowed, unlike on a real server: pods have them here.
enum EndpointStrategy {
  static let endpoints = ResourceType.Strategy(
    fillDefaults: { (object: inout JSONValue) throws(APIFailure) in fillEndpoints(&object) },
    prepareForCreate: { (_, context) throws(APIFailure) in context.warn(deprecation) },
    prepareForUpdate: { (_, _, context) throws(APIFailure) in context.warn(deprecation) },
    allowsCreateOnUpdate: true)

  static let slices = ResourceType.Strategy(
    fillDefaults: { (object: inout JSONValue) throws(APIFailure) in fillSlice(&object) },
    prepareForCreate: { (object: inout JSONValue, _) throws(APIFailure) in fillSlice(&object) },
    prepareForUpdate: { (object: inout JSONValue, _, _) throws(APIFailure) in fillSlice(&object) },
    validate: { object, old, _ in problems(in: object, old: old) })

  private static let deprecation = "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice"

  private static func fillEndpoints(_ object: inout JSONValue) {
    object.changeEach("subsets") { subset in subset.changeEach("ports") { $0.fillText("protocol", "TCP") } }
    object.dropEmpty("subsets")
  }

  private static func fillSlice(_ object: inout JSONValue) {
    for name in ["endpoints", "ports"] where object[name] == nil { object[name] = .null }
    object.changeEach("endpoints") { $0.fill("conditions", [:]) }
    object.changeEach("ports") { port in
      port.fill("name", "")
      port.fillText("protocol", "TCP")
    }
  }

  private static func problems(in slice: JSONValue, old: JSONValue?) -> [APIFailure.Cause] {
    var causes: [APIFailure.Cause] = []
    var names: Set<String> = []
    for (index, port) in slice.elements("ports").enumerated() {
      let name = port.text("name")
      if !name.isEmpty {
        for problem in NameRules.label(name) {
          causes.append(.invalidValue("ports[\(index)].name", .string(name), problem))
        }
      }
      if !names.insert(name).inserted { causes.append(.duplicate("ports[\(index)].name", .string(name))) }
    }
    let type = slice.text("addressType")
    if type.isEmpty {
      causes.append(.required("addressType"))
    } else if !["FQDN", "IPv4", "IPv6"].contains(type) {
      causes.append(.unsupported("addressType", .string(type), ["FQDN", "IPv4", "IPv6"]))
    }
    for (index, endpoint) in slice.elements("endpoints").enumerated() {
      let addresses = endpoint.elements("addresses")
      if addresses.isEmpty { causes.append(.required("endpoints[\(index)].addresses")) }
      for (place, address) in addresses.enumerated() where type == "IPv4" {
        if IPv4Address(address.stringValue ?? "") == nil {
          causes.append(
            .invalidValue("endpoints[\(index)].addresses[\(place)]", address, "must be a valid IPv4 address"))
        }
      }
    }
    if let old, old["addressType"] != slice["addressType"] { causes.append(.immutable("addressType", .null)) }
    return causes
  }
}
