/// Load balancers get their addresses where pods do.
extension AddressSpace: LoadBalancerAddresses {
  /// An address that nobody else has; nil where there is none left.
  public func newAddress() async -> String? { try? address() }

  /// Takes back an address that an earlier run gave.
  public func claim(_ address: String) async -> Bool { take(address) }

  /// Gives an address back.
  public func release(_ address: String) async { give(back: address) }

  /// `release`, which a function that waits cannot call by its own name.
  private func give(back address: String) {
    let release: (String) -> Void = self.release
    release(address)
  }
}
