/// What a reader accepts at the most.
public struct JSONLimits: Sendable, Hashable {
  /// Reading takes stack for each level: no limit allows more than this.
  static let deepest = 1000

  /// The deepest nesting of lists and objects; more than 1,000 counts as 1,000.
  public var depth: Int
  /// The longest text, in bytes.
  public var size: Int

  /// Limits; the defaults hold whatever an API server sends: 128 levels, 256 MiB.
  public init(depth: Int = 128, size: Int = 256 << 20) {
    self.depth = depth
    self.size = size
  }
}
