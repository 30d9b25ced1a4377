/// One series of a gauge. Cheap to keep and to set from any thread.
public final class Gauge: Sendable {
  private let number = AtomicDouble()

  init() {}

  /// What it shows.
  public var value: Double { number.value }

  /// Sets it.
  public func set(to value: Double) { number.set(value) }

  /// Adds to it; a negative amount takes away.
  public func add(_ amount: Double) { number.add(amount) }
}
