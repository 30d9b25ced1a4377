/// The bounds of a listener.
public struct ListenerConfiguration: Sendable {
  /// The most connections that are open at a time; further ones are closed at once.
  public var maximumConnections = 20_000
  /// The most connections that one peer has open at a time; further ones are closed at once. A peer is an IPv4 address, or
  /// the /64 network of an IPv6 address; those of unix sockets are not counted. Nil is four fifths of all: clients that come through
  /// one translated address (NAT) have room, and a fifth is left to others.
  public var maximumConnectionsPerPeer: Int?
  /// The most connections whose TLS handshake is not done. Where there are as many, the next wait to be accepted, and the
  /// oldest ones that keep us waiting for longer than `minimumHandshakeTime` are given up for them. One costs some 2 KB
  /// until its first bytes come, and 50 KB then.
  public var maximumHandshakes = 2_048
  /// How long a TLS handshake may take in any case, however many wait: a crowd that comes back at once from one slow machine
  /// has this time.
  public var minimumHandshakeTime: Duration = .seconds(2)
  /// How long a TLS handshake may take, from the connection's beginning, however its bytes come.
  public var setupDeadline: Duration = .seconds(10)
  /// The most bytes that wait for the peers of all connections together, beside `uncountedQueuedBytes` of each; where more
  /// wait, the connection with the most is cut. They are counted in steps of 4 KiB.
  public var maximumQueuedBytes = 1 << 30
  /// How many bytes that wait for one peer are not counted. An array that waits on many connections is held once but would
  /// count on each: 10,000 Envoys that are behind by one change would look like gigabytes, and the slowest be cut. Hundreds of
  /// brokers on one port make 400 KB.
  public var uncountedQueuedBytes = 1 << 20
  /// How many connections may wait to be accepted: after a restart every client comes back at the same time.
  public var backlog: Int32 = 4096
  /// Whether `[::]` means IPv6 only; else it means every address, IPv4's too.
  public var isIPv6Only = false
  /// The bounds of each connection.
  public var limits = ConnectionLimits()

  /// The defaults.
  public init() {}
}
