/// A name that resolves in the sandbox, besides those of Pods and Services: a cluster's name outside, say.
public struct PublishedName: Sendable, Hashable {
  /// The name, without a dot at the end.
  public var name: String
  /// The addresses; none: the name does not exist.
  public var addresses: [String]

  /// A name.
  public init(_ name: String, addresses: [String]) {
    self.name = name
    self.addresses = addresses
  }
}
