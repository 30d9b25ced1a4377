public import JSON

extension KafkaCluster {
  /// Which Istio would carry external traffic (Koperator before the fork). It is read, and without effect.
  public struct IstioControlPlane: Sendable, Hashable {
    /// The name.
    public let name: String?
    /// The namespace.
    public let namespace: String?

    init(_ object: ManifestObject) {
      name = object.nonEmptyString("name")
      namespace = object.nonEmptyString("namespace")
    }
  }

  /// How Istio's gateway would run (Koperator before the fork). It is read, and without effect.
  public struct IstioIngressConfig: Sendable, Hashable {
    /// What the gateway asks for and may use.
    public let resourceRequirements: JSONObject?
    /// How many gateways run (default 1).
    public let replicas: Int
    /// Labels that the Kubernetes node must have.
    public let nodeSelector: [String: String]
    /// Taints that the Pods bear.
    public let tolerations: [JSONValue]
    /// Annotations of the Pods.
    public let annotations: [String: String]
    /// The TLS options of the gateway.
    public let gatewayConfig: JSONObject?
    /// Annotations of the virtual service.
    public let virtualServiceAnnotations: [String: String]
    /// Environment variables of the gateway.
    public let envs: [JSONValue]
    /// Which clients the load balancer lets in.
    public let loadBalancerSourceRanges: [String]

    init(_ object: ManifestObject) {
      resourceRequirements = object.part("resourceRequirements")
      replicas = object.integer("replicas") ?? 1
      nodeSelector = object.texts("nodeSelector")
      tolerations = object.parts("tolerations")
      annotations = object.texts("annotations")
      gatewayConfig = object.part("gatewayConfig")
      virtualServiceAnnotations = object.texts("virtualServiceAnnotations")
      envs = object.parts("envs")
      loadBalancerSourceRanges = object.strings("loadBalancerSourceRanges") ?? []
    }
  }
}
