/// How long to wait before the next try: twice as long each time, up to a bound, with jitter so that many do not come at once.
struct RetryDelay {
  private let first: Duration
  private let most: Duration
  private var next: Duration
  private var generator = SystemRandomNumberGenerator()

  init(first: Duration = .milliseconds(20), most: Duration = .seconds(1)) {
    self.first = first
    self.most = most
    next = first
  }

  /// The delay before the next try.
  mutating func take() -> Duration {
    let delay = next
    next = min(next * 2, most)
    return delay * Double.random(in: 0.8...1.2, using: &generator)
  }

  /// A try succeeded.
  mutating func reset() { next = first }
}
