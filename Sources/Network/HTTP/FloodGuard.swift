/// Counts what a client does too often by the time that is passed in: a bucket that holds `burst` and regains a tenth of it a second.
struct FloodGuard {
  private let burst: Double
  private var level: Double
  private var last: Duration

  init(burst: Int, at now: Duration) {
    self.burst = Double(burst)
    level = Double(burst)
    last = now
  }

  /// Counts one; false where it is one too many.
  mutating func admit(at now: Duration) -> Bool {
    let passed = now - last
    let seconds = Double(passed.components.seconds) + Double(passed.components.attoseconds) * 1e-18
    level = min(burst, level + max(0, seconds) * burst / 10)
    last = now
    guard level >= 1 else { return false }
    level -= 1
    return true
  }
}
