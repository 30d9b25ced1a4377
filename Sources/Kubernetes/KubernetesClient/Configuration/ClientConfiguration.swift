/// All that a client needs to know of an API server and of itself.
public struct ClientConfiguration: Sendable, Hashable {
  /// Where the server is.
  public var server: ServerAddress
  /// How the server proves who it is.
  public var trust: ServerTrust
  /// The proxy to go through, as a URL; nil for what the environment says.
  public var proxyURL: String?
  /// How the client proves who it is.
  public var credentials: ClientCredentials
  /// The namespace that is meant where none is named.
  public var namespace: String

  /// A configuration.
  public init(
    server: ServerAddress, trust: ServerTrust = ServerTrust(), proxyURL: String? = nil,
    credentials: ClientCredentials = ClientCredentials(), namespace: String = "default"
  ) {
    self.server = server
    self.trust = trust
    self.proxyURL = proxyURL
    self.credentials = credentials
    self.namespace = namespace
  }
}
