import ClusterTopology
import EnvoyAPI
import Protobuf

/// The endpoints of the clusters: all that moves.
enum KafkaEndpoints {
  /// A broker's own endpoint, always healthy: a mark on the only endpoint would reset the clients that it still
  /// serves. One that was never seen has none.
  static func broker(_ id: Int32, in topology: ClusterTopology, of point: AccessPoint) -> ClusterLoadAssignment {
    assignment(ResourceNames.broker(id), [id], in: topology, of: point)
  }

  /// The endpoints that clients may bootstrap from.
  static func bootstrap(in topology: ClusterTopology, of point: AccessPoint) -> ClusterLoadAssignment {
    assignment(ResourceNames.bootstrap, topology.bootstrapMembers[point.name] ?? [], in: topology, of: point)
  }

  private static func assignment(
    _ name: String, _ brokers: [Int32], in topology: ClusterTopology, of point: AccessPoint
  ) -> ClusterLoadAssignment {
    var endpoints: [LbEndpoint] = []
    for id in brokers {
      guard let location = topology.broker(id)?.location else { continue }
      endpoints.append(
        LbEndpoint {
          $0.hostIdentifier = .endpoint(
            Endpoint { $0.address = .connecting(to: location.address, port: location.port ?? point.containerPort) })
          $0.healthStatus = .healthy
        })
    }
    return ClusterLoadAssignment {
      $0.clusterName = name
      if !endpoints.isEmpty { $0.endpoints = [LocalityLbEndpoints { $0.lbEndpoints = endpoints }] }
    }
  }
}
