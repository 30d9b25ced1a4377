import JSON
import Synchronization

/// What applies have left different, so that it is not tried again in every pass.
///
/// The server may write a value in a form that `ApplyDecision` does not know, or a webhook may change it. Then the live
/// object differs from the desired one forever, and an apply changes nothing. It is remembered for the desired content
/// and for exactly the differences that were left, with their values: any other content, and any other difference, is
/// applied at once. After `retryAfter` it is tried again, for webhooks come and go.
///
/// It keeps numbers and no values, for at most `capacity` objects; past that the oldest is forgotten, which costs one apply.
public final class ApplyMemory: Sendable {
  private struct Entry {
    let desired: Int
    let fingerprints: Set<Int>
    let at: Duration
  }

  /// Which object, and which part of it.
  struct Subject: Hashable {
    let resource: APIResource
    let key: ObjectKey
    let subresource: String
  }

  private let capacity: Int
  private let retryAfter: Duration
  private let clock: any MonotonicClock
  private let entries = Mutex<[Subject: Entry]>([:])

  /// A memory that is empty.
  ///
  /// - Parameters:
  ///   - capacity: the most objects that it holds; most objects are never in it.
  ///   - retryAfter: how long an apply that changed nothing is not tried again.
  public init(capacity: Int = 4096, retryAfter: Duration = .seconds(3600), clock: any MonotonicClock = SystemClock()) {
    self.capacity = max(1, capacity)
    self.retryAfter = retryAfter
    self.clock = clock
  }

  /// How many objects it holds.
  public var count: Int { entries.withLock(\.count) }

  /// Whether an apply of that content has left those differences before.
  func isSettled(_ subject: Subject, _ desired: JSONValue, _ decision: ApplyDecision) -> Bool {
    guard let entry = entries.withLock({ $0[subject] }) else { return false }
    return entry.desired == desired.hashValue && entry.fingerprints.contains(decision.fingerprint)
      && clock.now - entry.at < retryAfter
  }

  /// Keeps what an apply of that content has left different.
  func settle(_ subject: Subject, _ desired: JSONValue, _ decisions: [ApplyDecision]) {
    let entry = Entry(
      desired: desired.hashValue, fingerprints: Set(decisions.map(\.fingerprint)), at: clock.now)
    entries.withLock { entries in
      if entries[subject] == nil, entries.count >= capacity,
        let oldest = entries.min(by: { $0.value.at < $1.value.at })
      {
        entries[oldest.key] = nil
      }
      entries[subject] = entry
    }
  }

  /// Forgets an object: it is as it is desired, or gone.
  func forget(_ subject: Subject) { entries.withLock { $0[subject] = nil } }
}
