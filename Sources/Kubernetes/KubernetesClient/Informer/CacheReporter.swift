import Telemetry

/// What a watch cache tells people: a line for each thing that is wrong, one when all is well again, and its metrics.
///
/// It must never write the same line again while the trouble that it speaks of goes on.
struct CacheReporter: Sendable {
  private let log: Logger
  private let limiter: LogLimiter
  private let labels: [String]
  private let metrics: MetricsRegistry
  private let events: Counter
  private let objects: Gauge
  private let unreadable: Gauge
  private let synced: Gauge

  init(resource: APIResource, scope: CacheScope, clock: any MonotonicClock, log: Logger, metrics: MetricsRegistry) {
    var named = log.with([.resource: "\(resource)"])
    if let namespace = scope.namespace { named = named.with([.namespace: namespace]) }
    if !scope.selector.isEmpty { named = named.with([.selector: scope.selector]) }
    self.log = named
    limiter = LogLimiter(RateLimit(burst: 3, interval: .seconds(600)), now: { clock.now })
    labels = ["\(resource)", "\(scope)"]
    self.metrics = metrics
    events = metrics.counter(.cacheEvents, labels)
    objects = metrics.gauge(.cacheObjects, labels)
    unreadable = metrics.gauge(.cacheUnreadable, labels)
    synced = metrics.gauge(.cacheSynced, labels)
  }

  func began(_ request: CacheRequest) {
    metrics.increment(request.isWatch ? .cacheWatches : .cacheLists, labels)
  }

  /// What may say that there is trouble of a kind; nil where it was said too often of late: by a server that comes and
  /// goes.
  func speaker(of kind: TroubleKind) -> Logger? { log.limited(by: limiter, key: "\(kind)") }

  func failed(_ error: ClientError, _ log: Logger) {
    let values: KeyValuePairs<LogKey, String> = [.error: "\(error)"]
    if error.requestFailure == .expired {
      log.info("what a watch cache goes on from has expired; it lists everything anew", values)
    } else {
      log.warning("a watch cache has trouble; it keeps what it has and tries again", values)
    }
  }

  func isSilent(_ trouble: InformerTrouble, _ log: Logger) {
    log.warning(
      "the API server does not answer a watch cache in time, or ends its watch at once; it tries again",
      [.reason: trouble.verb])
  }

  func cannotRead(_ key: ObjectKey, _ error: String) {
    let name = key.namespace.isEmpty ? key.name : "\(key.namespace)/\(key.name)"
    log.limited(by: limiter, key: "unreadable")?.warning(
      "an object cannot be read; the watch cache keeps the state before", [.object: name, .error: error])
  }

  func recovered() { log.info("the watch cache is well again") }

  func isSynced(_ count: Int) { log.info("the watch cache has its first list", [.count: String(count)]) }

  func received(_ count: Int) { events.increment(by: Double(count)) }

  func show(_ health: CacheHealth) {
    objects.set(to: Double(health.objects))
    unreadable.set(to: Double(health.unreadable))
    synced.set(to: health.isSynced ? 1 : 0)
    if let silence = health.silence { metrics.set(.cacheSilence, labels, to: silence / .seconds(1)) }
  }
}

extension InformerTrouble {
  fileprivate var verb: String {
    switch self {
    case .list: "list"
    case .watch: "watch"
    case .unreadable: "read"
    }
  }
}
