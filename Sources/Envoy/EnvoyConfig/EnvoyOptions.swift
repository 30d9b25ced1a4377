public import ClusterTopology

/// What the manifest does not say about an access point's Envoys: it belongs to where they run.
public struct EnvoyOptions: Sendable, Hashable {
  /// The address that every listener binds. `::` takes IPv4 too.
  public var listenAddress: IPAddress
  /// Whether the listeners of an access point bind the address of its load balancer instead, and its ports: for Envoys that
  /// have that address themselves. Who makes the resources then says `listenAddress` for each access point.
  public var bindsLoadBalancers: Bool

  /// Options; without an address listeners bind every IPv4 address.
  public init(listenAddress: IPAddress = .everyIPv4Address, bindsLoadBalancers: Bool = false) {
    self.listenAddress = listenAddress
    self.bindsLoadBalancers = bindsLoadBalancers
  }

  /// The port that Envoy binds for the whole cluster. A load balancer leads its own to that of Envoy; where there is none
  /// between, Envoy's is the one that clients know.
  func clusterPort(of point: AccessPoint) -> UInt16 {
    bindsLoadBalancers ? point.anyCastPort : point.ingressControllerTargetPort
  }
}
