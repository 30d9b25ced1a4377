public import ClusterTopology
public import EnvoyAPI
public import JSON
public import Protobuf

/// The file that an Envoy of an access point starts with: who it is, where the control plane is, its limits, and a
/// window into its admin interface. Everything else comes by delta ADS.
///
/// It holds no secret: keys stay in the files that it names.
public struct EnvoyBootstrap: Sendable, Hashable {
  /// A file that must lie beside the bootstrap file.
  public struct SecretFile: Sendable, Hashable {
    /// Its path, as the bootstrap file names it.
    public let path: String
    /// Its content: a discovery response that names the certificate files.
    public let content: DiscoveryResponse

    /// Its content as JSON.
    public func jsonValue() throws(ProtobufError) -> JSONValue {
      try content.jsonValue(registry: EnvoyTypes.registry)
    }
  }

  /// The bootstrap message.
  public let message: Bootstrap
  /// The files that mTLS to the control plane needs besides; empty in cleartext.
  public let secretFiles: [SecretFile]

  /// The bootstrap of an Envoy.
  ///
  /// - Throws: What is wrong with the options.
  public init(accessPoint point: AccessPoint, options: EnvoyBootstrapOptions) throws(EnvoyBootstrapError) {
    try Self.check(options)
    message = Bootstrap {
      $0.node = Self.node(of: point, options)
      $0.staticResources = Bootstrap.StaticResources {
        $0.listeners = [AdminWindow.listener(of: point, options)]
        $0.clusters = [ControlPlaneCluster.cluster(options), AdminWindow.cluster(options)]
      }
      $0.dynamicResources = Self.dynamicResources
      $0.admin = Admin {
        $0.address = .unixSocket(options.adminSocket)
        // A full Envoy can still be asked.
        $0.ignoreGlobalConnLimit = true
      }
      $0.statsConfig = StatsConfig { $0.statsMatcher = StatisticsFilter.matcher }
      $0.overloadManager = OverloadLimits.manager(options)
    }
    secretFiles = options.tls.map { ControlPlaneCluster.secretFiles($0, host: options.controlPlaneHost) } ?? []
  }

  /// The bootstrap as JSON, which Envoy reads as it reads YAML.
  public func jsonValue() throws(ProtobufError) -> JSONValue { try message.jsonValue(registry: EnvoyTypes.registry) }

  private static func check(_ options: EnvoyBootstrapOptions) throws(EnvoyBootstrapError) {
    if options.controlPlaneHost.isEmpty || options.controlPlanePort == 0 {
      throw EnvoyBootstrapError(.controlPlane, "the control plane has no host or no port; give both, as HOST:PORT")
    }
    // sockaddr_un.sun_path holds 108 bytes with the zero at the end (unix(7)).
    if options.adminSocket.isEmpty || options.adminSocket.utf8.count > 107 {
      throw EnvoyBootstrapError(.adminSocket, "the path of the admin socket has to have 1 to 107 bytes; choose another")
    }
    if options.maximumConnections == 0 {
      throw EnvoyBootstrapError(.maximumConnections, "an Envoy that accepts no connection serves nobody; allow some")
    }
    if let tls = options.tls {
      for path in [tls.certificate, tls.privateKey, tls.certificateAuthority, tls.secretDirectory] where path.isEmpty {
        throw EnvoyBootstrapError(.tlsFile, "mTLS needs a certificate, a key, a CA and a directory; name all of them")
      }
    }
  }

  /// Who this Envoy is: `EnvoyGroup` reads its group from it.
  private static func node(of point: AccessPoint, _ options: EnvoyBootstrapOptions) -> Node {
    Node {
      $0.id = options.nodeID ?? ""
      $0.cluster = point.cluster
      $0.metadata = ProtobufStruct(fields: [
        EnvoyGroup.namespaceKey: ProtobufValue(.string(point.namespace)),
        EnvoyGroup.accessPointKey: ProtobufValue(.string(point.name)),
      ])
    }
  }

  private static var dynamicResources: Bootstrap.DynamicResources {
    Bootstrap.DynamicResources {
      $0.ldsConfig = .ads
      $0.cdsConfig = .ads
      $0.adsConfig = ApiConfigSource {
        // Delta ADS: within ads_config the type is the non-aggregated one, Envoy refuses AGGREGATED_DELTA_GRPC here.
        $0.apiType = .deltaGrpc
        $0.transportApiVersion = .v3
        // The node is 61 KB (516 names of extensions in Envoy 1.40); once on a stream is enough.
        $0.setNodeOnFirstMessageOnly = true
        $0.grpcServices = [
          GrpcService {
            $0.targetSpecifier = .envoyGrpc(GrpcService.EnvoyGrpc { $0.clusterName = ControlPlaneCluster.name })
          }
        ]
      }
    }
  }
}
