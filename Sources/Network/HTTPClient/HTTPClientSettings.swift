/// Which proxy requests go through.
public enum HTTPClientProxy: Sendable, Hashable {
  /// What `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy` say; each but the first may be in upper case (`HTTP_PROXY` is
  /// not looked at: for CGI programs it is a header of the request's).
  case fromEnvironment
  /// None.
  case none
  /// This one, for all hosts; it may name a user, whom it alone is shown.
  case url(String)
}

/// The bounds of a client and what all its requests share.
public struct HTTPClientSettings: Sendable, Hashable {
  /// What requests say of who makes them. A name that begins with `curl/` makes kube-apiserver indent its JSON.
  public var userAgent = "koperator"
  /// The most requests that are under way at a time; more wait. Streams that stay open count. Up to 100, which RFC 9113 §6.5.2
  /// asks servers to allow, those to one host share one connection; beyond it, libcurl opens a connection for almost each
  /// request of a burst, up to `maximumConnectionsPerHost`.
  public var maximumConcurrentRequests = 100
  /// The most requests that are under way or wait; more fail at once with `tooManyRequests`.
  public var maximumRequests = 4_096
  /// The most connections to one host. By TLS, all requests with the same credentials share one connection until it has no
  /// stream left; in the clear, each request under way needs its own.
  public var maximumConnectionsPerHost = 32
  /// The most connections altogether, idle ones included.
  public var maximumConnections = 128
  /// The most bytes of an answer's header fields, trailers and interim answers included.
  public var maximumHeaderBytes = 64 << 10
  /// How long a connection may take to be there, with the look-up of the name and the TLS handshake.
  public var connectDeadline: Duration = .seconds(10)
  /// How long bytes that were sent may stay unacknowledged before the connection counts as lost (TCP_USER_TIMEOUT): a server
  /// that vanished without a word takes the requests of a shared connection with it no longer than this.
  public var acknowledgementDeadline: Duration = .seconds(20)
  /// How long a connection is silent before its other end is asked for a sign of life (TCP keepalive).
  public var keepaliveInterval: Duration = .seconds(30)
  /// Which proxy requests go through.
  public var proxy = HTTPClientProxy.fromEnvironment

  /// The defaults.
  public init() {}
}
