extension KafkaClusterFields {
  static let cruiseControlConfig: [SchemaField] = cruiseControl + cruiseControlPod

  private static let cruiseControl: [SchemaField] = [
    .string("image", "Cruise Control's image.", default: KafkaCluster.CruiseControlConfig.defaultImage),
    .string(
      "cruiseControlEndpoint",
      "The address (`host:port`) of a Cruise Control that runs elsewhere; none is started then."),
    .document("config", "Cruise Control's settings in Java's properties format."),
    .document("capacityConfig", "The capacity of brokers as JSON, in place of the one that is made."),
    .document("clusterConfig", "Cruise Control's `clusterConfigs.json`."),
    .document("log4jConfig", "Cruise Control's log4j configuration in place of the project's."),
    .object(
      "topicConfig", "The topic of the metrics reporter.",
      [
        .integer("partitions", "Its partitions.").required("say how many partitions it has"),
        .integer("replicationFactor", "Its replication factor.", in: 2...Int(Int32.max)).required(
          "say how many replicas it has"),
      ]),
    .object(
      "cruiseControlTaskSpec", "How tasks are followed.",
      [.integer("RetryDurationMinutes", "It is read, and nothing depends on it (nor in Koperator).")]),
    .object(
      "cruiseControlOperationSpec", "What becomes of finished operations.",
      [
        .integer(
          "ttlSecondsAfterFinished", "They are deleted after this many seconds; without it they stay.",
          in: 0...Int(Int32.max))
      ]),
  ]

  private static let cruiseControlPod: [SchemaField] = [
    .passedOn("resourceRequirements", "Requests and limits.", default: "200m CPU and 768Mi, for both"),
    .name("serviceAccountName", "The Pod's ServiceAccount.", default: "default"),
    .allPassedOn("imagePullSecrets", "Secrets to pull the image with."),
    .stringMap("nodeSelector", "Labels of the Kubernetes nodes that the Pod may run on."),
    .allPassedOn("tolerations", "Taints that the Pod tolerates."),
    .passedOn("affinity", "Where the Pod should run."),
    .stringMap("cruiseControlAnnotations", "Annotations of the Pod."),
    .allPassedOn("initContainers", "Further init containers."),
    .allPassedOn("volumes", "Further volumes of the Pod."),
    .allPassedOn("volumeMounts", "Further mounts of Cruise Control's container."),
    .passedOn("podSecurityContext", "The Pod's security context."),
    .passedOn("securityContext", "The security context of Cruise Control's container."),
    .name("priorityClassName", "The Pod's PriorityClass."),
  ]
}
