/// A watch cache as a value: it is told what the API server answers and what time it is, and says what to ask for next
/// and what changed.
///
/// It lists by pages, then watches from the list's version, and keeps the objects and its place in the stream of
/// events:
///
/// - *listing*: a page is asked for. What the pages hold is in the cache at once; what none of them holds is removed
///   when the last has come, so that a deletion that was missed is found.
/// - *watching*: events come. A watch that ends is begun again at the last version that was seen, so an event that was
///   cut off comes again. Where that version is too old (410), everything is listed anew.
/// - *resting*: after a failure, for longer after each one in a row.
///
/// An event that is older than the object that the cache has, or that speaks of none that it has and is older than its
/// place, is dropped; whether it is, is decided only where versions can be compared. It must never remove an object
/// because of an event about an earlier object of the same name, and never take an object for gone before its first
/// list is complete (`isSynced`).
public struct Informer<Object: CachedObject>: Sendable {
  /// What the cache asks of its shell.
  public typealias Directive = InformerDirective<Object>

  enum Phase: Sendable {
    case stopped
    case listing(request: Int, deadline: Duration)
    case watching(Watch)
    case resting(until: Duration)
  }

  let configuration: InformerConfiguration
  var generator: SeededGenerator
  var phase = Phase.stopped
  var listing: Listing?
  var failures = 0
  /// What was wrong and told since all was well.
  var troubles: Set<InformerTrouble> = []
  var waiters: [Waiter] = []
  /// Versions without an order that came by since waiters were last looked at.
  var passed: Set<ResourceVersion> = []
  /// Watches that failed in a row, at one version, in a way that waiting does not cure.
  var stuckWatches = 0
  /// Lists in a row whose pages expired before the last.
  var expiredLists = 0
  var lists = 0
  private var requests = 0
  private var told: Duration?

  /// The objects.
  public internal(set) var store: ObjectStore<Object>
  /// The version up to which the cache has seen everything; nil while a list is not complete.
  public internal(set) var version: ResourceVersion?
  /// Whether the first list is complete.
  public internal(set) var isSynced = false
  /// The objects that are there, but could not be read: the cache has an older state of them, or none.
  public internal(set) var unreadable: Set<ObjectKey> = []
  /// When the API server last said anything that this cache could use.
  public internal(set) var lastHeard: Duration?

  /// A cache without objects, which does nothing yet.
  public init(indexes: [ObjectIndex<Object>] = [], configuration: InformerConfiguration) {
    self.configuration = configuration
    generator = SeededGenerator(seed: configuration.seed)
    store = ObjectStore(indexes: indexes)
  }

  /// Begins.
  public mutating func start(at now: Duration) -> [Directive] {
    guard case .stopped = phase else { return [] }
    var directives: [Directive] = []
    resume(at: now, into: &directives)
    return finish(directives, at: now)
  }

  /// Ends: whoever waits gives up. It can be started again.
  public mutating func stop(at now: Duration) -> [Directive] {
    var directives: [Directive] = []
    cancelRequest(into: &directives)
    for waiter in waiters { directives.append(.gaveUp(waiter: waiter.number)) }
    waiters.removeAll()
    phase = .stopped
    listing = nil
    return finish(directives, at: now)
  }

  /// The time that was asked for has come. Coming earlier or later does no harm: what is still to be waited for is told
  /// again.
  public mutating func wake(at now: Duration) -> [Directive] {
    told = nil
    var directives: [Directive] = []
    switch phase {
    case .resting(let until) where now >= until: resume(at: now, into: &directives)
    case .listing(_, let deadline) where now >= deadline:
      cancelRequest(into: &directives)
      fail(.list(.failed), .failed, at: now, into: &directives)
    case .watching(let watch) where now >= min(watch.until, watch.checkAt):
      check(watch, at: now, into: &directives)
    default: break
    }
    settle(at: now, into: &directives)
    giveUpWaiting(at: now, into: &directives)
    return finish(directives, at: now)
  }

  /// The next request: a page of the list that is not complete, else a watch, else a new list.
  mutating func resume(at now: Duration, into directives: inout [Directive]) {
    requests += 1
    if listing == nil, let version {
      let timeout = configuration.watchTimeout * Double.random(in: 1...2, using: &generator)
      phase = .watching(
        Watch(
          request: requests, since: now, until: now + timeout + configuration.watchGrace,
          checkAt: now + configuration.watchAnswerTimeout))
      return directives.append(.watch(WatchRequest(request: requests, from: version, timeout: timeout)))
    }
    if listing == nil {
      lists += 1
      listing = Listing(number: lists)
    }
    let deadline = now + configuration.listTimeout
    phase = .listing(request: requests, deadline: deadline)
    let limit = expiredLists < 2 ? configuration.pageSize : nil
    directives.append(
      .list(ListRequest(request: requests, continue: listing?.continue, limit: limit, deadline: deadline)))
  }

  /// Rests after a failure, and says so if that kind of failure was not told yet.
  mutating func fail(
    _ trouble: InformerTrouble, _ failure: RequestFailure, at now: Duration, into directives: inout [Directive]
  ) {
    failures += 1
    var rest = configuration.backoff.rest(after: failures, using: &generator)
    if case .throttled(let retryAfter) = failure {
      // Whoever was refused together must not come back together.
      let least = min(max(retryAfter, .zero), configuration.longestRetryAfter)
      rest = max(rest, least + configuration.backoff.rest(after: 1, using: &generator))
    }
    phase = .resting(until: now + rest)
    if troubles.insert(trouble.kind).inserted { directives.append(.trouble(trouble)) }
  }

  /// Says of an object that it cannot be read, once.
  mutating func markUnreadable(_ key: ObjectKey, into directives: inout [Directive]) {
    if unreadable.insert(key).inserted { directives.append(.trouble(.unreadable(key))) }
  }

  /// Forgets failures when a watch has lasted.
  mutating func settle(at now: Duration, into directives: inout [Directive]) {
    guard case .watching(let watch) = phase, let began = watch.began, now >= began + configuration.settledAfter else {
      return
    }
    failures = 0
    if troubles.isEmpty { return }
    troubles.removeAll()
    directives.append(.recovered)
  }

  mutating func cancelRequest(into directives: inout [Directive]) {
    switch phase {
    case .listing(let request, _): directives.append(.cancel(request: request))
    case .watching(let watch): directives.append(.cancel(request: watch.request))
    case .stopped, .resting: break
    }
  }

  /// Adds how long to wait, if that changed.
  mutating func finish(_ directives: [Directive], at now: Duration) -> [Directive] {
    var next: Duration?
    switch phase {
    case .stopped: break
    case .listing(_, let deadline): next = deadline
    case .resting(let until): next = until
    case .watching(let watch):
      var due = min(watch.until, watch.checkAt)
      if failures > 0 || !troubles.isEmpty, let began = watch.began {
        due = min(due, max(began + configuration.settledAfter, now))
      }
      next = due
    }
    for waiter in waiters { next = min(next ?? waiter.deadline, waiter.deadline) }
    if next == told { return directives }
    told = next
    return directives + [.wait(until: next)]
  }
}
