/// A value that lives on one event loop and may be handed across threads, but touched on the loop's thread only.
///
/// Touching it elsewhere ends the process: that would be a data race.
public final class LoopConfined<Value>: @unchecked Sendable {
  /// The loop that the value lives on.
  public let loop: EventLoop
  private var value: Value

  /// Confines `value`; on the loop's thread only.
  public init(_ value: Value, on loop: EventLoop) {
    loop.requireCurrent()
    self.loop = loop
    self.value = value
  }

  /// Gives the value; on the loop's thread only.
  public func withValue<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    loop.requireCurrent()
    return try body(&value)
  }
}
