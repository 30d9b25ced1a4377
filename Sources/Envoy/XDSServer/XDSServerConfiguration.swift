public import Transport

/// What an xDS server is told when it is made.
public struct XDSServerConfiguration: Sendable {
  /// Where it listens.
  public var address: NetworkAddress
  /// The certificate, and the CA of clients, for TLS; nil serves cleartext.
  public var tls: TLSContext?
  /// What the server calls itself towards Envoy (`control_plane.identifier`): the replica and its build.
  public var identifier: String
  /// The largest request that is read, in bytes: 32 MiB (`initial_resource_versions` and names grow with a cluster).
  public var maximumMessageSize = 32 << 20
  /// What it takes of all clients together.
  public var limits = XDSServerLimits()
  /// Where the jitter of retries comes from: another number on each replica.
  public var seed: UInt64 = .random(in: 0...UInt64.max)
  /// How often a connection that is quiet is asked whether it lives; nil for never. One that does not answer is closed.
  public var keepaliveInterval: Duration? = .seconds(30)
  /// How long `shutdown` waits for streams to end, in monotonic time.
  public var shutdownGrace: Duration = .seconds(5)

  /// A configuration with the defaults.
  public init(address: NetworkAddress, tls: TLSContext? = nil, identifier: String) {
    self.address = address
    self.tls = tls
    self.identifier = identifier
  }
}
