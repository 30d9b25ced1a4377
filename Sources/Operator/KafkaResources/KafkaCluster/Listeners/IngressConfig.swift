import JSON

extension KafkaCluster {
  /// One of several Envoys of a listener; what it leaves out it inherits from the listener and from `spec.envoyConfig`.
  public struct IngressConfig: Sendable, Hashable {
    /// The name under which clients know its load balancer.
    public let hostnameOverride: String?
    /// Annotations of its Service, before the listener's.
    public let serviceAnnotations: [String: String]
    /// Kubernetes' `externalTrafficPolicy` of its Service; nil means the listener's.
    public let externalTrafficPolicy: String?
    /// The type of its Service; nil means the listener's.
    public let serviceType: String?
    /// How its Envoy runs.
    public let envoyConfig: EnvoyConfig
    /// How Istio's gateway would run; without effect.
    public let istioIngressConfig: IstioIngressConfig?
    /// What Contour would need here; without effect.
    public let contourIngressConfig: ContourIngressConfig?

    init(_ object: ManifestObject) {
      hostnameOverride = object.nonEmptyString("hostnameOverride")
      serviceAnnotations = object.texts("serviceAnnotations")
      externalTrafficPolicy = object.nonEmptyString("externalTrafficPolicy")
      serviceType = object.nonEmptyString("serviceType")
      istioIngressConfig = object.object("istioIngressConfig").map { IstioIngressConfig($0) }
      contourIngressConfig = object.object("contourIngressConfig").map { ContourIngressConfig($0) }
      envoyConfig = object.object("envoyConfig").map { EnvoyConfig($0) } ?? EnvoyConfig()
    }
  }
}
