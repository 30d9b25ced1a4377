import KubernetesObjects

/// Where a Service leads to: its Pods with addresses, in groups that have the same ports.
struct ServiceEndpoints: Sendable, Hashable {
  /// A Pod behind a Service.
  struct Member: Sendable, Hashable {
    let address: String
    /// Whether clients are sent there.
    let isReady: Bool
    /// Whether it would serve, whatever the Service says about Pods that are not ready.
    let isServing: Bool
    let isTerminating: Bool
    let hostname: String?
    let node: String?
    let zone: String?
    let pod: ObjectReference
  }

  /// Members with the same ports.
  struct Group: Sendable, Hashable {
    let ports: [EndpointPort]
    var members: [Member]
  }

  /// The groups, in the order of their first members.
  private(set) var groups: [Group] = []

  /// The endpoints of a Service with a selector.
  init(of service: Service, pods: [Pod], nodes: [Node]) {
    let selector = service.spec?.selector ?? [:]
    let publishesAll = service.spec?.publishNotReadyAddresses == true
    for pod in pods {
      guard pod.metadata.namespace == service.metadata.namespace, !pod.hasEnded,
        selector.allSatisfy({ pod.metadata.labels[$0.key] == $0.value }), let address = pod.status?.podIP,
        !address.isEmpty
      else { continue }
      let isNamed = pod.spec?.subdomain == service.metadata.name && pod.spec?.hostname?.isEmpty == false
      let node = nodes.first { $0.metadata.name == pod.spec?.nodeName }
      let member = Member(
        address: address, isReady: publishesAll || (pod.isReady && !pod.isTerminating), isServing: pod.isReady,
        isTerminating: pod.isTerminating, hostname: isNamed ? pod.spec?.hostname : nil, node: pod.spec?.nodeName,
        zone: node?.metadata.labels["topology.kubernetes.io/zone"],
        pod: ObjectReference(
          kind: "Pod", namespace: pod.metadata.namespace, name: pod.metadata.name, uid: pod.metadata.uid))
      let ports = Self.ports(of: service, on: pod)
      if let index = groups.firstIndex(where: { $0.ports == ports }) {
        groups[index].members.append(member)
      } else {
        groups.append(Group(ports: ports, members: [member]))
      }
    }
  }

  /// The ports of a Service as a Pod has them. A name that the Pod does not have is no port of it.
  static func ports(of service: Service, on pod: Pod) -> [EndpointPort] {
    var ports: [EndpointPort] = []
    for port in service.spec?.ports ?? [] {
      let transport = port.protocol ?? "TCP"
      let number: Int?
      switch port.targetPort {
      case .int(let target) where target != 0: number = Int(target)
      case .string(let name): number = containerPort(name, transport, of: pod)
      default: number = port.port
      }
      guard let number else { continue }
      ports.append(
        EndpointPort(name: port.name ?? "", protocol: transport, port: number, appProtocol: port.appProtocol))
    }
    return ports
  }

  private static func containerPort(_ name: String, _ transport: String, of pod: Pod) -> Int? {
    // Init containers that go on beside the others serve too.
    let sidecars = (pod.spec?.initContainers ?? []).filter { $0.restartPolicy == "Always" }
    for container in (pod.spec?.containers ?? []) + sidecars {
      for port in container.ports where port.name == name && (port.protocol ?? "TCP") == transport {
        return port.containerPort
      }
    }
    return nil
  }
}
