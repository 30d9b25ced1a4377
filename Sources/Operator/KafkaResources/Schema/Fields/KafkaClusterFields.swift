/// The fields of a KafkaCluster.
enum KafkaClusterFields {
  /// What a user asks for.
  static let spec: [SchemaField] = kafka + nodes + access + support

  private static let kafka: [SchemaField] = [
    .flag("kRaft", "Whether brokers and controllers form a KRaft quorum; else they use ZooKeeper.", default: "false"),
    .choice(
      "controllerQuorum",
      "How the quorum of a KRaft cluster knows its voters: by a fixed list, or by Kafka's own record of them (KIP-853), so "
        + "that controllers can be added and removed.", KafkaCluster.ControllerQuorum.self, default: "static"),
    .string("clusterImage", "Kafka's image.", default: KafkaCluster.Spec.defaultClusterImage),
    .name(
      "kafkaVersion", "Kafka's version, where the image's tag does not say it, such as `3.9.2`.", form: .kafkaVersion),
    .string(
      "clusterMetricsReporterImage", "The image that Cruise Control's metrics reporter is taken from.",
      default: "Cruise Control's image"),
    .flag(
      "headlessServiceEnabled",
      "Whether one headless Service names the brokers; else there is a Service for all and one for each.",
      default: "false"),
    .strings("zkAddresses", "ZooKeeper's servers, as `host:port`. Unused with KRaft."),
    .string("zkPath", "The path in ZooKeeper under which the cluster keeps its data.", default: "/"),
    .document("readOnlyConfig", "Settings of every broker in Java's properties format. A change restarts the brokers."),
    .document(
      "clusterWideConfig",
      "Settings in Java's properties format that Kafka applies to every broker without a restart."),
    .allPassedOn(
      "envs",
      "Environment variables of every broker. `+NAME` puts a value before the one that is there, `NAME+` behind it."),
    .name(
      "kubernetesClusterDomain", "The DNS domain of the Kubernetes cluster.",
      default: KafkaCluster.Spec.defaultKubernetesClusterDomain),
    .flag(
      "localDebugEnabled",
      "Whether the internal Services get load balancers, to reach them from a developer's machine.", default: "false"),
  ]

  private static let nodes: [SchemaField] = [
    .objects(
      "brokers", "The nodes of the cluster.", broker,
      key: ListKey(
        field: "id", noun: "broker id", remedy: "give each broker an id of its own", isUnique: true),
      maximum: SchemaBounds.brokers
    ).required("list the brokers"),
    .objectMap("brokerConfigGroups", "Settings that brokers share, by the name of the group.", brokerConfig),
    .object(
      "rackAwareness", "Whether brokers know the rack they are in.",
      [
        .strings("labels", "The labels of Kubernetes' nodes whose values make `broker.rack`.").required(
          "name the labels whose values make broker.rack")
      ]),
    .flag(
      "oneBrokerPerNode",
      "Whether brokers must run on Kubernetes nodes of their own; else they only should. An `affinity` replaces it.",
      default: "false"),
    .flag("propagateLabels", "Whether the cluster's labels are put on every object of it.", default: "false"),
    .object(
      "rollingUpgradeConfig", "How brokers are restarted.",
      [
        .integer("failureThreshold", "Restarts stop when this many failures are counted."),
        .integer(
          "concurrentBrokerRestartCountPerRack", "How many brokers of one rack may restart at the same time.",
          in: 1...Int(Int32.max), default: "1"),
      ]),
    .passedOn("taintedBrokersSelector", "A label selector: the brokers whose Pods match are restarted."),
    .object("disruptionBudget", "The brokers' PodDisruptionBudget.", disruptionBudget),
    .choice(
      "pvcPolicy",
      "What becomes of volumes that the cluster no longer has: they stay, or they are deleted once they are known to be empty.",
      KafkaCluster.PVCPolicy.self, default: "retain"),
    .flag("scaleOpsEnabled", "Whether ScaleOps sets the brokers' resource requests.").ignored(
      "requests are those of the manifest"),
  ]

  private static let access: [SchemaField] = [
    .object("listenersConfig", "Where the cluster listens.", listenersConfig).required("say where the brokers listen"),
    .allPassedOn("additionalPorts", "Further ports of Kafka's container; they are added to the Services, too."),
    .choice(
      "ingressController", "What carries external traffic. It is always our Envoy that does.",
      KafkaCluster.IngressController.self, default: "envoy"),
    .flag(
      "removeUnusedIngressResources", "Whether what an earlier way of access needed is removed.", default: "false"),
    .object("envoyConfig", "How Envoy runs.", envoyConfig),
    .object("istioIngressConfig", "How Istio's gateway would run.", istioIngressConfig),
    .object(
      "istioControlPlane", "Istio's control plane.",
      [.name("name", "Its name."), .name("namespace", "Its namespace.")]),
    .object("contourIngressConfig", "What Contour would serve listeners with.", contourIngressConfig),
    SchemaField(
      "envoyGatewayConfig", .passedOn, "What Envoy Gateway would serve listeners with."
    ).ignored("our own Envoy carries the traffic"),
    .object(
      "clientSSLCertSecret", "The Secret with the JKS client certificate of the operator and Cruise Control.",
      secretReference),
  ]

  private static let support: [SchemaField] = [
    .object("cruiseControlConfig", "How Cruise Control runs.", cruiseControlConfig),
    .object("monitoringConfig", "How metrics are exported.", monitoringConfig),
    .object(
      "alertManagerConfig", "Bounds of what alerts may do.",
      [
        .integer("downScaleLimit", "Alerts remove no broker at this size or below it; 0 means no bound.", default: "0"),
        .integer("upScaleLimit", "Alerts add no broker at this size or above it; 0 means no bound.", default: "0"),
      ]),
    .object(
      "agent", "The agent beside each broker, which reports its health and its disks.",
      [
        .flag("enabled", "Whether brokers have an agent.", default: "true"),
        .string("image", "The agent's image."),
        .passedOn("resourceRequirements", "The agent's requests and limits."),
      ]),
  ]

  static let disruptionBudget: [SchemaField] = [
    .flag("create", "Whether there is one.", default: "false"),
    .name("budget", "How many Pods may be away, as a number or a percentage.", form: .budget),
  ]

  static let secretReference: [SchemaField] = [.name("name", "The Secret's name.")]

  static let monitoringConfig: [SchemaField] = [
    .string(
      "jmxImage", "The image that holds the JMX exporter.", default: KafkaCluster.MonitoringConfig.defaultImage),
    .string(
      "pathToJar", "Where the exporter is in that image.", default: KafkaCluster.MonitoringConfig.defaultPathToJar),
    .document("kafkaJMXExporterConfig", "The exporter's rules for Kafka; the project's own where it is left out."),
    .document(
      "cCJMXExporterConfig", "The exporter's rules for Cruise Control; the project's own where it is left out."),
  ]
}
