import JSON

/// The rules that look at more than one field of a cluster. Each gives the path, what is wrong and what to do about it.
public enum KafkaClusterRules {
  /// Every rule, in the order in which its findings are told.
  public static let all: [KafkaClusterRule] = [
    .init("brokerIDsAreUnique", brokerIDsAreUnique),
    .init(
      "groupsExist",
      cel: [
        CELExpression(
          at: "spec",
          "self.brokers.all(b, !has(b.brokerConfigGroup) || b.brokerConfigGroup == '' "
            + "|| (has(self.brokerConfigGroups) && b.brokerConfigGroup in self.brokerConfigGroups))",
          message: "a broker names a brokerConfigGroup that is not in brokerConfigGroups")
      ], groupsExist),
    .init("thereAreBrokers", thereAreBrokers),
    .init("nodesHaveRoles", nodesHaveRoles),
    .init("listenerNamesAreUnique", listenerNamesAreUnique),
    .init("containerPortsAreUnique", containerPortsAreUnique),
    .init("ingressControllerIsEnvoy", ingressControllerIsEnvoy),
    .init("listenersAreServed", listenersAreServed),
    .init("accessIsWhole", accessIsWhole),
    .init("ingressConfigsExist", ingressConfigsExist),
    .init("accessPointNamesAreUnique", accessPointNamesAreUnique),
    .init("brokerPortsAreValid", brokerPortsAreValid),
    .init("accessPointPortsDiffer", accessPointPortsDiffer),
    .init("hostNamesAreValid", hostNamesAreValid),
    .init("sharedHostPortsDiffer", sharedHostPortsDiffer),
  ]

  /// What breaks the rules.
  public static func problems(
    in new: KafkaCluster.Spec, replacing old: KafkaCluster.Spec? = nil
  ) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    for rule in all { problems.append(contentsOf: rule.problems(in: new, replacing: old)) }
    return problems
  }

  static let specPath = JSONPath(keys: "spec")
  static let externalPath = JSONPath(keys: "spec", "listenersConfig", "externalListeners")

  private static func brokerPath(_ index: Int) -> JSONPath { specPath.appending("brokers").appending(index) }

  // MARK: Brokers

  private static func brokerIDsAreUnique(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    var first: [Int32: Int] = [:]
    for (index, broker) in spec.brokers.enumerated() where broker.id >= 0 {
      if let earlier = first[broker.id] {
        problems.append(
          ManifestProblem(
            .error, at: brokerPath(index).appending("id"),
            "broker id \(broker.id) is already used by \(brokerPath(earlier))",
            remedy: "give each broker an id of its own"))
      } else {
        first[broker.id] = index
      }
    }
    return problems
  }

  private static func groupsExist(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    for (index, broker) in spec.brokers.enumerated() {
      guard let group = broker.brokerConfigGroup, spec.brokerConfigGroups[group] == nil else { continue }
      let known = spec.brokerConfigGroups.keys.sorted().joined(separator: ", ")
      problems.append(
        ManifestProblem(
          .error, at: brokerPath(index).appending("brokerConfigGroup"), "there is no group '\(group)'",
          remedy: known.isEmpty
            ? "define it in spec.brokerConfigGroups" : "define it in spec.brokerConfigGroups, or use one of: \(known)"))
    }
    return problems
  }

  private static func thereAreBrokers(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    if spec.brokers.contains(where: { spec.roles(of: $0).contains(.broker) }) { return [] }
    return [
      ManifestProblem(
        .warning, at: specPath.appending("brokers"), "no node is a broker: there is nothing to serve",
        remedy: "list at least one broker")
    ]
  }

  private static func nodesHaveRoles(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    guard spec.kRaft else { return [] }
    var problems: [ManifestProblem] = []
    for (index, broker) in spec.brokers.enumerated() where spec.writtenRoles(of: broker).isEmpty {
      problems.append(
        ManifestProblem(
          .warning, at: brokerPath(index), "the node has no processRoles and is taken for a broker",
          remedy: "write processRoles in its brokerConfig or in its group"))
    }
    return problems
  }

  // MARK: Listeners

  private static func allListeners(
    _ spec: KafkaCluster.Spec
  ) -> [(settings: KafkaCluster.ListenerSettings, path: JSONPath)] {
    var all: [(settings: KafkaCluster.ListenerSettings, path: JSONPath)] = []
    let internalPath = JSONPath(keys: "spec", "listenersConfig", "internalListeners")
    for (index, listener) in spec.listenersConfig.internalListeners.enumerated() {
      all.append((listener.common, internalPath.appending(index)))
    }
    for (index, listener) in spec.listenersConfig.externalListeners.enumerated() {
      all.append((listener.common, externalPath.appending(index)))
    }
    return all
  }

  private static func listenerNamesAreUnique(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    var first: [String: JSONPath] = [:]
    for (settings, path) in allListeners(spec) where !settings.name.isEmpty {
      if let earlier = first[settings.name] {
        problems.append(
          ManifestProblem(
            .error, at: path.appending("name"), "the name '\(settings.name)' is already used by \(earlier)",
            remedy: "give each listener a name of its own"))
      } else {
        first[settings.name] = path
      }
    }
    return problems
  }

  private static func containerPortsAreUnique(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    var first: [UInt16: JSONPath] = [:]
    for (settings, path) in allListeners(spec) where settings.containerPort > 0 {
      if let earlier = first[settings.containerPort] {
        problems.append(
          ManifestProblem(
            .error, at: path.appending("containerPort"),
            "port \(settings.containerPort) is already used by \(earlier)",
            remedy: "give each listener a container port of its own"))
      } else {
        first[settings.containerPort] = path
      }
    }
    return problems
  }

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
