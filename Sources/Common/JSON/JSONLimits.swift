/// What a reader accepts at the most.
public struct JSONLimits: Sendable, Hashable {
  /// The deepest nesting of lists and objects.
  public var depth: Int
  /// The longest text, in bytes.
  public var size: Int

  /// Limits; the defaults hold whatever an API server sends: 128 levels, 256 MiB.
  public init(depth: Int = 128, size: Int = 256 << 20) {
    self.depth = depth
    self.size = size
  }
}
