/// So many at once, and then one more after each interval: a rate as a value.
struct EventTokens: Sendable, Hashable {
  private let size: Int
  private let interval: Duration
  private var tokens: Int
  /// Up to when tokens were filled in.
  private var filledAt: Duration

  init(size: Int, interval: Duration, at now: Duration) {
    self.size = max(size, 1)
    self.interval = max(interval, .nanoseconds(1))
    tokens = self.size
    filledAt = now
  }

  /// Takes a token, if there is one.
  mutating func take(at now: Duration) -> Bool {
    fill(at: now)
    guard tokens > 0 else { return false }
    tokens -= 1
    return true
  }

  /// When there is a token.
  mutating func freeFrom(at now: Duration) -> Duration {
    fill(at: now)
    return tokens > 0 ? now : filledAt + interval
  }

  /// From when on it is as good as a new one.
  var fullFrom: Duration { filledAt + interval * (size - tokens) }

  private mutating func fill(at now: Duration) {
    guard now > filledAt else { return }
    let more = (now - filledAt) / interval
    if more >= Double(size - tokens) {
      tokens = size
      filledAt = now
    } else {
      tokens += Int(more)
      filledAt += interval * Int(more)
    }
  }
}
