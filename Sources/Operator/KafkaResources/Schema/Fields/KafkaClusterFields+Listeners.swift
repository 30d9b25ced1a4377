extension KafkaClusterFields {
  static let listenersConfig: [SchemaField] = [
    .objects(
      "internalListeners", "Listeners for traffic within the Kubernetes cluster.", internalListener,
      key: listenerKey, maximum: SchemaBounds.listeners),
    .objects(
      "externalListeners", "Listeners for clients outside.", externalListener, key: listenerKey,
      maximum: SchemaBounds.listeners),
    .object("sslSecrets", "The certificates of listeners that bring none.", sslSecrets),
    .stringMap("serviceAnnotations", "Annotations of the Services within the Kubernetes cluster."),
  ]

  private static let listenerKey = ListKey(
    field: "name", noun: "the name", remedy: "give each listener a name of its own", isUnique: true)

  private static let listenerRemedy = "every listener has a type, a name and a containerPort"

  private static let listener: [SchemaField] = [
    .choice("type", "How bytes are protected.", KafkaCluster.ListenerType.self).required(listenerRemedy),
    .string("name", "The name, unique in the cluster.", form: .listenerName, maximum: SchemaBounds.name)
      .required(listenerRemedy),
    .port("containerPort", "The port that Kafka binds.").required(listenerRemedy),
    .object(
      "serverSSLCertSecret",
      "The Secret with the listener's JKS keystore and truststore; without it a certificate is made after `sslSecrets`.",
      secretReference),
    .choice(
      "sslClientAuth", "Whether clients must show a certificate.", KafkaCluster.SSLClientAuthentication.self,
      default: "required"),
    .flag("usedForInnerBrokerCommunication", "Whether brokers talk to each other over it.", default: "false"),
    .flag("usedForControllerCommunication", "Whether controllers are reached over it.", default: "false"),
    .flag("usedForKafkaAdminCommunication", "Whether the operator reaches brokers over it.", default: "false"),
    .integer(
      "internalStartingPort",
      "Broker i is reached within on this port + i, where one cluster spans several Kubernetes clusters; 0 means on `containerPort`.",
      in: 0...65535, default: "0"),
    .name(
      "externalListenerForHostname",
      "The external listener whose host names this one advertises, where one cluster spans several Kubernetes clusters."
    ),
  ]

  static let internalListener: [SchemaField] = listener

  static let externalListener: [SchemaField] =
    listener + brokerAccess + serviceSettings + [
      .object("config", "Several Envoys that share the listener's brokers.", ingressConfigs)
    ]

  private static let defaultPort = "\(KafkaCluster.ExternalListener.defaultAnyCastPort)"

  private static let brokerAccess: [SchemaField] = [
    .choice("accessMethod", "How clients reach it.", KafkaCluster.AccessMethod.self, default: "LoadBalancer"),
    .choice(
      "accessMode",
      "How one load balancer tells brokers apart: by port, or (`sni`) by the host name in the TLS handshake on one port.",
      KafkaCluster.AccessMode.self, default: "port"),
    .integer(
      "externalStartingPort",
      "Broker i is reached on this port + i. -1: TLS ends at Envoy, on one port for all. 0 with NodePort: ports are assigned.",
      in: -1...65535
    ).required(unless: "accessMode", is: "sni", "broker i is reached on this port + i"),
    .port("anyCastPort", "The load balancer's port for the whole cluster.", default: defaultPort),
    .port(
      "ingressControllerTargetPort", "The port that Envoy binds for the whole cluster.", from: 1024,
      default: defaultPort),
    .name(
      "tlsSecretName", "The Secret (`tls.crt`, `tls.key`) that Envoy ends TLS with, where `externalStartingPort` is -1."
    ),
  ]

  /// The Service of an Envoy, or of a broker with NodePort.
  private static let serviceSettings: [SchemaField] = [
    .name("hostnameOverride", "The name under which clients know it, where it is not the load balancer's own."),
    .stringMap("serviceAnnotations", "Annotations of the Service."),
    .name("externalTrafficPolicy", "`Cluster` or `Local`, as in a Service."),
    .name("serviceType", "The Service's type.", default: KafkaCluster.ExternalListener.defaultServiceType),
  ]

  private static let ingressConfigs: [SchemaField] = [
    .name("defaultIngressConfig", "The ingress config of brokers that are mapped to none; empty means every one.")
      .required(
        "name the entry of ingressConfig for brokers without a mapping"),
    .objectMap(
      "ingressConfig", "The Envoys by name; what they leave out is inherited from the listener and `spec.envoyConfig`.",
      serviceSettings + [
        .object("envoyConfig", "How this Envoy runs.", envoyConfig),
        .object("istioIngressConfig", "How Istio's gateway would run.", istioIngressConfig),
        .object("contourIngressConfig", "What Contour would serve it with.", contourIngressConfig),
      ], maximum: SchemaBounds.ingressConfigs),
  ]

  private static let sslSecrets: [SchemaField] = [
    .name("tlsSecretName", "The Secret of the certificate authority.").required("name the Secret"),
    .name("jksPasswordName", "It has no meaning; Koperator reads it no more."),
    .flag("create", "Whether the certificate authority is made; else the Secret holds it.", default: "false"),
    .object("issuerRef", "The issuer of cert-manager that signs.", issuerReference),
    .choice("pkiBackend", "What signs.", ["cert-manager"]),
  ]

  static let issuerReference: [SchemaField] = [
    .name("name", "The issuer's name.").required("name the issuer"), .name("kind", "Its kind.", default: "Issuer"),
    .name("group", "Its API group.", default: "cert-manager.io"),
  ]
}
