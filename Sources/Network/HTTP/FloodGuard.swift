/// Counts what a client does too often by the time that is passed in: a bucket that holds `burst` and regains a tenth of it
/// a second.
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

/// The floods that an HTTP/2 client can make of frames that cost it nothing.
struct FloodGuards {
  /// What is counted, each by itself.
  enum Kind: Int, CaseIterable {
    /// Streams that the client resets, or that we must reset because of what it sent on them: both make us work for nothing.
    case resets
    /// PING frames, which are answered.
    case pings
    /// SETTINGS frames, which are answered.
    case settings
    /// Frames that say nothing: empty DATA that is not the end, and PRIORITY.
    case empties
  }

  private var guards: [FloodGuard]
  /// Whether there was one too many of a kind.
  private(set) var isFlooded = false

  init(burst: Int, at now: Duration) {
    guards = Array(repeating: FloodGuard(burst: burst, at: now), count: Kind.allCases.count)
  }

  mutating func count(_ kind: Kind, at now: Duration) {
    if !guards[kind.rawValue].admit(at: now) { isFlooded = true }
  }
}
