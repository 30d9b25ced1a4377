public import KafkaResources
public import KubernetesObjects

/// All that a cluster consists of in Kubernetes, as values. The same manifest with the same facts gives the same bytes.
///
/// It holds what is wanted. What is there, and what of it must not be touched now, is not its concern.
public struct ClusterRendering: Sendable {
  /// What each node consists of, in the order of the manifest.
  public let brokers: [BrokerRendering]
  /// The Envoys of each access point, by the name of the access point.
  public let envoys: [EnvoyRendering]
  /// The JMX exporter's configuration: that of brokers, and that of Cruise Control where it is ours to run.
  public let jmxExporterConfigs: [ConfigMap]
  /// The Services that several brokers share.
  public let services: [Service]
  /// How many nodes others may evict at a time.
  public let disruptionBudgets: [PodDisruptionBudget]
  /// Cruise Control; nil where it is not ours to run.
  public let cruiseControl: CruiseControlRendering?
  /// What a person should know about it; none of it is an error.
  public let warnings: [ManifestProblem]

  /// Renders a cluster.
  ///
  /// - Throws: The first part of the manifest that nothing can be made of.
  public init(of cluster: KafkaCluster, facts: RenderingFacts) throws(RenderingError) {
    let context = RenderingContext(cluster, facts: facts)
    envoys = try EnvoyRendering.all(of: context)
    let configs = JMXExporterConfigMaps(context: context)
    let runsCruiseControl = cluster.spec.cruiseControlConfig.isDeployed
    jmxExporterConfigs = runsCruiseControl ? [configs.kafka, configs.cruiseControl] : [configs.kafka]
    services = try BrokerServices(context: context).shared()
    disruptionBudgets = DisruptionBudgets(context: context).budgets()
    var brokers: [BrokerRendering] = []
    for broker in cluster.spec.brokers { brokers.append(try BrokerRendering(of: broker, context)) }
    self.brokers = brokers
    cruiseControl = runsCruiseControl ? try CruiseControlRendering(of: context) : nil
    // What is said of all brokers is found with each; what a rule says may be found again in what is made of it.
    var told: Set<ManifestProblem> = []
    warnings = (cluster.warnings + brokers.flatMap(\.warnings)).filter { told.insert($0.withoutPlace).inserted }
  }

  /// Every object, in the order in which they are to be created: a load balancer takes time, a Pod waits for what it
  /// mounts.
  public var objects: [any KubernetesObject] {
    var objects: [any KubernetesObject] = []
    for envoy in envoys { objects += envoy.objects }
    for broker in brokers { objects += broker.externalServices as [any KubernetesObject] }
    objects += jmxExporterConfigs as [any KubernetesObject]
    objects += services as [any KubernetesObject]
    objects += disruptionBudgets as [any KubernetesObject]
    for broker in brokers { objects += broker.claims as [any KubernetesObject] }
    for broker in brokers { objects += broker.objects }
    objects += cruiseControl?.objects ?? []
    return objects
  }
}
