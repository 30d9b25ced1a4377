import BrokerConfig
public import ClusterTopology
public import KubernetesObjects

/// A Service in front of the Envoys of an access point: where clients outside connect to. Nothing that Envoys get depends
/// on it; people are told.
public struct LoadBalancer: Sendable, Hashable {
  /// The Service, as `<namespace>/<name>`.
  public let service: String
  /// The cluster that its labels name.
  public let cluster: String
  /// The access point that its labels name.
  public let accessPoint: String
  /// The type of the Service.
  public let type: String
  /// Where it is reached: what the cloud assigned, or what the Service says itself; none while that is pending.
  public let addresses: [String]
  /// Its ports.
  let ports: Set<Int>

  /// Nil where the Service leads to no Envoys of a Kafka cluster.
  public init?(_ service: Service) {
    let labels = service.metadata.labels
    guard labels["app"] == ObjectLabels.envoyApp, let cluster = labels[ObjectLabels.cluster],
      let point = labels[ObjectLabels.accessPoint]
    else { return nil }
    self.service = "\(service.metadata.namespace ?? "")/\(service.metadata.name)"
    self.cluster = cluster
    accessPoint = point
    type = service.spec?.type ?? "ClusterIP"
    var addresses: [String] = []
    for ingress in service.status?.loadBalancer.ingress ?? [] {
      // Koperator takes the name first, too.
      if let address = [ingress.hostname ?? "", ingress.ip ?? ""].first(where: { !$0.isEmpty }) {
        addresses.append(address)
      }
    }
    addresses += service.spec?.externalIPs ?? []
    if type == "ClusterIP", let address = service.spec?.clusterIP, address != "None" { addresses.append(address) }
    self.addresses = addresses
    ports = Set((service.spec?.ports ?? []).map(\.port))
  }

  /// What keeps clients from reaching an access point through it, each with a remedy.
  public func problems(of point: AccessPoint) -> [String] {
    var problems: [String] = []
    if type == "LoadBalancer", addresses.isEmpty {
      problems.append("the load balancer has no address yet: look at the events of the Service '\(service)'")
    }
    if !ports.contains(Int(point.anyCastPort)) {
      problems.append(
        "the Service '\(service)' has no port \(point.anyCastPort), which clients bootstrap from: add it")
    }
    guard case .ports = point.access else { return problems }
    var missing: [Int] = []
    for id in point.brokers {
      if let port = point.port(ofBroker: id), !ports.contains(Int(port)) { missing.append(Int(port)) }
    }
    guard let first = missing.first else { return problems }
    let others = missing.count > 1 ? " and \(missing.count - 1) more ports of brokers" : ""
    problems.append(
      "the Service '\(service)' has no port \(first)\(others): add them, or clients do not reach these brokers")
    return problems
  }

  /// Where clients bootstrap from, as `<host>:<port>`.
  public func bootstrap(of point: AccessPoint) -> [String] {
    let hosts = point.bootstrapHost.map { [$0] } ?? addresses
    return hosts.map { ($0.contains(":") ? "[\($0)]" : $0) + ":\(point.anyCastPort)" }
  }
}
