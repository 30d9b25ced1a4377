/// One series of a counter. Cheap to keep and to add to from any thread; it never goes down.
public final class Counter: Sendable {
  private let number = AtomicDouble()

  init() {}

  /// What was counted.
  public var value: Double { number.value }

  /// Adds to it; a negative amount, or one that is not a number, is ignored.
  public func increment(by amount: Double = 1) {
    if amount >= 0 { number.add(amount) }
  }

  /// Sets it to what is counted elsewhere.
  public func set(to value: Double) { number.set(value) }
}
