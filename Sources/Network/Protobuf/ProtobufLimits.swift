/// What a reader accepts at the most.
public struct ProtobufLimits: Sendable, Hashable {
  /// The deepest nesting of messages; 100 is what the official implementations take.
  public var depth: Int
  /// The longest message, in bytes.
  public var size: Int

  /// Limits; the defaults are 100 levels and 64 MiB.
  public init(depth: Int = 100, size: Int = 64 << 20) {
    self.depth = depth
    self.size = size
  }
}
