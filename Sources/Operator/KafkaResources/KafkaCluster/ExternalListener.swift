import JSON

extension KafkaCluster {
  /// How clients outside reach the Pods of an external listener.
  public enum AccessMethod: String, Sendable, Hashable, CaseIterable {
    /// Through Envoy behind a load balancer.
    case loadBalancer = "LoadBalancer"
    /// Through a port of every Kubernetes node.
    case nodePort = "NodePort"
    /// Through a Service without an address outside (the fork, for Contour).
    case clusterIP = "ClusterIP"
  }

  /// How one load balancer tells brokers apart: our field.
  public enum AccessMode: String, Sendable, Hashable, CaseIterable {
    /// By port: `externalStartingPort` + id; or, where that is -1, by name, with TLS that Envoy terminates.
    case port
    /// By the host name in the TLS handshake, all brokers on one port; TLS is passed through.
    case sni
  }

  /// How clients reach one broker of a listener that Envoy serves.
  public enum BrokerAccess: Sendable, Hashable {
    /// A port for each broker: `externalStartingPort` + id.
    case ports
    /// A host name for each broker on one port; the brokers terminate TLS.
    case sni
    /// A host name for each broker on one port; Envoy terminates TLS with the certificate of `tlsSecretName`, and meets
    /// the brokers in plaintext.
    case termination

    /// Whether brokers are told apart by the host name in the TLS handshake.
    public var isByName: Bool { self != .ports }
  }

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

    private static let fields: Set<String> = ListenerSettings.fields.union([
      "externalStartingPort", "anyCastPort", "ingressControllerTargetPort", "accessMethod", "accessMode",
      "hostnameOverride", "serviceAnnotations", "externalTrafficPolicy", "serviceType", "config", "tlsSecretName",
    ])

    init(_ object: ManifestObject) {
      object.warnAboutFields(notIn: Self.fields)
      common = ListenerSettings(object)
      accessMode = object.choice("accessMode", AccessMode.self) ?? .port
      if object.value("externalStartingPort") == nil, accessMode == .port {
        object.missing("externalStartingPort", remedy: "broker i is reached on this port + i")
      }
      let start = object.integer("externalStartingPort", in: -1...65535)
      externalStartingPort = start.flatMap { Int32(exactly: $0) } ?? 0
      anyCastPort = object.port("anyCastPort") ?? Self.defaultAnyCastPort
      ingressControllerTargetPort = object.port("ingressControllerTargetPort", from: 1024) ?? Self.defaultAnyCastPort
      accessMethod = object.choice("accessMethod", AccessMethod.self) ?? .loadBalancer
      hostnameOverride = object.nonEmptyString("hostnameOverride")
      tlsSecretName = object.nonEmptyString("tlsSecretName")
      for text in ["externalTrafficPolicy", "serviceType"] { _ = object.string(text) }
      guard let config = object.object("config") else {
        defaultIngressConfig = nil
        ingressConfigs = nil
        return
      }
      config.warnAboutFields(notIn: ["defaultIngressConfig", "ingressConfig"])
      if config.value("defaultIngressConfig") == nil {
        config.missing("defaultIngressConfig", remedy: "name the entry of ingressConfig for brokers without a mapping")
      }
      defaultIngressConfig = config.string("defaultIngressConfig") ?? ""
      var configs: [String: IngressConfig] = [:]
      if let entries = config.object("ingressConfig") {
        for name in entries.members.keys {
          if let entry = entries.object(name) { configs[name] = IngressConfig(entry) }
        }
      }
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

  /// What Contour needs to serve the listeners that have an address within the Kubernetes cluster alone (the fork).
  public struct ContourIngressConfig: Sendable, Hashable {
    /// The Secret that it terminates TLS with.
    public let tlsSecretName: String?
    /// The template of brokers' host names.
    public let brokerFQDNTemplate: String?

    init(_ object: ManifestObject) {
      object.warnAboutFields(notIn: ["tlsSecretName", "brokerFQDNTemplate"])
      tlsSecretName = object.nonEmptyString("tlsSecretName")
      brokerFQDNTemplate = object.nonEmptyString("brokerFQDNTemplate")
    }
  }

  /// One of several Envoys of a listener; what it leaves out it inherits from the listener and from `spec.envoyConfig`.
  public struct IngressConfig: Sendable, Hashable {
    /// The name under which clients know its load balancer.
    public let hostnameOverride: String?
    /// How its Envoy runs.
    public let envoyConfig: EnvoyConfig

    init(_ object: ManifestObject) {
      object.warnAboutFields(notIn: [
        "hostnameOverride", "serviceAnnotations", "externalTrafficPolicy", "serviceType", "envoyConfig",
        "istioIngressConfig",
      ])
      hostnameOverride = object.nonEmptyString("hostnameOverride")
      envoyConfig = object.object("envoyConfig").map { EnvoyConfig($0) } ?? EnvoyConfig()
    }
  }
}
