public import ClusterTopology
public import EnvoyAPI
public import JSON
public import Protobuf
public import XDS

/// Everything that the Envoys of one access point get: a cluster and endpoints for each broker and for the bootstrap,
/// a listener for each of them or one with a filter chain for each, the health listener, and the certificate where
/// Envoy terminates TLS.
///
/// Equal topologies give equal bytes. What belongs to one broker depends on no other. The private key is in the resources
/// as they are published, and nowhere else: not in what a person reads.
public struct EnvoyResources: Sendable, Hashable {
  /// The brokers' listeners by ascending id, then the bootstrap's, or the one that they share; then the health listener.
  public let listeners: [Listener]
  /// The brokers' clusters by ascending id, then the bootstrap's.
  public let clusters: [Cluster]
  /// The brokers' endpoints by ascending id, then the bootstrap's.
  public let endpoints: [ClusterLoadAssignment]
  /// The certificate that clients are shown; nil where Envoy terminates no TLS, or where it is not at hand.
  public let certificate: ServerCertificate?
  /// The name of the Secret that the listener asks for.
  private let secret: String?

  /// The resources of an access point of a topology.
  ///
  /// - Parameter certificate: What the access point's Secret holds. Without it, Envoys of an access point that terminates
  ///   TLS keep its listener closed, or as it was, until they get it.
  public init(
    of topology: ClusterTopology, accessPoint point: AccessPoint, options: EnvoyOptions = EnvoyOptions(),
    certificate: ServerCertificate? = nil
  ) {
    if case .termination(_, let name) = point.access { secret = name } else { secret = nil }
    self.certificate = certificate?.name == secret ? certificate : nil
    var clusters: [Cluster] = []
    var endpoints: [ClusterLoadAssignment] = []
    for id in point.brokers {
      clusters.append(KafkaClusters.broker(id))
      endpoints.append(KafkaEndpoints.broker(id, in: topology, of: point))
    }
    clusters.append(KafkaClusters.bootstrap)
    endpoints.append(KafkaEndpoints.bootstrap(in: topology, of: point))
    listeners = KafkaListeners.all(of: point, options) + [HealthListener.listener(of: point, options)]
    self.clusters = clusters
    self.endpoints = endpoints
  }

  /// The resources as they are published: clusters, endpoints, listeners, the certificate with its key, each with the
  /// names that it points at.
  public var xdsResources: [XDSResource] {
    var resources: [XDSResource] = []
    for cluster in clusters {
      let service = XDSResourceName(type: .endpoints, name: cluster.name)
      resources.append(XDSResource(cluster, name: cluster.name, references: [service]))
    }
    for assignment in endpoints { resources.append(XDSResource(assignment, name: assignment.clusterName)) }
    for listener in listeners {
      resources.append(XDSResource(listener, name: listener.name, references: references(of: listener)))
    }
    if let certificate { resources.append(certificate.resource) }
    return resources
  }

  /// The clusters that a listener sends to, or asks for, and its certificate.
  private func references(of listener: Listener) -> [XDSResourceName] {
    switch listener.name {
    case ResourceNames.brokers:
      clusters.map { XDSResourceName(type: .cluster, name: $0.name) }
        + (secret.map { [XDSResourceName(type: .secret, name: $0)] } ?? [])
    case ResourceNames.health: [XDSResourceName(type: .cluster, name: ResourceNames.bootstrap)]
    // With a port of its own, a listener has the name of its cluster.
    default: [XDSResourceName(type: .cluster, name: listener.name)]
    }
  }

  /// The resources as a person reads them: `clusters`, `endpoints`, `listeners`, and `secrets` where there are any, each
  /// by the official JSON mapping; private keys are left out.
  public func jsonValue() throws(ProtobufError) -> JSONValue {
    var lists: [[JSONValue]] = [[], [], []]
    for cluster in clusters { lists[0].append(try cluster.jsonValue(registry: EnvoyTypes.registry)) }
    for assignment in endpoints { lists[1].append(try assignment.jsonValue(registry: EnvoyTypes.registry)) }
    for listener in listeners { lists[2].append(try listener.jsonValue(registry: EnvoyTypes.registry)) }
    var all: JSONObject = [
      "clusters": .array(lists[0]), "endpoints": .array(lists[1]), "listeners": .array(lists[2]),
    ]
    if let certificate {
      all["secrets"] = .array([try DownstreamTLS.redacted(certificate).jsonValue(registry: EnvoyTypes.registry)])
    }
    return .object(all)
  }
}
