/// What a reader accepts at the most.
public struct YAMLLimits: Sendable, Hashable {
  /// The longest text, in bytes.
  public var size: Int
  /// The deepest nesting, with what aliases stand for; more than 1,000 counts as 1,000.
  public var depth: Int
  /// The most values in a text, keys too, with what its aliases stand for counted each time.
  public var values: Int
  /// The most bytes in a text's scalars, with what its aliases stand for counted each time.
  public var expansion: Int

  /// Limits; the defaults are 16 MiB, 100 levels, a million values, 32 MiB of scalars.
  public init(size: Int = 16 << 20, depth: Int = 100, values: Int = 1_000_000, expansion: Int = 32 << 20) {
    self.size = size
    self.depth = depth
    self.values = values
    self.expansion = expansion
  }

  /// Reading takes stack for each level: no limit allows more than a thousand.
  var usableDepth: Int { min(depth, 1000) }
}
