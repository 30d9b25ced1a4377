import JSON

extension KafkaCluster {
  /// A listener for clients outside the Kubernetes cluster.
  public struct ExternalListener: Sendable, Hashable {
    /// What every listener has.
    public let common: ListenerSettings
    /// Broker i is reached on this port + i. -1: the fork's TLS termination on one port. 0 with NodePort: ports are
    /// assigned. It says nothing with accessMode sni.
    public let externalStartingPort: Int32
    /// The load balancer's port for the whole cluster (default 29092).
    public let anyCastPort: UInt16
    /// The port that Envoy binds for the whole cluster (default 29092); `anyCastPort` leads to it.
    public let ingressControllerTargetPort: UInt16
    /// How clients reach it (default LoadBalancer).
    public let accessMethod: AccessMethod
    /// How brokers are told apart (default by port): our field.
    public let accessMode: AccessMode
    /// The name under which clients know the load balancer, where it is not the load balancer's own.
    public let hostnameOverride: String?
    /// Annotations of its Services.
    public let serviceAnnotations: [String: String]
    /// Kubernetes' `externalTrafficPolicy` of its Services; nil means Kubernetes' default.
    public let externalTrafficPolicy: String?
    /// The type of Envoy's Service (default LoadBalancer).
    public let serviceType: String
    /// The Kubernetes Secret (`tls.crt`, `tls.key`) that Envoy terminates TLS with, where `externalStartingPort` is -1, or
    /// that Contour would.
    public internal(set) var tlsSecretName: String?
    /// The template of brokers' host names that Contour would use; nil where the listener is not for Contour.
    public internal(set) var contourTemplate: String?
    /// The ingress config of brokers that are mapped to none; nil where the listener has no ingress configs.
    public let defaultIngressConfig: String?
    /// The Envoys that share this listener's brokers; nil where one Envoy serves all.
    public let ingressConfigs: [String: IngressConfig]?

    /// The default of `anyCastPort` and `ingressControllerTargetPort` (Koperator).
    public static let defaultAnyCastPort: UInt16 = 29092
    /// The default of `serviceType` (Koperator).
    public static let defaultServiceType = "LoadBalancer"

    init(_ object: ManifestObject) {
      common = ListenerSettings(object)
      accessMode = object.choice("accessMode", AccessMode.self) ?? .port
      externalStartingPort = object.integer("externalStartingPort").flatMap { Int32(exactly: $0) } ?? 0
      anyCastPort = object.port("anyCastPort") ?? Self.defaultAnyCastPort
      ingressControllerTargetPort = object.port("ingressControllerTargetPort") ?? Self.defaultAnyCastPort
      accessMethod = object.choice("accessMethod", AccessMethod.self) ?? .loadBalancer
      hostnameOverride = object.nonEmptyString("hostnameOverride")
      tlsSecretName = object.nonEmptyString("tlsSecretName")
      serviceAnnotations = object.texts("serviceAnnotations")
      externalTrafficPolicy = object.nonEmptyString("externalTrafficPolicy")
      serviceType = object.nonEmptyString("serviceType") ?? Self.defaultServiceType
      guard let config = object.object("config") else {
        defaultIngressConfig = nil
        ingressConfigs = nil
        return
      }
      defaultIngressConfig = config.string("defaultIngressConfig") ?? ""
      var configs: [String: IngressConfig] = [:]
      for (name, entry) in config.objectsByName("ingressConfig") ?? [] { configs[name] = IngressConfig(entry) }
      ingressConfigs = configs
    }

    /// How a broker is reached through Envoy; nil where Envoy does not serve the listener.
    public var access: BrokerAccess? {
      if contourTemplate != nil { return .termination }
      guard accessMethod == .loadBalancer else { return nil }
      if accessMode == .sni { return .sni }
      return externalStartingPort < 0 ? .termination : .ports
    }

    /// The same listener as Contour would serve it, which Envoy does in its place: TLS that ends there, by host name.
    func served(as contour: ContourIngressConfig) -> ExternalListener {
      guard accessMethod == .clusterIP, accessMode == .port, let template = contour.brokerFQDNTemplate else {
        return self
      }
      var listener = self
      listener.contourTemplate = template
      listener.tlsSecretName = tlsSecretName ?? contour.tlsSecretName
      return listener
    }

    /// Whether Envoy serves it.
    public var isServed: Bool { access != nil }
  }
}
