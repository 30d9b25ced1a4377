import KubernetesObjects

/// How many new events each object may have now, for a bounded number of objects.
///
/// An object that may have a full burst again is forgotten when there is need for room, else the one that is nearest to that.
struct ObjectRates: Sendable {
  private struct Key: Sendable, Hashable {
    let kind: String?
    let namespace: String?
    let name: String?
    let uid: String?
  }

  private let limits: EventLimits
  private var tokens: [Key: EventTokens] = [:]
  /// When each may have a full burst again, or an earlier time: one entry for each.
  private var full = DeadlineHeap<Key>()

  init(_ limits: EventLimits) { self.limits = limits }

  var count: Int { tokens.count }

  /// Takes one new event of an object, if it may have one.
  mutating func take(_ object: ObjectReference, at now: Duration) -> Bool {
    let key = Key(kind: object.kind, namespace: object.namespace, name: object.name, uid: object.uid)
    if tokens[key] == nil {
      while tokens.count >= max(limits.objects, 1), forgetOne() {}
      tokens[key] = EventTokens(size: limits.burst, interval: limits.refill, at: now)
      full.insert(key, at: now)
    }
    return tokens[key]?.take(at: now) ?? false
  }

  private mutating func forgetOne() -> Bool {
    while let (time, key) = full.first {
      full.removeFirst()
      if let fullFrom = tokens[key]?.fullFrom, fullFrom > time {
        full.insert(key, at: fullFrom)
        continue
      }
      tokens[key] = nil
      return true
    }
    return false
  }
}
