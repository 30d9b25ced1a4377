/// The floods that one side of HTTP/2 can make of frames that cost it nothing, counted by the time that is passed in: for each
/// kind a bucket that holds `burst` and regains a tenth of it a second.
struct FloodGuards {
  /// What is counted, each by itself.
  enum Kind: Int {
    /// Streams that the other side resets, or that we must reset because of what it sent on them: both make us work for
    /// nothing.
    case resets
    /// PING frames, which are answered; those that no data of ours explains.
    case pings
    /// SETTINGS frames, which are answered.
    case settings
    /// Frames that say nothing: empty DATA that is not the end, PRIORITY, interim responses, GOAWAY again, and
    /// WINDOW_UPDATE that no data of ours explains.
    case empties
  }

  /// What a frame of data may be answered with: an update of its stream's window, one of the connection's, and one to spare.
  private static let updatesOfAFrame: Int32 = 3
  /// So many updates may be behind; more than a client that keeps the rules collects.
  private static let mostUpdates: Int32 = 1 << 16
  /// The same of PING frames.
  private static let mostPings: Int32 = 256
  /// The same of late resets: ten times what a client with 100 streams at a time can have on the way.
  private static let mostLateResets: Int32 = 1_000

  private let burst: Float
  private var updates: Int32 = 64
  private var pings: Int32 = 0
  private var lateResets: Int32 = 0
  private var levels: SIMD4<Float>
  private var last: Duration
  /// Whether there was one too many of a kind.
  private(set) var isFlooded = false

  init(burst: Int, at now: Duration) {
    self.burst = Float(burst)
    levels = SIMD4(repeating: Float(burst))
    last = now
  }

  /// A frame of data, or the beginning of a stream, which a window may be opened for.
  mutating func allowWindowUpdates() { updates = min(updates + Self.updatesOfAFrame, Self.mostUpdates) }

  /// A frame of data, whose arrival the other side may time with a PING, as gRPC does to measure the bandwidth.
  mutating func allowPing() { pings = min(pings + 1, Self.mostPings) }

  /// A PING came.
  mutating func countPing(at now: Duration) {
    if pings > 0 { pings -= 1 } else { count(.pings, at: now) }
  }

  /// A window was opened.
  mutating func countWindowUpdate(at now: Duration) {
    if updates > 0 { updates -= 1 } else { count(.empties, at: now) }
  }

  /// A stream is over, which the other side may reset once more: libcurl 7.88 does it with each stream that both sides have
  /// ended.
  mutating func allowLateReset() { lateResets = min(lateResets + 1, Self.mostLateResets) }

  /// A reset of a stream that is over came. Nobody works on it any more, so it is no rapid reset (CVE-2023-44487), but nobody
  /// needs more of them than there were streams.
  mutating func countLateReset(at now: Duration) {
    if lateResets > 0 { lateResets -= 1 } else { count(.resets, at: now) }
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
