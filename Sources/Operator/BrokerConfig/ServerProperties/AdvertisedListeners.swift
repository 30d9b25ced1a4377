import ClusterTopology
import JSON
import KafkaResources

/// What a broker tells clients: under which host and port each of its listeners is reached.
struct AdvertisedListeners {
  private let broker: KafkaCluster.Broker
  private let context: RenderingContext
  private let addresses: NodeAddresses

  init(of broker: KafkaCluster.Broker, _ context: RenderingContext) {
    self.broker = broker
    self.context = context
    addresses = NodeAddresses(of: context.cluster)
  }

  private var facts: RenderingFacts { context.facts }

  /// The value of `advertised.listeners`: external listeners, then internal ones, each by name; nil where Kafka is told
  /// nothing. A listener without an address for this broker is left out.
  func value() throws(RenderingError) -> String? {
    let spec = context.spec
    let roles = spec.roles(of: broker)
    var external: [String] = []
    if roles.contains(.broker) {
      for (index, listener) in spec.listenersConfig.externalListeners.enumerated() {
        let path = JSONPath.spec("listenersConfig", "externalListeners").appending(index)
        guard let address = try address(on: listener, at: path) else { continue }
        external.append(entry(listener.common, address))
      }
    }
    var `internal`: [String] = []
    for listener in spec.listenersConfig.internalListeners where isAdvertised(listener, roles) {
      `internal`.append(entry(listener.common, try address(on: listener)))
    }
    let all = external.sorted() + `internal`.sorted()
    return all.isEmpty ? nil : all.joined(separator: ",")
  }

  /// With KRaft a static quorum knows its members from the list of voters; those of a dynamic one say where they are.
  private func isAdvertised(_ listener: KafkaCluster.InternalListener, _ roles: [KafkaCluster.ProcessRole]) -> Bool {
    let spec = context.spec
    guard spec.kRaft else { return true }
    guard listener.common.name == spec.listenersConfig.controllerListener?.name else { return roles.contains(.broker) }
    return spec.controllerQuorum == .dynamic && roles.contains(.controller)
  }

  private struct Address {
    var host: String
    var port: Int
  }

  private func entry(_ listener: KafkaCluster.ListenerSettings, _ address: Address) -> String {
    let isIPv6 = address.host.utf8.contains(UInt8(ascii: ":")) && !address.host.hasPrefix("[")
    let host = isIPv6 ? "[\(address.host)]" : address.host
    return "\(ListenerProperties.name(listener))://\(host):\(address.port)"
  }

  // MARK: Within Kubernetes

  private func address(on listener: KafkaCluster.InternalListener) throws(RenderingError) -> Address {
    let externals = context.spec.listenersConfig.externalListeners
    if let start = listener.internalStartingPort, let name = listener.externalListenerForHostname,
      let index = externals.firstIndex(where: { $0.common.name == name })
    {
      let path = JSONPath.spec("listenersConfig", "externalListeners").appending(index)
      if let address = try address(on: externals[index], at: path) {
        return Address(host: address.host, port: Int(start) + Int(broker.id))
      }
    }
    return Address(host: addresses.hostName(of: broker), port: Int(listener.common.containerPort))
  }

  // MARK: Outside

  private func address(
    on listener: KafkaCluster.ExternalListener, at path: JSONPath
  ) throws(RenderingError) -> Address? {
    guard !listener.isServed else { return try envoyAddress(on: listener, at: path) }
    switch listener.accessMethod {
    case .nodePort: return try nodeAddress(on: listener, at: path)
    case .clusterIP:
      let host = addresses.externalService(of: broker.id, listener: listener.common.name)
      return Address(host: host, port: Int(listener.anyCastPort))
    case .loadBalancer: return nil
    }
  }

  /// Through the Envoy that serves the broker; the listener's default one, where several do.
  private func envoyAddress(
    on listener: KafkaCluster.ExternalListener, at path: JSONPath
  ) throws(RenderingError) -> Address? {
    let points = context.accessPoints.filter {
      $0.listener == listener.common.name && $0.brokers.contains(broker.id)
    }
    let preferred = points.first { $0.ingressConfig == listener.defaultIngressConfig } ?? points.first
    guard let point = preferred, let port = point.port(ofBroker: broker.id) else { return nil }
    guard let host = point.hostName(ofBroker: broker.id) ?? facts.externalAddress(of: point.name) else {
      throw unknown(
        at: path, "the address of the load balancer of '\(point.name)' is not known",
        remedy: "set hostnameOverride, or give it: --external-address \(point.name)=HOST")
    }
    return Address(host: host, port: Int(port))
  }

  /// Through a port of the Kubernetes nodes.
  private func nodeAddress(
    on listener: KafkaCluster.ExternalListener, at path: JSONPath
  ) throws(RenderingError) -> Address {
    let name = listener.common.name
    let settings = context.spec.settings(of: broker).written
    let externalIP = settings.nodePortExternalIP[name].flatMap { $0.isEmpty ? nil : $0 }
    // An external IP leads to the port of the Service, not to that of the nodes.
    let port =
      try externalIP == nil ? nodePort(on: listener, at: path) : Int(listener.common.containerPort)
    let service = context.names.externalService(of: broker.id, listener: name)
    if let domain = hostnameOverride(of: listener) {
      return Address(host: "\(service).\(context.cluster.namespace)\(domain)", port: port)
    }
    if let host = externalIP ?? nodeHost(settings.nodePortNodeAddressType) ?? facts.externalAddress(of: name) {
      return Address(host: host, port: port)
    }
    throw unknown(
      at: path, "the address of the node of broker \(broker.id) is not known",
      remedy: "set hostnameOverride or nodePortExternalIP, or give it: --external-address \(name)=HOST")
  }

  private func nodePort(
    on listener: KafkaCluster.ExternalListener, at path: JSONPath
  ) throws(RenderingError) -> Int {
    if listener.externalStartingPort > 0 { return Int(listener.externalStartingPort) + Int(broker.id) }
    let service = context.names.externalService(of: broker.id, listener: listener.common.name)
    if let port = facts.nodePorts[service] { return Int(port) }
    throw unknown(
      at: path.appending("externalStartingPort"),
      "the port that Kubernetes assigned to the Service '\(service)' is not known",
      remedy: "set externalStartingPort, or give it: --node-port \(service)=PORT")
  }

  private func hostnameOverride(of listener: KafkaCluster.ExternalListener) -> String? {
    let index = context.spec.listenersConfig.externalListeners.firstIndex { $0.common.name == listener.common.name }
    let own = index.flatMap { context.assignments[$0].first { $0.brokers.contains(broker.id) } }
    return own?.hostnameOverride ?? listener.hostnameOverride
  }

  private func nodeHost(_ type: KafkaCluster.NodeAddressType?) -> String? {
    let known = facts.nodeAddresses[broker.id] ?? [:]
    if let type { return known[type] }
    // Nearest to clients outside first.
    let order: [KafkaCluster.NodeAddressType] = [.externalDNS, .externalIP, .hostname, .internalDNS, .internalIP]
    return order.lazy.compactMap { known[$0] }.first
  }

  private func unknown(at path: JSONPath, _ message: String, remedy: String) -> RenderingError {
    RenderingError(.missingFact, at: path, message, remedy: remedy)
  }
}
