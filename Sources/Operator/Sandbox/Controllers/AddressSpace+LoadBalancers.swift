/// Load balancers get their addresses from the end of the range, and pods theirs from the beginning: where a sandbox is
/// started again, no pod takes the address that a load balancer had before.
extension AddressSpace: LoadBalancerAddresses {
  /// The last address that nobody has; nil where there is none left.
  public func newAddress() async -> String? {
    for place in AddressRange.places.reversed() where (1...254).contains(place & 255) {
      let address = range.address(place)
      if take(address) { return address }
    }
    return nil
  }

  /// Takes back an address that an earlier run gave; false where it is none of these, or somebody has it.
  public func claim(_ address: String) async -> Bool { take(address) }
}
