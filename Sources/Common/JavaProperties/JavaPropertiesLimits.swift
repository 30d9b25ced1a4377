/// What a reader of properties accepts at the most.
public struct JavaPropertiesLimits: Sendable, Hashable {
  /// The longest text, in bytes.
  public var size: Int
  /// The most properties, those that are written twice counted twice.
  public var count: Int

  /// Limits; the defaults hold whatever fits into an object of Kubernetes (1 MiB), and 10,000 properties.
  public init(size: Int = 1 << 20, count: Int = 10_000) {
    self.size = size
    self.count = count
  }
}
