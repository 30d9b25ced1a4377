/// A gRPC service that shares a listener with others, its TLS and its limits. The listener's owner reads the bytes and finds
/// the service by the method's path; the service gets whole messages.
public protocol GRPCService: AnyObject, Sendable {
  /// The paths that it serves, such as `/package.Service/Method`, with the largest message of each, in bytes.
  var methods: [String: Int] { get }

  /// A call of one of its methods began. It is called on the loop of the call's connection.
  ///
  /// - Returns: What is told of the call from now on; nil where the service has finished the call.
  func begin(_ call: any GRPCServiceCall, _ head: GRPCCallHead, from peer: GRPCPeer) -> (any GRPCCallHandler)?

  /// The server goes away: all calls are to be finished. It may be called from any thread.
  func shutdown()
}

/// What a service does to one call. It may be used from any thread, and for as long as anyone holds it: on a call that is
/// over nothing happens.
public protocol GRPCServiceCall: AnyObject, Sendable {
  /// Sends a message. A caller that does not read what is sent loses the call.
  func send(_ message: [UInt8])
  /// Ends the call with a status. `GRPCCallHandler.ended` follows.
  func finish(_ status: GRPCStatus)
}

/// What is told of one call, on the loop of its connection. Nothing is told after `ended`.
public protocol GRPCCallHandler: AnyObject {
  /// A message came, whole.
  ///
  /// - Parameter now: In monotonic time.
  func received(_ message: [UInt8], at now: Duration)
  /// The call is over: it was finished, the caller said that it sends no more, or the connection is gone.
  func ended(at now: Duration)
}

/// Who calls.
public struct GRPCPeer: Sendable, Hashable {
  /// What a certificate says of its owner.
  public struct Certificate: Sendable, Hashable {
    /// The subject, as RFC 2253 writes it.
    public let subject: String
    /// The URI names, as SPIFFE has them.
    public let uriNames: [String]

    /// Made by hand, by whoever reads certificates.
    public init(subject: String, uriNames: [String]) {
      self.subject = subject
      self.uriNames = uriNames
    }
  }

  /// The address, for people.
  public let address: String
  /// Whether it is on this machine: the loopback network, or a socket of the file system.
  public let isLocal: Bool
  /// The certificate that it showed; nil where the server asks for none.
  public let certificate: Certificate?

  /// A peer.
  public init(address: String, isLocal: Bool, certificate: Certificate?) {
    self.address = address
    self.isLocal = isLocal
    self.certificate = certificate
  }
}
