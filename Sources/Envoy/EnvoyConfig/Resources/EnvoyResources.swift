public import ClusterTopology
public import EnvoyAPI
public import JSON
public import Protobuf
public import XDS

/// Everything that the Envoys of one access point get: a cluster and endpoints for each broker and for the bootstrap,
/// a listener for each of them or one with a filter chain for each, and the health listener.
///
/// Equal topologies give equal bytes. What belongs to one broker depends on no other.
public struct EnvoyResources: Sendable, Hashable {
  /// The brokers' listeners by ascending id, then the bootstrap's, or the one that they share; then the health listener.
  public let listeners: [Listener]
  /// The brokers' clusters by ascending id, then the bootstrap's.
  public let clusters: [Cluster]
  /// The brokers' endpoints by ascending id, then the bootstrap's.
  public let endpoints: [ClusterLoadAssignment]

  /// The resources of an access point of a topology.
  public init(of topology: ClusterTopology, accessPoint point: AccessPoint, options: EnvoyOptions = EnvoyOptions()) {
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

  /// The resources as they are published: clusters, endpoints, listeners, each with the names that it points at.
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
    return resources
  }

  /// The clusters that a listener sends to, or asks for.
  private func references(of listener: Listener) -> [XDSResourceName] {
    switch listener.name {
    case ResourceNames.brokers: clusters.map { XDSResourceName(type: .cluster, name: $0.name) }
    case ResourceNames.health: [XDSResourceName(type: .cluster, name: ResourceNames.bootstrap)]
    // With a port of its own, a listener has the name of its cluster.
    default: [XDSResourceName(type: .cluster, name: listener.name)]
    }
  }

  /// The resources as a person reads them: `clusters`, `endpoints` and `listeners`, each by the official JSON mapping.
  public func jsonValue() throws(ProtobufError) -> JSONValue {
    var lists: [[JSONValue]] = [[], [], []]
    for cluster in clusters { lists[0].append(try cluster.jsonValue(registry: EnvoyTypes.registry)) }
    for assignment in endpoints { lists[1].append(try assignment.jsonValue(registry: EnvoyTypes.registry)) }
    for listener in listeners { lists[2].append(try listener.jsonValue(registry: EnvoyTypes.registry)) }
    return ["clusters": .array(lists[0]), "endpoints": .array(lists[1]), "listeners": .array(lists[2])]
  }
}
