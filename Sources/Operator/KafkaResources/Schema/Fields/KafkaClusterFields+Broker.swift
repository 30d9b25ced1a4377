extension KafkaClusterFields {
  static let broker: [SchemaField] = [
    .integer("id", "The node's id.", in: 0...65534).required("give the broker an id of its own"),
    .name("brokerConfigGroup", "The group whose settings complete the broker's own."),
    .document("readOnlyConfig", "Settings of this broker in Java's properties format. A change restarts it."),
    .object("brokerConfig", "The broker's own settings.", brokerConfig),
    .flag(
      "paused",
      "Whether the broker is stopped: it has no Pod, and keeps its volumes, its configuration and its address.",
      default: "false"),
    .strings(
      "lostVolumes",
      "The mount paths of volumes whose data is lost for good: only those are made anew where they are found empty.",
      maximum: SchemaBounds.volumes),
  ]

  static let brokerConfig: [SchemaField] = process + storage + reachability + pod

  private static let process: [SchemaField] = [
    SchemaField(
      "processRoles",
      .list(
        ListSchema(
          element: .text(.choice(KafkaCluster.ProcessRole.allCases.map(\.rawValue), noun: "role")), maximumCount: 2,
          key: nil)),
      "What a KRaft node is: `controller`, `broker` or both."),
    .string("image", "Kafka's image for this broker.", default: "the cluster's"),
    .string("metricsReporterImage", "The metrics reporter's image for this broker.", default: "the cluster's"),
    .document(
      "config", "Settings of this broker in Java's properties format that Kafka applies without a restart."),
    .string("kafkaHeapOpts", "The JVM's memory.", default: KafkaCluster.BrokerSettings.defaultHeapOptions),
    .string(
      "kafkaJvmPerfOpts", "The JVM's other options.",
      default: KafkaCluster.BrokerSettings.defaultPerformanceOptions),
    .document("log4jConfig", "Kafka's log4j configuration in place of the image's."),
    .allPassedOn(
      "envs",
      "Environment variables. `+NAME` puts a value before the one that is there, `NAME+` behind it."),
    .passedOn("resourceRequirements", "Requests and limits.", default: "1 CPU and 2Gi; 1.5 CPU and 3Gi at most"),
    .integer(
      "terminationGracePeriodSeconds", "How long a broker may take to stop.", in: 0...Int.max,
      default: "\(KafkaCluster.BrokerSettings.defaultTerminationGracePeriodSeconds)"),
  ]

  private static let storage: [SchemaField] = [
    .objects(
      "storageConfigs", "The broker's volumes; those of its group are added.", storageConfig,
      key: ListKey(
        field: "mountPath", noun: "mountPath", remedy: "list each volume once: the first one counts", isUnique: false),
      maximum: SchemaBounds.volumes),
    SchemaField("metadataStorage", .passedOn, "A volume for KRaft's metadata alone.").ignored(
      "the metadata is on the first volume"),
  ]

  private static let storageConfig: [SchemaField] = [
    .string(
      "mountPath", "Where the volume is mounted. The broker's data is in the folder `kafka` there.", form: .absolutePath
    )
    .required("say where the volume is mounted"),
    .passedOn(
      "pvcSpec",
      "The PersistentVolumeClaim's spec. `{{ .BrokerId }}` and `{{ .MountPath }}` stand for the broker's."),
    .passedOn("emptyDir", "A volume that is lost with the Pod; without effect beside `pvcSpec`."),
  ]

  private static let reachability: [SchemaField] = [
    .strings(
      "brokerIngressMapping", "The ingress configs that serve the broker.", .name, maximum: SchemaBounds.ingressConfigs,
      default: "the listener's `defaultIngressConfig`"),
    .stringMap("nodePortExternalIP", "The address that a NodePort listener advertises, by the listener's name.", .name),
    .choice(
      "nodePortNodeAddressType",
      "Which address of its Kubernetes node a NodePort listener advertises, where nothing else says one.",
      KafkaCluster.NodeAddressType.self),
    .object(
      "networkConfig", "What Cruise Control takes for the broker's network capacity.",
      [
        .string(
          "incomingNetworkThroughPut", "KB a second inwards.", default: KafkaCluster.NetworkConfig.defaultThroughPut),
        .string(
          "outgoingNetworkThroughPut", "KB a second outwards.", default: KafkaCluster.NetworkConfig.defaultThroughPut),
      ]),
  ]

  private static let pod: [SchemaField] = [
    .stringMap("brokerAnnotations", "Annotations of the Pod."),
    .stringMap("brokerLabels", "Labels of the Pod; the operator's own cannot be replaced."),
    .name(
      "serviceAccountName", "The Pod's ServiceAccount.", default: KafkaCluster.BrokerSettings.defaultServiceAccountName),
    .allPassedOn("imagePullSecrets", "Secrets to pull images with."),
    .stringMap("nodeSelector", "Labels of the Kubernetes nodes that the Pod may run on."),
    .allPassedOn("tolerations", "Taints that the Pod tolerates."),
    .passedOn("affinity", "Where the Pod should run; it replaces `oneBrokerPerNode`."),
    .passedOn("podSecurityContext", "The Pod's security context."),
    .passedOn("securityContext", "The security context of Kafka's container."),
    .name("priorityClassName", "The Pod's PriorityClass."),
    .allPassedOn("initContainers", "Further init containers."),
    .allPassedOn("containers", "Further containers."),
    .allPassedOn("volumes", "Further volumes of the Pod."),
    .allPassedOn("volumeMounts", "Further mounts of Kafka's container."),
    .passedOn("startupProbe", "Kafka's startup probe in place of the operator's."),
    .passedOn("readinessProbe", "Kafka's readiness probe in place of the operator's."),
    .passedOn("livenessProbe", "Kafka's liveness probe in place of the operator's."),
  ]
}
