/// What one Envoy of a listener serves: which brokers, under which name, with which settings.
public struct IngressAssignment: Sendable, Hashable {
  /// The ingress config; nil where the listener has none and one Envoy serves every broker.
  public let ingressConfig: String?
  /// The name of its objects and of the group of its Envoys: `<listener>`, or `<listener>-<ingressConfig>`.
  public let name: String
  /// The ids of its brokers, ascending.
  public let brokers: [Int32]
  /// How its Envoy runs, with everything that is inherited.
  public let envoyConfig: KafkaCluster.EnvoyConfig
  /// The name under which clients know its load balancer, where the manifest says one.
  public let hostnameOverride: String?

  /// The template of brokers' host names, where the manifest says one.
  public let hostnameTemplate: String?
  /// Annotations of its Service.
  public let serviceAnnotations: [String: String]
  /// Kubernetes' `externalTrafficPolicy` of its Service; nil means Kubernetes' default.
  public let externalTrafficPolicy: String?
  /// The type of its Service.
  public let serviceType: String

  /// How its Envoy runs, with every default.
  public var envoySettings: KafkaCluster.EnvoySettings { KafkaCluster.EnvoySettings(envoyConfig) }

  /// The names by which clients reach the brokers and the cluster where brokers are told apart by name; nil where the
  /// manifest does not say both.
  public var hostNames: KafkaCluster.HostNames? {
    guard let template = hostnameTemplate, let bootstrap = hostnameOverride else { return nil }
    return KafkaCluster.HostNames(template: template, bootstrap: bootstrap)
  }
}

extension KafkaCluster.Spec {
  /// The Envoys of a listener, by the name of their ingress config.
  ///
  /// Nodes that are controllers alone are never served. A broker without a mapping belongs to the listener's default
  /// (an empty default means every ingress config); an ingress config that no broker uses has no Envoy.
  public func ingressAssignments(of listener: KafkaCluster.ExternalListener) -> [IngressAssignment] {
    var serving: [(id: Int32, mapping: [String])] = []
    for broker in brokers where roles(of: broker).contains(.broker) {
      serving.append((broker.id, ingressMapping(of: broker)))
    }
    serving.sort { $0.id < $1.id }
    guard let configs = listener.ingressConfigs else {
      return [
        IngressAssignment(
          ingressConfig: nil, name: listener.common.name, brokers: serving.map(\.id), envoyConfig: envoyConfig,
          hostnameOverride: listener.hostnameOverride,
          hostnameTemplate: listener.contourTemplate ?? envoyConfig.brokerHostnameTemplate,
          serviceAnnotations: listener.serviceAnnotations, externalTrafficPolicy: listener.externalTrafficPolicy,
          serviceType: listener.serviceType)
      ]
    }
    let defaultName = listener.defaultIngressConfig ?? ""
    var assignments: [IngressAssignment] = []
    for (name, config) in configs.sorted(by: { $0.key < $1.key }) {
      var ids: [Int32] = []
      for (id, mapping) in serving {
        let isDefault = mapping.isEmpty && (defaultName.isEmpty || defaultName == name)
        if isDefault || mapping.contains(name) { ids.append(id) }
      }
      if ids.isEmpty { continue }
      let envoy = config.envoyConfig.inheriting(envoyConfig)
      assignments.append(
        IngressAssignment(
          ingressConfig: name, name: "\(listener.common.name)-\(name)", brokers: ids, envoyConfig: envoy,
          hostnameOverride: config.hostnameOverride ?? listener.hostnameOverride,
          hostnameTemplate: listener.contourTemplate ?? envoy.brokerHostnameTemplate,
          serviceAnnotations: config.serviceAnnotations.merging(listener.serviceAnnotations) { own, _ in own },
          externalTrafficPolicy: config.externalTrafficPolicy ?? listener.externalTrafficPolicy,
          serviceType: config.serviceType ?? listener.serviceType))
    }
    return assignments
  }
}
