import KafkaResources
import KubernetesObjects

/// The Service of the Envoys of an access point: the load balancer that clients outside reach.
///
/// It has no port for the admin interface, which Koperator published: whoever reached it could stop Envoy.
struct EnvoyService {
  /// The name of the port of the whole cluster, in the Service and in the Pods (Koperator).
  static let bootstrapPort = "tcp-all-broker"
  /// The name of the port of `/healthcheck` (Koperator).
  static let healthPort = "tcp-health"

  let source: EnvoySource

  var service: Service {
    let context = source.context
    var service = Service(
      metadata: context.metadata(
        context.names.envoyService(source.point.name), labels: source.labels,
        annotations: source.assignment.serviceAnnotations),
      spec: ServiceSpec(ports: ports, selector: source.labels, type: type))
    // Kubernetes refuses these with other types.
    if type != "ClusterIP" { service.spec?.externalTrafficPolicy = source.assignment.externalTrafficPolicy }
    if type == "LoadBalancer" {
      service.spec?.loadBalancerSourceRanges = source.assignment.envoyConfig.loadBalancerSourceRanges
      service.spec?.loadBalancerIP = source.assignment.envoyConfig.loadBalancerIP
    }
    return service
  }

  /// A listener that Contour would serve had an address within the cluster's network only: what led there leads to Envoy.
  private var type: String { source.listener.accessMethod == .clusterIP ? "ClusterIP" : source.assignment.serviceType }

  /// A port for each broker where they are told apart by it, that of the whole cluster, and that of `/healthcheck`.
  private var ports: [ServicePort] {
    var ports: [ServicePort] = []
    if case .ports = source.point.access {
      for id in source.point.brokers {
        guard let port = source.point.port(ofBroker: id) else { continue }
        ports.append(ServicePorts.tcp("broker-\(id)", Int(port)))
      }
    }
    ports.append(named(Self.bootstrapPort, source.point.anyCastPort))
    ports.append(named(Self.healthPort, source.point.healthCheckPort))
    return ports
  }

  /// A port that leads to the Pods' port of that name.
  private func named(_ name: String, _ port: UInt16) -> ServicePort {
    ServicePort(name: name, protocol: "TCP", port: Int(port), targetPort: .string(name))
  }
}
