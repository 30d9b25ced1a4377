// What an API server checks of the rules about listeners and access. Each expression refuses a part of what its rule
// refuses, and nothing else: what needs names that are put together, or the inside of what is passed on, stays with the
// rule.
extension KafkaClusterRules {
  // MARK: Listeners

  static let listenersHaveDifferentNames = CELExpression(
    at: "spec.listenersConfig",
    "!has(self.internalListeners) || !has(self.externalListeners) || !self.internalListeners.exists(i, "
      + "self.externalListeners.exists(e, e.name == i.name))",
    message: "an internal and an external listener have the same name")

  static let listenersHaveDifferentPorts = CELExpression(
    at: "spec.listenersConfig",
    "!has(self.internalListeners) || !has(self.externalListeners) || !self.internalListeners.exists(i, "
      + "self.externalListeners.exists(e, e.containerPort == i.containerPort))",
    message: "an internal and an external listener have the same containerPort")

  static let listenersOfOneKindHaveDifferentPorts = CELExpression(
    at: "spec.listenersConfig",
    ["internalListeners", "externalListeners"].map { list in
      "(!has(self.\(list)) || self.\(list).all(a, self.\(list).exists_one(b, b.containerPort == a.containerPort)))"
    }.joined(separator: " && "),
    message: "two listeners of one kind have the same containerPort")

  static let brokersHaveAListener = CELExpression(
    at: "spec.listenersConfig",
    "\(hasNoListeners("self")) || \(has(innerBroker, of: "self"))",
    message: "no listener has usedForInnerBrokerCommunication")

  /// Of several listeners with one purpose the first counts, and internal ones come first.
  static let purposesAreApart = CELExpression(
    at: "spec.listenersConfig",
    "!\(isShared("internalListeners")) && (\(has(innerBroker, "self.internalListeners")) "
      + "|| \(has(controller, "self.internalListeners")) || !\(isShared("externalListeners")))",
    message: "a listener has both usedForInnerBrokerCommunication and usedForControllerCommunication")

  static let controllersHaveAListener = CELExpression(
    at: "spec",
    "!has(self.kRaft) || !self.kRaft || \(hasNoListeners("self.listenersConfig")) "
      + "|| \(has(controller, of: "self.listenersConfig"))",
    message: "with kRaft a listener needs usedForControllerCommunication")

  static let portNamesAreShort = ofEveryListener(
    "size(self.name) <= (self.name.startsWith('tcp-') ? 15 : 11)",
    message: "a listener's name has at most 11 characters: it becomes that of a port, behind 'tcp-'")

  static let metricsPortIsFree = ofEveryListener(
    "self.containerPort != \(KafkaCluster.MonitoringConfig.port)",
    message: "containerPort \(KafkaCluster.MonitoringConfig.port) is that of the metrics")

  static let trafficPoliciesExist = [
    "spec.listenersConfig.externalListeners[]", "spec.listenersConfig.externalListeners[].config.ingressConfig{}",
  ].map { place in
    CELExpression(
      at: place, "!has(self.externalTrafficPolicy) || self.externalTrafficPolicy in ['', 'Cluster', 'Local']",
      message: "externalTrafficPolicy is neither Cluster nor Local")
  }

  static let budgetsAreSaid = ["spec.disruptionBudget", "spec.envoyConfig.disruptionBudget"].map { place in
    CELExpression(
      at: place, "!has(self.create) || !self.create || has(self.budget)",
      message: "a disruptionBudget is wanted, and no budget says how large")
  }

  // MARK: Access

  static let sniNeedsTLS = CELExpression(
    at: "spec.listenersConfig.externalListeners[]",
    "!has(self.accessMode) || self.accessMode != 'sni' || !\(isBalanced("self")) || self.type in ['ssl', 'sasl_ssl']",
    message: "accessMode sni needs a listener of type ssl or sasl_ssl: only a TLS handshake names the broker")

  static let terminationNeedsACertificate = CELExpression(
    at: "spec.listenersConfig.externalListeners[]",
    "!has(self.externalStartingPort) || self.externalStartingPort >= 0 || !\(isBalanced("self")) "
      + "|| (has(self.accessMode) && self.accessMode == 'sni') || (has(self.tlsSecretName) && self.tlsSecretName != '')",
    message: "externalStartingPort -1 needs a tlsSecretName: Envoy terminates TLS with it")

  static let bootstrapIsNamed = CELExpression(
    at: "spec.listenersConfig.externalListeners[]",
    "has(self.config) || !\(isByName("self")) || (has(self.hostnameOverride) && self.hostnameOverride != '')",
    message: "a listener whose brokers are told apart by name needs a hostnameOverride, from which clients bootstrap")

  static let brokersAreNamed = CELExpression(
    at: "spec",
    "!has(self.listenersConfig.externalListeners) "
      + "|| !self.listenersConfig.externalListeners.exists(l, !has(l.config) && \(isByName("l"))) "
      + "|| (has(self.envoyConfig) && has(self.envoyConfig.brokerHostnameTemplate) "
      + "&& self.envoyConfig.brokerHostnameTemplate.lowerAscii().contains('%id'))",
    message: "brokers that are told apart by name need a brokerHostnameTemplate in envoyConfig, with %id")

  static let defaultIngressConfigExists = CELExpression(
    at: "spec",
    "!has(self.listenersConfig.externalListeners) || self.listenersConfig.externalListeners.all(l, !has(l.config) "
      + "|| l.config.defaultIngressConfig == '' "
      + "|| (has(l.config.ingressConfig) && l.config.defaultIngressConfig in l.config.ingressConfig)) "
      + "|| self.brokers.all(b, \(says("brokerIngressMapping", "size(LIST) > 0")))",
    message: "a listener's defaultIngressConfig is not in its ingressConfig, and brokers without a mapping need it")

  static let brokersHavePorts = CELExpression(
    at: "spec",
    "!has(self.listenersConfig.externalListeners) || self.listenersConfig.externalListeners.all(l, "
      + "!has(l.externalStartingPort) || (has(l.accessMode) && l.accessMode == 'sni' && \(isBalanced("l"))) "
      + "|| (has(l.accessMethod) && (l.accessMethod == 'ClusterIP' || (l.accessMethod == 'NodePort' "
      + "&& l.externalStartingPort == 0))) || l.externalStartingPort < 0 "
      + "|| self.brokers.all(b, !(\(isBroker)) "
      + "|| (l.externalStartingPort + b.id >= 1 && l.externalStartingPort + b.id <= 65535)))",
    message: "externalStartingPort + id is no port (1 to 65535) for some broker")

  static let envoysPortsDiffer = CELExpression(
    at: "spec",
    "!has(self.listenersConfig.externalListeners) || self.listenersConfig.externalListeners.all(l, has(l.config) "
      + "|| !\(isBalanced("l")) || (\(adminPort) != \(healthCheckPort) && \(targetPort) != \(adminPort) "
      + "&& \(targetPort) != \(healthCheckPort)))",
    message: "adminPort, healthCheckPort and ingressControllerTargetPort of an Envoy are not all different")

  static let brokersPortsAreFree = CELExpression(
    at: "spec",
    "!has(self.listenersConfig.externalListeners) || self.listenersConfig.externalListeners.all(l, has(l.config) "
      + "|| !\(isBalanced("l")) || !has(l.externalStartingPort) || l.externalStartingPort < 0 "
      + "|| (has(l.accessMode) && l.accessMode == 'sni') || self.brokers.all(b, !(\(isBroker)) "
      + "|| !(l.externalStartingPort + b.id in [\(adminPort), \(healthCheckPort), \(targetPort), "
      + "has(l.anyCastPort) ? l.anyCastPort : 29092])))",
    message: "externalStartingPort + id of some broker is a port that its Envoy or the load balancer has already")

  // MARK: Parts

  private static let adminPort = envoyPort("adminPort", "8081")
  private static let healthCheckPort = envoyPort("healthCheckPort", "8080")
  private static let targetPort =
    "(has(l.ingressControllerTargetPort) ? l.ingressControllerTargetPort : 29092)"

  private static func envoyPort(_ field: String, _ defaultPort: String) -> String {
    "(has(self.envoyConfig) && has(self.envoyConfig.\(field)) ? self.envoyConfig.\(field) : \(defaultPort))"
  }

  private static func ofEveryListener(_ rule: String, message: String) -> [CELExpression] {
    ["internalListeners", "externalListeners"].map { list in
      CELExpression(at: "spec.listenersConfig.\(list)[]", rule, message: message)
    }
  }

  private static func hasNoListeners(_ config: String) -> String {
    let lists = ["internalListeners", "externalListeners"].map { list in
      "(!has(\(config).\(list)) || size(\(config).\(list)) == 0)"
    }
    return "(\(lists.joined(separator: " && ")))"
  }

  private static let innerBroker = "usedForInnerBrokerCommunication"
  private static let controller = "usedForControllerCommunication"

  /// Whether a listener of a list has a flag.
  private static func has(_ flag: String, _ list: String) -> String {
    "(has(\(list)) && \(list).exists(l, has(l.\(flag)) && l.\(flag)))"
  }

  /// Whether a listener of either list has a flag.
  private static func has(_ flag: String, of config: String) -> String {
    "(\(has(flag, "\(config).internalListeners")) || \(has(flag, "\(config).externalListeners")))"
  }

  /// Whether the first listeners of a list with either flag are one.
  private static func isShared(_ list: String) -> String {
    func first(_ flag: String) -> String { "self.\(list).filter(l, has(l.\(flag)) && l.\(flag))[0].containerPort" }
    return "(\(has(innerBroker, "self.\(list)")) && \(has(controller, "self.\(list)")) "
      + "&& \(first(innerBroker)) == \(first(controller)))"
  }

  /// Whether Envoy tells the brokers of a listener apart by the host name.
  private static func isByName(_ listener: String) -> String {
    "(\(isBalanced(listener)) && ((has(\(listener).accessMode) && \(listener).accessMode == 'sni') "
      + "|| (has(\(listener).externalStartingPort) && \(listener).externalStartingPort < 0)))"
  }

  /// Whether a listener has a load balancer.
  private static func isBalanced(_ listener: String) -> String {
    "(!has(\(listener).accessMethod) || \(listener).accessMethod == 'LoadBalancer')"
  }

  /// Whether the broker `b` or its group says something with a field that is a list: `LIST` in the condition.
  private static func says(_ field: String, _ condition: String) -> String {
    let own = "b.brokerConfig.\(field)"
    let group = "self.brokerConfigGroups[b.brokerConfigGroup].\(field)"
    return "(has(b.brokerConfig) && has(\(own)) && \(condition.replacing("LIST", with: own))) "
      + "|| (has(b.brokerConfigGroup) && has(self.brokerConfigGroups) && b.brokerConfigGroup in self.brokerConfigGroups "
      + "&& has(\(group)) && \(condition.replacing("LIST", with: group)))"
  }

  /// Whether the node `b` is a broker: with KRaft where it has the role, or none.
  private static let isBroker =
    "!has(self.kRaft) || !self.kRaft || \(says("processRoles", "'broker' in LIST")) "
    + "|| !(\(says("processRoles", "size(LIST) > 0")))"
}
