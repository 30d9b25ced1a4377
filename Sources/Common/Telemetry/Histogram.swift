import Synchronization

/// One series of a histogram: how many observations fell under each bound, and their sum.
public final class Histogram: Sendable {
  struct Content {
    /// Observations by bucket, each counted once; the last bucket has no bound.
    var buckets: [UInt64]
    var sum = 0.0
  }

  let bounds: [Double]
  private let state: Mutex<Content>

  init(bounds: [Double]) {
    self.bounds = bounds
    state = Mutex(Content(buckets: [UInt64](repeating: 0, count: bounds.count + 1)))
  }

  var content: Content { state.withLock { $0 } }

  /// Adds an observation, in the metric's unit; what is not a number is ignored.
  public func observe(_ value: Double) {
    if value.isNaN { return }
    var bucket = 0
    while bucket < bounds.count, value > bounds[bucket] { bucket += 1 }
    state.withLock { content in
      content.buckets[bucket] += 1
      content.sum += value
    }
  }
}
