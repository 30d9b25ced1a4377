import JSON

/// The rules about how clients outside reach the brokers.
extension KafkaClusterRules {
  static let accessRules: [KafkaClusterRule] = [
    .init("ingressControllerIsEnvoy", spec: ingressControllerIsEnvoy),
    .init("listenersAreServed", spec: listenersAreServed),
    .init("accessIsWhole", cel: [sniNeedsTLS, terminationNeedsACertificate], spec: accessIsWhole),
    .init("ingressConfigsExist", cel: [defaultIngressConfigExists], spec: ingressConfigsExist),
    .init("accessPointNamesAreUnique", spec: accessPointNamesAreUnique),
    .init("brokerPortsAreValid", cel: [brokersHavePorts], spec: brokerPortsAreValid),
    .init("accessPointPortsDiffer", cel: [envoysPortsDiffer, brokersPortsAreFree], spec: accessPointPortsDiffer),
    .init("nodePortsDiffer", spec: nodePortsDiffer),
    .init("nodePortsAreInRange", spec: nodePortsAreInRange),
    .init("hostNamesAreValid", cel: [bootstrapIsNamed, brokersAreNamed], spec: hostNamesAreValid),
    .init("hostsAreHosts", spec: hostsAreHosts),
    .init("sharedHostPortsDiffer", spec: sharedHostPortsDiffer),
    .init("sourceRangesAreRanges", spec: sourceRangesAreRanges),
  ]

  private static func ingressControllerIsEnvoy(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    if spec.ingressController == .envoy { return [] }
    let name = spec.ingressController == .contour ? "Contour" : "Istio"
    return [
      ManifestProblem(
        .warning, at: specPath.appending("ingressController"),
        "\(name) is not used: Envoy carries the external traffic", remedy: "write 'envoy' or leave the field out")
    ]
  }

  private static func listenersAreServed(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    for (index, listener) in spec.listenersConfig.externalListeners.enumerated()
    where listener.accessMethod == .clusterIP && !listener.isServed {
      problems.append(
        ManifestProblem(
          .warning, at: externalPath.appending(index).appending("accessMethod"),
          "listener '\(listener.common.name)' gets no Envoy: ClusterIP has no address outside",
          remedy: "use LoadBalancer to reach it through Envoy, or contourIngressConfig with a brokerFQDNTemplate"))
    }
    return problems
  }

  /// The API server refuses a Service with anything but addresses with a length of their prefix.
  private static func sourceRangesAreRanges(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var places = [(spec.envoyConfig, specPath.appending("envoyConfig"))]
    for (index, listener) in spec.listenersConfig.externalListeners.enumerated() {
      for (name, config) in (listener.ingressConfigs ?? [:]).sorted(by: { $0.key < $1.key }) {
        let path = externalPath.appending(index).appending("config").appending("ingressConfig").appending(name)
        places.append((config.envoyConfig, path.appending("envoyConfig")))
      }
    }
    var problems: [ManifestProblem] = []
    for (config, path) in places {
      for (index, range) in config.loadBalancerSourceRanges.enumerated() {
        let parts = range.split(separator: "/", omittingEmptySubsequences: false)
        if parts.count == 2, NamePattern.looksLikeAddress(String(parts[0])), NamePattern.isDigits(parts[1]) { continue }
        problems.append(
          ManifestProblem(
            .warning, at: path.appending("loadBalancerSourceRanges").appending(index),
            "'\(range)' is no range of addresses, and Kubernetes refuses the load balancer's Service",
            remedy: "write an address and the length of its prefix, such as 203.0.113.0/24"))
      }
    }
    return problems
  }

  private static func ingressConfigsExist(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    var known: Set<String> = []
    var hasConfigs = false
    let mappings = spec.brokers.map { spec.ingressMapping(of: $0) }
    for (index, listener) in spec.listenersConfig.externalListeners.enumerated() {
      guard let entries = listener.ingressConfigs, let name = listener.defaultIngressConfig else { continue }
      hasConfigs = true
      known.formUnion(entries.keys)
      let isNeeded = mappings.contains { $0.isEmpty }
      if name.isEmpty || entries[name] != nil || !isNeeded { continue }
      problems.append(
        ManifestProblem(
          .error, at: externalPath.appending(index).appending("config").appending("defaultIngressConfig"),
          "there is no ingress config '\(name)', and brokers without a mapping need it",
          remedy: "name an entry of ingressConfig"))
    }
    guard hasConfigs else { return problems }
    for (index, mapping) in mappings.enumerated() {
      for name in mapping where !known.contains(name) {
        problems.append(
          ManifestProblem(
            .warning, at: brokerPath(index).appending("brokerConfig").appending("brokerIngressMapping"),
            "no listener has an ingress config '\(name)'", remedy: "name an entry of a listener's ingressConfig"))
      }
    }
    return problems
  }
}
