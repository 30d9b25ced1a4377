public import ClusterTopology

/// How a broker is, by what its agent says: a state machine without clock or I/O.
///
/// What it remembers is a verdict (undecided, serving, failing), the last tries, and how long the agent has been silent.
///
/// - The first good try decides for serving, also of a broker that was refused while it started: there is nothing to be damped
///   before it has served once.
/// - A proof decides for failing at once. Bad tries do when there are enough of them in their window.
/// - A failing broker serves again when enough of the last tries were good.
/// - After a short silence it is unknown, and what it was before when the agent speaks again. After a long one it is
///   unreachable, and failing when the agent speaks again. A broker that has left is unreachable at once.
///
/// A try is what a report says of Kafka, and each later message of the agent, an interval apart, that says nothing new: then
/// the last answer was given again.
public struct BrokerHealthMachine: Sendable, Hashable {
  /// How long the agent has not spoken.
  public enum Silence: Sendable, Hashable {
    /// It speaks.
    case none
    /// Too long to rely on what it said.
    case short
    /// So long that the broker is gone, or it said that the broker has left.
    case long
  }

  private enum Verdict {
    case undecided
    case serving
    case failing
  }

  /// How long the agent has not spoken.
  public private(set) var silence = Silence.none
  /// Why it is not healthy, in words; empty where it is.
  public var reason: String {
    switch silence {
    case .none: verdict == .serving ? "" : words
    case .short: "the agent is silent"
    case .long: hasLeft ? "the agent said that the broker left" : "the agent is silent for long"
    }
  }

  private let damping: AgentServiceLimits.Damping
  private var verdict = Verdict.undecided
  private var words = "the agent has not asked Kafka yet"
  /// Whether each of the last tries was good, the newest last.
  private var tries: [Bool] = []
  private var sight = BrokerSight.nothing
  private var lastTry: Duration?
  private var hasLeft = false
  /// Whether it has served once.
  private var hasServed = false

  /// Nothing known.
  public init(damping: AgentServiceLimits.Damping = AgentServiceLimits.Damping()) { self.damping = damping }

  /// How the broker is.
  public var health: BrokerHealth {
    switch silence {
    case .short: return .unknown
    case .long: return .unreachable
    case .none: break
    }
    switch verdict {
    case .undecided: return .unknown
    case .serving: return .healthy
    case .failing: return .unhealthy
    }
  }

  /// Takes what a report says.
  ///
  /// - Parameters:
  ///   - streak: How many tries in a row ended like this, by the agent's count; 0 where the report does not speak of Kafka:
  ///     then it is a try only where it changes what is seen, or an interval has passed.
  ///   - interval: Between two tries.
  public mutating func see(_ next: BrokerSight, streak: UInt32, interval: Duration, at now: Duration) {
    speaks()
    let isSame = sight == next
    sight = next
    switch next {
    case .nothing: break
    case .proven(let words):
      verdict = .failing
      self.words = words
      tries = []
      lastTry = now
    case .serves, .doubtful:
      let isGood = next == .serves
      if streak == 0 {
        // A process that is there again lets an answer count that was given before.
        return isSame ? hear(interval: interval, at: now) : note(isGood, times: 1, at: now)
      }
      let known = tries.reversed().prefix { $0 == isGood }.count
      let most = max(damping.tries, damping.recoveryTries)
      note(isGood, times: max(1, min(Int(streak), most) - known), at: now)
    }
  }

  /// Takes a message that says nothing new of the broker.
  public mutating func hear(interval: Duration, at now: Duration) {
    speaks()
    // Messages that are late or early by a part of an interval are each a try; those that come on top of them are none.
    if let lastTry, now - lastTry < interval * 3 / 4 { return }
    switch sight {
    case .nothing, .proven: break
    case .serves: note(true, times: 1, at: now)
    case .doubtful: note(false, times: 1, at: now)
    }
  }

  /// The agent does not speak.
  public mutating func fallSilent(_ next: Silence) {
    silence = next
    guard next == .long else { return }
    verdict = .failing
    words = "the agent was silent"
    tries = []
    lastTry = nil
  }

  /// The agent said that the broker left.
  public mutating func leave() {
    fallSilent(.long)
    sight = .nothing
    hasLeft = true
  }

  private mutating func speaks() {
    silence = .none
    hasLeft = false
  }

  private mutating func note(_ isGood: Bool, times: Int, at now: Duration) {
    lastTry = now
    for _ in 0..<times {
      tries.append(isGood)
      decide()
    }
    let most = max(damping.tries, damping.recoveryTries)
    if tries.count > most { tries.removeFirst(tries.count - most) }
  }

  private mutating func decide() {
    switch verdict {
    case .undecided:
      if tries.last == true { serve() } else { failWhereMany() }
    case .serving: failWhereMany()
    case .failing:
      let good = tries.suffix(damping.recoveryTries).count { $0 }
      guard tries.last == true, good >= damping.successes || !hasServed else { return }
      serve()
      tries = []
    }
  }

  private mutating func serve() {
    verdict = .serving
    hasServed = true
  }

  private mutating func failWhereMany() {
    let bad = tries.suffix(damping.tries).count { !$0 }
    guard bad >= damping.failures, case .doubtful(let words) = sight else { return }
    verdict = .failing
    self.words = words
    tries = []
  }
}
