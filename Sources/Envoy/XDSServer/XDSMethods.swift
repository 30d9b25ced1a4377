import XDS

/// The gRPC methods of xDS, with the variant and the types that each serves.
enum XDSMethods {
  struct Method: Sendable {
    let variant: XDSVariant
    let service: XDSService
  }

  private static let services: [(path: String, suffix: String, service: XDSService)] = [
    ("discovery.v3.AggregatedDiscoveryService", "AggregatedResources", .aggregated),
    ("listener.v3.ListenerDiscoveryService", "Listeners", .single(.listener)),
    ("cluster.v3.ClusterDiscoveryService", "Clusters", .single(.cluster)),
    ("endpoint.v3.EndpointDiscoveryService", "Endpoints", .single(.endpoints)),
    ("secret.v3.SecretDiscoveryService", "Secrets", .single(.secret)),
    ("route.v3.RouteDiscoveryService", "Routes", .single(.route)),
  ]

  /// By path.
  static let all: [String: Method] = {
    var methods: [String: Method] = [:]
    for (path, suffix, service) in services {
      let prefix = "/envoy.service.\(path)/"
      methods["\(prefix)Stream\(suffix)"] = Method(variant: .stateOfTheWorld, service: service)
      methods["\(prefix)Delta\(suffix)"] = Method(variant: .delta, service: service)
    }
    return methods
  }()

  /// The paths, in one set that all connections share.
  static let paths = Set(all.keys)

  static func method(service: String, method: String) -> Method? { all["/\(service)/\(method)"] }
}
