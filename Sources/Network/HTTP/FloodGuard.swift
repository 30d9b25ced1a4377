/// The floods that one side of HTTP/2 can make of frames that cost it nothing, counted by the time that is passed in: for each
/// kind a bucket that holds `burst` and regains a tenth of it a second.
struct FloodGuards {
  /// What is counted, each by itself.
  enum Kind: Int {
    /// Streams that the other side resets, or that we must reset because of what it sent on them: both make us work for
    /// nothing.
    case resets
    /// PING frames, which are answered.
    case pings
    /// SETTINGS frames, which are answered.
    case settings
    /// Frames that say nothing: empty DATA that is not the end, PRIORITY, interim responses, GOAWAY again.
    case empties
  }

  private let burst: Float
  private var levels: SIMD4<Float>
  private var last: Duration
  /// Whether there was one too many of a kind.
  private(set) var isFlooded = false

  init(burst: Int, at now: Duration) {
    self.burst = Float(burst)
    levels = SIMD4(repeating: Float(burst))
    last = now
  }

  mutating func count(_ kind: Kind, at now: Duration) {
    if now > last {
      let passed = (now - last).components
      let seconds = Float(passed.seconds) + Float(passed.attoseconds) * 1e-18
      levels = (levels + seconds * burst / 10).clamped(
        lowerBound: SIMD4(repeating: 0), upperBound: SIMD4(repeating: burst))
      last = now
    }
    if levels[kind.rawValue] >= 1 {
      levels[kind.rawValue] -= 1
    } else {
      isFlooded = true
    }
  }
}
