import ClusterTopology
import EnvoyAPI
import Protobuf

/// The cluster that the ADS stream goes to, with the keepalive that finds a control plane that is gone, and mTLS by
/// files.
enum ControlPlaneCluster {
  static let name = "xds_cluster"

  private static let certificateSecret = "xds-certificate"
  private static let authoritySecret = "xds-certificate-authority"

  /// HTTP/2 pings on an idle stream: after 30 s without an answer within 5 s the stream is opened anew, elsewhere if
  /// the name has other addresses. A stream without them may hang until TCP gives up, after 15 minutes and more.
  private static let pingInterval = ProtobufDuration.seconds(30)
  private static let pingTimeout = ProtobufDuration.seconds(5)

  static func cluster(_ options: EnvoyBootstrapOptions) -> Cluster {
    Cluster {
      $0.name = name
      let isAddress = IPAddress(options.controlPlaneHost) != nil
      $0.clusterDiscoveryType = .type(isAddress ? .static : .strictDns)
      if !isAddress { $0.dnsLookupFamily = .all }
      $0.connectTimeout = Tuning.connectTimeout
      $0.loadAssignment = loadAssignment(options)
      $0.typedExtensionProtocolOptions = [
        "envoy.extensions.upstreams.http.v3.HttpProtocolOptions": ProtobufAny(packing: http2)
      ]
      $0.upstreamConnectionOptions = UpstreamConnectionOptions { $0.tcpKeepalive = .standard }
      if let tls = options.tls { $0.transportSocket = transportSocket(tls, host: options.controlPlaneHost) }
    }
  }

  private static func loadAssignment(_ options: EnvoyBootstrapOptions) -> ClusterLoadAssignment {
    let host = IPAddress(options.controlPlaneHost)?.description ?? options.controlPlaneHost
    let address = Address {
      $0.address = .socketAddress(
        SocketAddress {
          $0.address = host
          $0.portSpecifier = .portValue(UInt32(options.controlPlanePort))
        })
    }
    return ClusterLoadAssignment {
      $0.clusterName = name
      $0.endpoints = [
        LocalityLbEndpoints {
          $0.lbEndpoints = [LbEndpoint { $0.hostIdentifier = .endpoint(Endpoint { $0.address = address }) }]
        }
      ]
    }
  }

  private static var http2: UpstreamHttpProtocolOptions {
    UpstreamHttpProtocolOptions {
      $0.upstreamProtocolOptions = .explicitHttpConfig(
        UpstreamHttpProtocolOptions.ExplicitHttpConfig {
          $0.protocolConfig = .http2ProtocolOptions(
            Http2ProtocolOptions {
              $0.connectionKeepalive = KeepaliveSettings {
                $0.interval = pingInterval
                $0.timeout = pingTimeout
              }
            })
        })
    }
  }

  // MARK: TLS

  private static func transportSocket(_ tls: EnvoyBootstrapOptions.TLS, host: String) -> TransportSocket {
    let context = UpstreamTlsContext {
      let name = tls.serverName ?? host
      if IPAddress(name) == nil { $0.sni = name }
      $0.commonTlsContext = CommonTlsContext {
        $0.alpnProtocols = ["h2"]
        $0.tlsParams = TlsParameters { $0.tlsMinimumProtocolVersion = .tLSv1_2 }
        $0.tlsCertificateSdsSecretConfigs = [secretConfig(certificateSecret, tls)]
        $0.validationContextType = .validationContextSdsSecretConfig(secretConfig(authoritySecret, tls))
      }
    }
    return TransportSocket {
      $0.name = "envoy.transport_sockets.tls"
      $0.configType = .typedConfig(ProtobufAny(packing: context))
    }
  }

  private static func path(_ secret: String, _ tls: EnvoyBootstrapOptions.TLS) -> String {
    tls.secretDirectory.hasSuffix("/")
      ? "\(tls.secretDirectory)\(secret).json" : "\(tls.secretDirectory)/\(secret).json"
  }

  private static func secretConfig(_ name: String, _ tls: EnvoyBootstrapOptions.TLS) -> SdsSecretConfig {
    SdsSecretConfig {
      $0.name = name
      $0.sdsConfig = ConfigSource {
        $0.resourceApiVersion = .v3
        $0.configSourceSpecifier = .pathConfigSource(
          PathConfigSource {
            $0.path = path(name, tls)
            $0.watchedDirectory = WatchedDirectory { $0.path = tls.secretDirectory }
          })
      }
    }
  }

  /// The files that name the certificates. Envoy reads those again when something is moved in their directory, as
  /// Kubernetes does with mounted Secrets; without `watched_directory` it would not notice.
  static func secretFiles(_ tls: EnvoyBootstrapOptions.TLS, host: String) -> [EnvoyBootstrap.SecretFile] {
    let certificate = TlsCertificate {
      $0.certificateChain = file(tls.certificate)
      $0.privateKey = file(tls.privateKey)
      $0.watchedDirectory = WatchedDirectory { $0.path = directory(of: tls.certificate) }
    }
    let authority = CertificateValidationContext {
      $0.trustedCa = file(tls.certificateAuthority)
      $0.watchedDirectory = WatchedDirectory { $0.path = directory(of: tls.certificateAuthority) }
      $0.matchTypedSubjectAltNames = [subject(tls.serverName ?? host)]
    }
    return [
      secretFile(certificateSecret, .tlsCertificate(certificate), tls),
      secretFile(authoritySecret, .validationContext(authority), tls),
    ]
  }

  /// The control plane's certificate has to be for this name or address.
  private static func subject(_ name: String) -> SubjectAltNameMatcher {
    SubjectAltNameMatcher {
      let address = IPAddress(name)
      $0.sanType = address == nil ? .dns : .ipAddress
      $0.matcher = StringMatcher { $0.matchPattern = .exact(address?.description ?? name) }
    }
  }

  private static func secretFile(
    _ name: String, _ type: Secret.TypeOneOf, _ tls: EnvoyBootstrapOptions.TLS
  ) -> EnvoyBootstrap.SecretFile {
    let secret = Secret {
      $0.name = name
      $0.type = type
    }
    let content = DiscoveryResponse { $0.resources = [ProtobufAny(packing: secret)] }
    return EnvoyBootstrap.SecretFile(path: path(name, tls), content: content)
  }

  private static func file(_ path: String) -> DataSource { DataSource { $0.specifier = .filename(path) } }

  private static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
