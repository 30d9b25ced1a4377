/// How an API server proves who it is.
public struct ServerTrust: Sendable, Hashable {
  /// The certificates of authorities, in PEM; nil for the system's.
  public var certificateAuthority: [UInt8]?
  /// The file that they came from, where it may be written anew; nil for what stood in the configuration itself.
  public var certificateAuthorityFile: String?
  /// The name that the server's certificate must have; nil for the host's.
  public var serverName: String?
  /// Whether the server's certificate is not looked at.
  public var isUnchecked: Bool

  /// What is trusted.
  public init(
    certificateAuthority: [UInt8]? = nil, certificateAuthorityFile: String? = nil, serverName: String? = nil,
    isUnchecked: Bool = false
  ) {
    self.certificateAuthority = certificateAuthority
    self.certificateAuthorityFile = certificateAuthorityFile
    self.serverName = serverName
    self.isUnchecked = isUnchecked
  }
}
