public import ClusterTopology

/// What a bootstrap file needs besides the access point: where the control plane is, and how this Envoy runs.
public struct EnvoyBootstrapOptions: Sendable, Hashable {
  /// mTLS to the control plane by files that may be replaced while Envoy runs.
  public struct TLS: Sendable, Hashable {
    /// The path of Envoy's certificate chain (PEM).
    public var certificate: String
    /// The path of its private key (PEM), in the directory of the certificate.
    public var privateKey: String
    /// The path of the CA certificates that the control plane's certificate comes from (PEM).
    public var certificateAuthority: String
    /// The directory in which the secret files of the bootstrap are put.
    public var secretDirectory: String
    /// The name in the control plane's certificate; nil means the host that is connected to.
    public var serverName: String?

    /// Files.
    public init(
      certificate: String, privateKey: String, certificateAuthority: String, secretDirectory: String,
      serverName: String? = nil
    ) {
      self.certificate = certificate
      self.privateKey = privateKey
      self.certificateAuthority = certificateAuthority
      self.secretDirectory = secretDirectory
      self.serverName = serverName
    }
  }

  /// The control plane's address or name. Of a name all addresses are used, and resolved again.
  public var controlPlaneHost: String
  /// The control plane's port.
  public var controlPlanePort: UInt16
  /// Who this Envoy is; nil where `--service-node` says it. It should be unique.
  public var nodeID: String?
  /// The address that the admin port binds.
  public var listenAddress: IPAddress
  /// The Unix socket of the admin interface, at most 107 bytes (Linux's `sun_path`); who can open it controls Envoy.
  public var adminSocket: String
  /// Connections that this Envoy accepts. Keep it below half of the limit of open files: each takes two.
  public var maximumConnections: UInt32
  /// The heap at which Envoy stops accepting connections, in bytes; nil: no limit.
  public var maximumHeapBytes: UInt64?
  /// Whether who comes from the loopback may take the Envoy out of service (`POST /healthcheck/fail` on the admin port).
  /// Only where nobody else shares its network namespace, as in a Pod: that is how a Pod drains before it stops.
  public var drainsByLoopback: Bool
  /// mTLS to the control plane; nil: cleartext.
  public var tls: TLS?

  /// The default of `maximumConnections`: with both sides 100,000 open files, a tenth of what container runtimes allow,
  /// and at most 13 GB of buffers if every client were slow.
  public static let defaultMaximumConnections: UInt32 = 50_000

  /// Options.
  public init(controlPlaneHost: String, controlPlanePort: UInt16) {
    self.controlPlaneHost = controlPlaneHost
    self.controlPlanePort = controlPlanePort
    listenAddress = .everyIPv4Address
    adminSocket = "/tmp/envoy-admin.sock"
    maximumConnections = Self.defaultMaximumConnections
    drainsByLoopback = false
  }
}

/// A bootstrap file cannot be made with these options.
public struct EnvoyBootstrapError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Code: Sendable, Hashable {
    /// There is no host or no port of the control plane.
    case controlPlane
    /// The path of the admin socket is empty or too long.
    case adminSocket
    /// Envoy may accept no connection.
    case maximumConnections
    /// A path of the TLS files is empty.
    case tlsFile
  }

  /// What is wrong.
  public let code: Code
  /// What is wrong, and what to do about it.
  public let message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The same options fail again.
  public var isRetryable: Bool { false }

  /// The message.
  public var description: String { message }
}
