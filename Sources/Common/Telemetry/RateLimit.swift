/// Decides which of many like messages are written: at most `burst` of a key in each `interval`.
///
/// A key's interval begins with its first message; the message that begins the next one tells how many were held back.
/// It holds at most `capacity` keys: past that, new keys share one allowance until intervals end, so that a stranger
/// who invents keys gains neither memory nor lines.
public struct RateLimit: Sendable {
  /// What is decided of a message.
  public enum Decision: Sendable, Hashable {
    /// It is written; so many of its key were held back since the last that was.
    case admitted(suppressed: Int)
    /// It is held back.
    case refused
  }

  private struct Allowance {
    var end: Duration
    var left: Int
    var suppressed = 0
  }

  private let burst: Int
  private let interval: Duration
  private let capacity: Int
  private var allowances: [String: Allowance] = [:]
  private var others: Allowance?
  private var nextSweep: Duration?

  /// - Parameters:
  ///   - burst: Messages of a key in an interval, at least 1.
  ///   - interval: How long an allowance lasts.
  ///   - capacity: How many keys are told apart.
  public init(burst: Int = 5, interval: Duration = .seconds(60), capacity: Int = 1000) {
    self.burst = max(1, burst)
    self.interval = interval
    self.capacity = max(0, capacity)
  }

  /// How many keys are held; never more than the capacity.
  public var count: Int { allowances.count }

  /// Decides on a message.
  ///
  /// - Parameter now: The time since any fixed origin; it must not go back.
  public mutating func admit(_ key: String, at now: Duration) -> Decision {
    if allowances[key] == nil, allowances.count >= capacity { sweep(at: now) }
    if allowances[key] != nil || allowances.count < capacity {
      return decide(&allowances[key, default: Allowance(end: now + interval, left: burst)], at: now)
    }
    var allowance = others ?? Allowance(end: now + interval, left: burst)
    let decision = decide(&allowance, at: now)
    others = allowance
    return decision
  }

  private func decide(_ allowance: inout Allowance, at now: Duration) -> Decision {
    let suppressed = allowance.suppressed
    if now >= allowance.end { allowance = Allowance(end: now + interval, left: burst, suppressed: suppressed) }
    guard allowance.left > 0 else {
      allowance.suppressed += 1
      return .refused
    }
    allowance.left -= 1
    allowance.suppressed = 0
    return .admitted(suppressed: suppressed)
  }

  /// Forgets keys whose interval is over, at most eight times an interval.
  private mutating func sweep(at now: Duration) {
    if let nextSweep, now < nextSweep { return }
    nextSweep = now + interval / 8
    allowances = allowances.filter { now < $0.value.end }
  }
}
