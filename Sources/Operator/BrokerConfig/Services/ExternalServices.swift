import KafkaResources
import KubernetesObjects

/// The Services by which clients outside reach one broker without Envoy: a port of every Kubernetes node, or an address
/// within the cluster's network that something else leads to.
struct ExternalServices {
  let context: RenderingContext

  /// The Services of a node, in the order of the listeners; none where it is no broker.
  func services(of broker: KafkaCluster.Broker) -> [Service] {
    guard context.spec.roles(of: broker).contains(.broker) else { return [] }
    var services: [Service] = []
    for listener in context.spec.listenersConfig.externalListeners where !listener.isServed {
      switch listener.accessMethod {
      case .nodePort: services.append(nodePort(of: broker, listener))
      case .clusterIP: services.append(clusterIP(of: broker, listener))
      case .loadBalancer: break
      }
    }
    return services
  }

  private func nodePort(of broker: KafkaCluster.Broker, _ listener: KafkaCluster.ExternalListener) -> Service {
    var service = service(of: broker, listener, type: "NodePort", port: Int(listener.common.containerPort))
    // 0: Kubernetes chooses.
    if listener.externalStartingPort > 0 {
      service.spec?.ports[0].nodePort = Int(listener.externalStartingPort) + Int(broker.id)
    }
    let address = context.spec.effectiveConfig(of: broker).nodePortExternalIP[listener.common.name] ?? ""
    if !address.isEmpty { service.spec?.externalIPs = [address] }
    service.spec?.externalTrafficPolicy = listener.externalTrafficPolicy
    return service
  }

  private func clusterIP(of broker: KafkaCluster.Broker, _ listener: KafkaCluster.ExternalListener) -> Service {
    service(of: broker, listener, type: "ClusterIP", port: Int(listener.anyCastPort))
  }

  private func service(
    of broker: KafkaCluster.Broker, _ listener: KafkaCluster.ExternalListener, type: String, port: Int
  ) -> Service {
    let labels = context.labels.broker(broker.id)
    let name = context.names.externalService(of: broker.id, listener: listener.common.name)
    let target = Int32(listener.common.containerPort)
    return Service(
      metadata: context.metadata(name, labels: labels, annotations: listener.serviceAnnotations),
      spec: ServiceSpec(
        ports: [
          ServicePort(name: "broker-\(broker.id)", protocol: "TCP", port: port, targetPort: .int(target))
        ],
        selector: labels, type: type))
  }
}
