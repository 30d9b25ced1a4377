public import ClusterTopology

/// What the manifest does not say about an access point's Envoys: it belongs to where they run.
public struct EnvoyOptions: Sendable, Hashable {
  /// The address that every listener binds. `::` takes IPv4 too.
  public var listenAddress: IPAddress

  /// Options; without an address listeners bind every IPv4 address.
  public init(listenAddress: IPAddress = .everyIPv4Address) { self.listenAddress = listenAddress }
}
