/// Where the Envoys of a cluster find the control plane, and how they prove to it who they are.
public struct ControlPlaneEndpoint: Sendable, Hashable {
  /// How the connection is protected.
  public enum Security: Sendable, Hashable {
    /// By mutual TLS. The Secret holds `tls.crt`, `tls.key` and `ca.crt`; the certificate names the cluster by a URI name
    /// with the path `/envoy/<namespace>/<cluster>`. nil: the Secret `<cluster>-envoy-xds`.
    case mutualTLS(secret: String?)
    /// Not at all; then anyone who reaches the control plane may ask it for everything.
    case cleartext
  }

  /// The name of the control plane's Service where no host is given.
  public static let defaultService = "koperator-xds"
  /// The port where none is given: that of `koperator serve`.
  public static let defaultPort: UInt16 = 18_000

  /// The host; nil: the Service `koperator-xds` in the namespace of the cluster.
  public var host: String?
  /// The port.
  public var port: UInt16
  /// How the connection is protected.
  public var security: Security

  /// An endpoint.
  public init(host: String? = nil, port: UInt16 = defaultPort, security: Security = .mutualTLS(secret: nil)) {
    self.host = host
    self.port = port
    self.security = security
  }
}
