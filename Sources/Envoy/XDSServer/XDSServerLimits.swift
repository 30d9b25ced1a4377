/// How much a server takes of all its clients together: defaults for 10,000 Envoys, which may all come from one address
/// (NAT).
public struct XDSServerLimits: Sendable, Hashable {
  /// The most connections that are open at a time: 20,000.
  public var maximumConnections = 20_000
  /// The most of them from one IPv4 address, or one /64 network of IPv6: nil, the default, for four fifths of all.
  public var maximumConnectionsPerPeer: Int?
  /// How long a connection may live before it is ended gently (GOAWAY), give or take a tenth: its Envoy comes back, maybe
  /// to another replica, and shows its certificate anew. Nil, the default, for ever.
  public var maximumConnectionAge: Duration?
  /// The most bytes of unfinished requests that are held for all connections: 128 MiB. Beyond, whoever holds more than its
  /// 512th part is refused; at twice as much, everyone.
  public var maximumHeldRequestBytes = 128 << 20

  /// The defaults.
  public init() {}
}
