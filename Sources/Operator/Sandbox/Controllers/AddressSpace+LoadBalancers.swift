extension AddressSpace: LoadBalancerAddresses {
  /// An address that nobody else has; nil where there is none left.
  public func newAddress() async -> String? { try? address() }

  /// Takes back an address that an earlier run gave; false where it is none of these, or somebody has it.
  public func claim(_ address: String) async -> Bool { take(address) }
}
