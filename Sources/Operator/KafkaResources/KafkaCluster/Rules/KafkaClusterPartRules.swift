import JSON
import KubernetesObjects

/// The rules about parts of Kubernetes' objects that are passed on: what the API server would refuse only when it is too
/// late.
extension KafkaClusterRules {
  static let partRules: [KafkaClusterRule] = [
    .init("quantitiesAreValid", spec: quantitiesAreValid),
    .init("requestsAreWithinLimits", spec: requestsAreWithinLimits),
    .init("trafficPoliciesAreKnown", cel: trafficPoliciesExist, spec: trafficPoliciesAreKnown),
    .init("budgetsAreWhole", cel: budgetsAreSaid, spec: budgetsAreWhole),
    .init("restartsAreAllowed", spec: restartsAreAllowed),
    .init("metricsTopicFits", spec: metricsTopicFits),
  ]

  /// Every `resourceRequirements`, with its place.
  private static func requirements(_ spec: KafkaCluster.Spec) -> [(object: JSONObject, path: JSONPath)] {
    var all: [(object: JSONObject, path: JSONPath)] = []
    func add(_ object: JSONObject?, _ path: JSONPath) {
      if let object { all.append((object, path.appending("resourceRequirements"))) }
    }
    for (config, path) in allSettings(in: spec) { add(config.resourceRequirements, path) }
    add(spec.envoyConfig.resourceRequirements, specPath.appending("envoyConfig"))
    for (index, listener) in spec.listenersConfig.externalListeners.enumerated() {
      for (name, config) in (listener.ingressConfigs ?? [:]).sorted(by: { $0.key < $1.key }) {
        let path = externalPath.appending(index).appending("config").appending("ingressConfig").appending(name)
        add(config.envoyConfig.resourceRequirements, path.appending("envoyConfig"))
      }
    }
    add(spec.cruiseControlConfig.resourceRequirements, specPath.appending("cruiseControlConfig"))
    add(spec.agent.resourceRequirements, specPath.appending("agent"))
    return all
  }

  /// What brokers ask for that complete their own requirements by their group's.
  private static func mergedRequirements(_ spec: KafkaCluster.Spec) -> [(object: JSONObject, path: JSONPath)] {
    var all: [(object: JSONObject, path: JSONPath)] = []
    for (index, broker) in spec.brokers.enumerated() where broker.brokerConfig.resourceRequirements != nil {
      let places = settings(of: broker, at: index, in: spec)
      guard places.count == 2, let theirs = places[1].config.resourceRequirements else { continue }
      let merged = broker.brokerConfig.resourceRequirements.filled(by: theirs, lists: .appended)
      if let merged { all.append((merged, places[0].path.appending("resourceRequirements"))) }
    }
    return all
  }

  private static func quantity(_ value: JSONValue) -> Quantity? { try? Quantity(json: value) }

  /// Every quantity of a manifest, with its place.
  private static func quantities(_ spec: KafkaCluster.Spec) -> [(value: JSONValue, path: JSONPath)] {
    var all: [(value: JSONValue, path: JSONPath)] = []
    for (object, path) in requirements(spec) {
      for kind in ["limits", "requests"] {
        for (name, value) in object[kind]?.objectValue ?? [:] {
          all.append((value, path.appending(kind).appending(name)))
        }
      }
    }
    for (config, path) in allSettings(in: spec) {
      for (index, volume) in config.storageConfigs.enumerated() {
        let place = path.appending("storageConfigs").appending(index)
        if let size = volume.pvcSpec?["resources"]?["requests"]?["storage"] {
          let steps: [JSONPath.Component] = [.key("pvcSpec"), .key("resources"), .key("requests"), .key("storage")]
          all.append((size, JSONPath(place.components + steps)))
        }
        if let size = volume.emptyDir?["sizeLimit"] {
          all.append((size, place.appending("emptyDir").appending("sizeLimit")))
        }
      }
    }
    return all
  }

  private static func quantitiesAreValid(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    for (value, path) in quantities(spec) where !value.isNull && quantity(value) == nil {
      let shown = value.stringValue.map { "'\($0)'" } ?? value.kindDescription
      problems.append(
        ManifestProblem(
          .error, at: path, "\(shown) is no quantity", remedy: "write a number with a unit, such as 500m, 2 or 10Gi"))
    }
    return problems
  }

  private static func requestsAreWithinLimits(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    for (object, path) in requirements(spec) + mergedRequirements(spec) {
      for (name, request) in object["requests"]?.objectValue ?? [:] {
        guard let limit = object["limits"]?[name], let least = quantity(request), let most = quantity(limit),
          most < least
        else { continue }
        let problem = ManifestProblem(
          .error, at: path.appending("requests").appending(name), "\(least) is more than the limit, \(most)",
          remedy: "ask for no more than the limit")
        if !problems.contains(problem) { problems.append(problem) }
      }
    }
    return problems
  }

  private static func trafficPoliciesAreKnown(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    func check(_ policy: String?, _ path: JSONPath) {
      guard let policy, policy != "Local", policy != "Cluster" else { return }
      problems.append(
        ManifestProblem(
          .error, at: path.appending("externalTrafficPolicy"), "'\(policy)' is no policy of a Service",
          remedy: "use one of: Cluster, Local"))
    }
    for (index, listener) in spec.listenersConfig.externalListeners.enumerated() {
      check(listener.externalTrafficPolicy, externalPath.appending(index))
      for (name, config) in (listener.ingressConfigs ?? [:]).sorted(by: { $0.key < $1.key }) {
        let path = externalPath.appending(index).appending("config").appending("ingressConfig").appending(name)
        check(config.externalTrafficPolicy, path)
      }
    }
    return problems
  }

  private static func budgetsAreWhole(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    var problems: [ManifestProblem] = []
    func check(_ isWanted: Bool, _ budget: String, _ path: JSONPath) {
      guard isWanted, budget.isEmpty else { return }
      problems.append(
        ManifestProblem(
          .error, at: path.appending("disruptionBudget").appending("budget"),
          "the field is missing: a budget is wanted, and nothing says how large",
          remedy: "write a number, such as \"1\""))
    }
    check(spec.disruptionBudget.create, spec.disruptionBudget.budget, specPath)
    if let envoy = spec.envoyConfig.disruptionBudget {
      check(envoy.create, envoy.budget, specPath.appending("envoyConfig"))
    }
    return problems
  }

  private static func restartsAreAllowed(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    if spec.rollingUpgradeConfig.failureThreshold > 0 { return [] }
    return [
      ManifestProblem(
        .warning, at: specPath.appending("rollingUpgradeConfig").appending("failureThreshold"),
        "no broker is ever restarted: that many failures are always reached", remedy: "write 1 or more")
    ]
  }

  private static func metricsTopicFits(_ spec: KafkaCluster.Spec) -> [ManifestProblem] {
    let topic = spec.cruiseControlConfig.topicConfig
    let count = spec.brokers.filter { spec.roles(of: $0).contains(.broker) }.count
    guard spec.cruiseControlConfig.isDeployed, topic.isReplicationWritten, topic.replicationFactor > count, count > 0
    else { return [] }
    let path = specPath.appending("cruiseControlConfig").appending("topicConfig").appending("replicationFactor")
    return [
      ManifestProblem(
        .warning, at: path, "\(topic.replicationFactor) replicas need as many brokers, there are \(count)",
        remedy: "write \(max(count, 2)) or less, or add brokers")
    ]
  }
}
