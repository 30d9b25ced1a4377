extension KafkaClusterFields {
  static let envoyConfig: [SchemaField] = envoyProcess + envoyPod

  private static let envoyProcess: [SchemaField] = [
    .string(
      "image", "Envoy's image.", form: .envoyImage, default: KafkaCluster.EnvoyConfig.defaultImage),
    .integer("replicas", "How many Envoys run.", in: 1...Int(Int32.max), default: "1"),
    .object(
      "envoyCommandLineArgs", "Envoy's arguments.",
      [
        .integer(
          "concurrency", "Worker threads.", in: 1...Int(Int32.max), default: "one for each core of the node")
      ], keepsOthers: true),
    .port(
      "adminPort", "The port of `/ready` and `/stats/prometheus`.",
      default: "\(KafkaCluster.EnvoyConfig.defaultAdminPort)"),
    .port(
      "healthCheckPort", "The port of `/healthcheck`.", default: "\(KafkaCluster.EnvoyConfig.defaultHealthCheckPort)"),
    .flag("enableHealthCheckHttp10", "Whether `/healthcheck` answers HTTP/1.0.", default: "false"),
    .string(
      "brokerHostnameTemplate",
      "A broker's host name where brokers are told apart by name; `%id` stands for its id.", maximum: 1024),
    .integer(
      "idleTimeoutSeconds", "After how many seconds without a byte a connection is closed.", in: 1...Int(Int32.max),
      default: "3600"),
    .strings("loadBalancerSourceRanges", "The addresses (CIDR) that the load balancer lets in.", .name),
    .name("loadBalancerIP", "The load balancer's address, where the platform lets one choose."),
    .object(
      "disruptionBudget", "Envoy's PodDisruptionBudget.",
      disruptionBudget + [
        .choice(
          "strategy", "What the budget counts.", KafkaCluster.EnvoyDisruptionBudget.Strategy.self,
          default: "minAvailable")
      ]),
  ]

  private static let envoyPod: [SchemaField] = [
    .passedOn("resourceRequirements", "Requests and limits.", default: "100m CPU and 100Mi, for both"),
    .name("serviceAccountName", "The Pods' ServiceAccount.", default: "default"),
    .allPassedOn("imagePullSecrets", "Secrets to pull the image with."),
    .passedOn("affinity", "Where the Pods should run."),
    .allPassedOn("topologySpreadConstraints", "How the Pods are spread."),
    .stringMap("nodeSelector", "Labels of the Kubernetes nodes that the Pods may run on."),
    .allPassedOn("tolerations", "Taints that the Pods tolerate."),
    .stringMap("annotations", "Annotations of the Deployment and its Pods."),
    .name("priorityClassName", "The Pods' PriorityClass."),
    .passedOn("podSecurityContext", "The Pods' security context."),
  ]

  static let istioIngressConfig: [SchemaField] = [
    .passedOn("resourceRequirements", "Requests and limits."),
    .integer("replicas", "How many gateways run.", in: 1...Int(Int32.max), default: "1"),
    .stringMap("nodeSelector", "Labels of the Kubernetes nodes that the Pods may run on."),
    .allPassedOn("tolerations", "Taints that the Pods tolerate."),
    .stringMap("annotations", "Annotations of the gateway's Deployment."),
    .passedOn("gatewayConfig", "How the gateway ends TLS."),
    .stringMap("virtualServiceAnnotations", "Annotations of the VirtualService."),
    .allPassedOn("envs", "Environment variables of the gateway."),
    .strings("loadBalancerSourceRanges", "The addresses (CIDR) that the load balancer lets in.", .name),
  ]

  static let contourIngressConfig: [SchemaField] = [
    .name("tlsSecretName", "The Secret that TLS is ended with."),
    .string("brokerFQDNTemplate", "A broker's host name; `%id` stands for its id.", maximum: 1024),
  ]
}
