import JSON

extension KafkaCluster.Spec {
  /// The default of `clusterImage` (the fork).
  public static let defaultClusterImage = "ghcr.io/adobe/koperator/kafka:2.13-3.9.2-jdk21.0.11"
  /// The default of `kubernetesClusterDomain` (Koperator).
  public static let defaultKubernetesClusterDomain = "cluster.local"

  init(_ object: ManifestObject) {
    kRaft = object.bool("kRaft") ?? false
    controllerQuorum = object.choice("controllerQuorum", KafkaCluster.ControllerQuorum.self) ?? .static
    zkAddresses = object.strings("zkAddresses") ?? []
    let path = object.nonEmptyString("zkPath") ?? "/"
    zkPath = path.hasPrefix("/") ? path : "/" + path

    cruiseControlConfig = KafkaCluster.CruiseControlConfig(object.object("cruiseControlConfig") ?? object.nothing)
    clusterImage = object.nonEmptyString("clusterImage") ?? Self.defaultClusterImage
    clusterImageVersion = KafkaVersion(image: clusterImage)
    clusterMetricsReporterImage = object.nonEmptyString("clusterMetricsReporterImage") ?? cruiseControlConfig.image
    kafkaVersion = object.nonEmptyString("kafkaVersion").flatMap { KafkaVersion($0) }
    readOnlyConfig = object.string("readOnlyConfig") ?? ""
    clusterWideConfig = object.string("clusterWideConfig") ?? ""

    brokers = (object.objects("brokers") ?? []).map { KafkaCluster.Broker($0) }
    brokerConfigGroups = Self.groups(object)
    envs = object.parts("envs")
    oneBrokerPerNode = object.bool("oneBrokerPerNode") ?? false
    rackAwareness = KafkaCluster.RackAwareness(labels: object.object("rackAwareness")?.strings("labels") ?? [])
    pvcPolicy = object.choice("pvcPolicy", KafkaCluster.PVCPolicy.self) ?? .retain
    disruptionBudget = KafkaCluster.DisruptionBudget(object.object("disruptionBudget") ?? object.nothing)
    rollingUpgradeConfig = KafkaCluster.RollingUpgradeConfig(object.object("rollingUpgradeConfig") ?? object.nothing)
    taintedBrokersSelector = object.part("taintedBrokersSelector")

    ingressController = object.choice("ingressController", KafkaCluster.IngressController.self) ?? .envoy
    removeUnusedIngressResources = object.bool("removeUnusedIngressResources") ?? false
    envoyConfig = object.object("envoyConfig").map { KafkaCluster.EnvoyConfig($0) } ?? KafkaCluster.EnvoyConfig()
    contourIngressConfig = object.object("contourIngressConfig").map { KafkaCluster.ContourIngressConfig($0) }
    istioIngressConfig = object.object("istioIngressConfig").map { KafkaCluster.IstioIngressConfig($0) }
    istioControlPlane = object.object("istioControlPlane").map { KafkaCluster.IstioControlPlane($0) }

    listenersConfig = Self.listeners(object, contour: ingressController == .contour ? contourIngressConfig : nil)
    headlessServiceEnabled = object.bool("headlessServiceEnabled") ?? false
    additionalPorts = object.parts("additionalPorts")
    kubernetesClusterDomain =
      object.nonEmptyString("kubernetesClusterDomain") ?? Self.defaultKubernetesClusterDomain
    clientSSLCertSecret = object.referencedName("clientSSLCertSecret")

    monitoringConfig = KafkaCluster.MonitoringConfig(object.object("monitoringConfig") ?? object.nothing)
    alertManagerConfig = KafkaCluster.AlertManagerConfig(object.object("alertManagerConfig") ?? object.nothing)
    agent = KafkaCluster.AgentConfig(object.object("agent") ?? object.nothing)
    propagateLabels = object.bool("propagateLabels") ?? false
    localDebugEnabled = object.bool("localDebugEnabled") ?? false
    scaleOpsEnabled = object.bool("scaleOpsEnabled") ?? false
  }

  private static func groups(_ object: ManifestObject) -> [String: KafkaCluster.BrokerConfig] {
    var groups: [String: KafkaCluster.BrokerConfig] = [:]
    for (name, group) in object.objectsByName("brokerConfigGroups") ?? [] {
      groups[name] = KafkaCluster.BrokerConfig(group)
    }
    return groups
  }

  private static func listeners(
    _ object: ManifestObject, contour: KafkaCluster.ContourIngressConfig?
  ) -> KafkaCluster.ListenersConfig {
    guard let read = object.object("listenersConfig") else { return KafkaCluster.ListenersConfig() }
    var config = KafkaCluster.ListenersConfig(read)
    if let contour { config.externalListeners = config.externalListeners.map { $0.served(as: contour) } }
    return config
  }
}
