public import KubernetesObjects
import Synchronization
public import Telemetry

/// The objects of one kind and scope as they are on an API server, kept up to date by a list and a watch: an `Informer`
/// with its requests, its timer and its readers.
///
/// It holds nothing until `run` is called; while that runs, it lists, watches and heals by itself, whatever happens to the
/// server. Reads are of memory alone. What changes is told as dirty keys, and whoever acts on them reads what is there
/// then. It never takes an object for gone because a server does not answer, never asks for more than its scope, and never
/// waits for a reader.
public final class WatchCache<Object: KubernetesObject & CachedObject>: Sendable {
  struct State {
    var informer: Informer<Object>
    var isRunning = false
    /// Who waits for a version, by the informer's number.
    var waiters: [Int: CheckedContinuation<Bool, Never>] = [:]
    var lastWaiter = 0
    /// Who is told of changes; false where nobody is there any more.
    var subscribers: [Int: @Sendable ([ObjectChange<Object>]) -> Bool] = [:]
    var lastSubscriber = 0
    /// What was wrong last, and the kinds of failures that were told, since all was well.
    var trouble: String?
    var told: Set<TroubleKind> = []
    /// Whether people heard of a trouble that is not over.
    var hasSpoken = false
  }

  /// The kind.
  public let resource: APIResource
  /// Which objects of it.
  public let scope: CacheScope
  let form: Representation
  let transport: any APITransport
  let configuration: InformerConfiguration
  let clock: any MonotonicClock
  let reporter: CacheReporter
  let state: Mutex<State>
  let decoding = Mutex(CacheDecoding<Object>())
  let wanted = Latest<CacheRequest?>(nil)
  let timer = Latest<Duration?>(nil)
  let synced = Latest(false)

  /// A cache of a resource.
  ///
  /// - Parameters:
  ///   - transport: what sends its requests.
  ///   - resource: the kind of the objects.
  ///   - form: `.metadata` where metadata are enough, and for Secrets: then `Object` is `ObjectMetadata`.
  ///   - scope: which objects.
  ///   - indexes: by what else than their names they are found.
  ///   - configuration: how it lists and watches; nil for the usual figures.
  ///   - clock: what tells time.
  ///   - log: where its troubles are written, each once.
  ///   - metrics: where it counts.
  /// - Throws: `RequestError` where a scope like this cannot be asked for.
  public init(
    _ transport: any APITransport, of resource: APIResource, as form: Representation = .full,
    in scope: CacheScope = CacheScope(), indexes: [ObjectIndex<Object>] = [],
    configuration: InformerConfiguration? = nil, clock: any MonotonicClock = SystemClock(), log: Logger,
    metrics: MetricsRegistry
  ) throws(RequestError) {
    _ = try resource.list(
      namespace: scope.namespace, ListOptions(labels: scope.labels, fields: scope.fields), as: form)
    let configuration = configuration ?? InformerConfiguration(seed: UInt64.random(in: 0...UInt64.max))
    self.transport = transport
    self.resource = resource
    self.form = form
    self.scope = scope
    self.configuration = configuration
    self.clock = clock
    reporter = CacheReporter(resource: resource, scope: scope, clock: clock, log: log, metrics: metrics)
    state = Mutex(State(informer: Informer(indexes: indexes, configuration: configuration)))
    metrics.onCollect { [weak self] _ in
      if let self { self.reporter.show(self.health) }
    }
  }

  // MARK: Reads

  /// The object of a name; nil where there is none, or not yet.
  public subscript(key: ObjectKey) -> Object? { state.withLock { $0.informer.store[key] } }

  /// The object of a name in a namespace.
  public subscript(namespace: String, name: String) -> Object? { self[ObjectKey(namespace: namespace, name: name)] }

  /// How many objects there are.
  public var count: Int { state.withLock { $0.informer.store.count } }

  /// All objects, in no order.
  public var objects: [Object] { state.withLock { Array($0.informer.store.values) } }

  /// The objects that an index has under a value, in the order of namespace and name.
  public func objects(in index: String, of value: String) -> [Object] {
    state.withLock { $0.informer.store.objects(in: index, of: value) }
  }

  /// Several reads of one state. The closure must be short, since the cache stands still meanwhile, and must not keep the
  /// store, which would be copied then.
  public func read<Result: Sendable>(_ body: (ObjectStore<Object>) -> Result) -> Result {
    state.withLock { body($0.informer.store) }
  }

  /// Whether the first list is complete: from then on, what is not here does not exist.
  public var isSynced: Bool { synced.value }

  /// How it is doing.
  public var health: CacheHealth {
    let now = clock.now
    return state.withLock { state in
      CacheHealth(
        isSynced: state.informer.isSynced, silence: state.informer.lastHeard.map { max(now - $0, .zero) },
        trouble: state.trouble, objects: state.informer.store.count,
        unreadable: state.informer.unreadable.count)
    }
  }
}

extension WatchCache where Object: APIObject {
  /// A cache of the objects of a kind that has a type.
  ///
  /// - Throws: `RequestError` where a scope like this cannot be asked for.
  public convenience init(
    _ transport: any APITransport, in scope: CacheScope = CacheScope(), indexes: [ObjectIndex<Object>] = [],
    configuration: InformerConfiguration? = nil, clock: any MonotonicClock = SystemClock(), log: Logger,
    metrics: MetricsRegistry
  ) throws(RequestError) {
    try self.init(
      transport, of: Object.resource, in: scope, indexes: indexes, configuration: configuration, clock: clock, log: log,
      metrics: metrics)
  }
}

extension WatchCache where Object == ObjectMetadata {
  /// A cache of the metadata of a kind's objects, as for Secrets, whose content is read when it is needed.
  ///
  /// - Throws: `RequestError` where a scope like this cannot be asked for.
  public convenience init(
    _ transport: any APITransport, metadataOf resource: APIResource, in scope: CacheScope = CacheScope(),
    indexes: [ObjectIndex<Object>] = [], configuration: InformerConfiguration? = nil,
    clock: any MonotonicClock = SystemClock(), log: Logger, metrics: MetricsRegistry
  ) throws(RequestError) {
    try self.init(
      transport, of: resource, as: .metadata, in: scope, indexes: indexes, configuration: configuration, clock: clock,
      log: log, metrics: metrics)
  }
}
