/// Where the addresses of load balancers come from: a sandbox's part of 127.0.0.0/8.
public protocol LoadBalancerAddresses: Sendable {
  /// An address that nobody else has; nil where there is none left.
  func newAddress() async -> String?
  /// Takes back an address that an earlier run gave; false where it is none of these, or somebody has it.
  func claim(_ address: String) async -> Bool
  /// Gives an address back.
  func release(_ address: String) async
}
