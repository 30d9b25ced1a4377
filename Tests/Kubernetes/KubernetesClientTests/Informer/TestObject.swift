import KubernetesClient

/// An object for tests of the watch cache.
struct TestObject: CachedObject, Hashable {
  var key: ObjectKey
  var uid: String
  var resourceVersion: ResourceVersion
  var labels: [String] = []
  var managers: [String] = []

  init(_ name: String, uid: String = "u", version: String, labels: [String] = [], managers: [String] = []) {
    key = ObjectKey(namespace: "test", name: name)
    self.uid = uid
    resourceVersion = ResourceVersion(version)
    self.labels = labels
    self.managers = managers
  }

  mutating func removeManagedFields(except manager: String?) { managers.removeAll { $0 != manager } }
}

/// A cache with the clock, the requests and the news that its shell would hold.
struct TestInformer {
  var informer: Informer<TestObject>
  var now = Duration.zero
  var timer: Duration?
  var list: ListRequest?
  var watch: WatchRequest?
  var cancelled: [Int] = []
  var changes: [String] = []
  var news: [String] = []
  var syncs = 0

  init(_ configuration: InformerConfiguration = InformerConfiguration(seed: 1), indexes: [ObjectIndex<TestObject>] = [])
  {
    informer = Informer(indexes: indexes, configuration: configuration)
    carryOut(informer.start(at: now))
  }

  /// A cache that has listed these objects and watches.
  static func watching(
    _ items: [TestObject], version: String, _ configuration: InformerConfiguration = InformerConfiguration(seed: 1)
  ) -> TestInformer {
    var test = TestInformer(configuration)
    test.page(items, version: version)
    test.changes = []
    return test
  }

  mutating func carryOut(_ directives: [InformerDirective<TestObject>]) {
    for directive in directives {
      switch directive {
      case .list(let request): list = request
      case .watch(let request): watch = request
      case .cancel(let request):
        cancelled.append(request)
        if list?.request == request { list = nil }
        if watch?.request == request { watch = nil }
      case .wait(let until): timer = until
      case .changed(let changed):
        for change in changed {
          let before = change.before.map { "\($0.uid)@\($0.resourceVersion.text)" } ?? "-"
          let after = change.after.map { "\($0.uid)@\($0.resourceVersion.text)" } ?? "-"
          changes.append("\(change.key.name) \(before) \(after)")
        }
      case .synced: syncs += 1
      case .caughtUp(let waiter): news.append("caught up \(waiter)")
      case .gaveUp(let waiter): news.append("gave up \(waiter)")
      case .trouble(let trouble): news.append("\(trouble)")
      case .recovered: news.append("recovered")
      }
    }
  }

  mutating func page(
    _ items: [TestObject], version: String, continue token: String? = nil, unreadable: [ObjectKey] = []
  ) {
    guard let request = list?.request else { return }
    list = nil
    let page = ListPage(
      items: items, unreadable: unreadable, resourceVersion: ResourceVersion(version), continue: token)
    carryOut(informer.receive(page, of: request, at: now))
  }

  mutating func failList(_ failure: RequestFailure) {
    guard let request = list?.request else { return }
    list = nil
    carryOut(informer.listFailed(failure, of: request, at: now))
  }

  mutating func beginWatch() {
    guard let request = watch?.request else { return }
    carryOut(informer.watchBegan(request, at: now))
  }

  mutating func events(_ events: WatchEvent<TestObject>...) {
    guard let request = watch?.request else { return }
    carryOut(informer.receive(events, of: request, at: now))
  }

  mutating func endWatch() {
    guard let request = watch?.request else { return }
    watch = nil
    carryOut(informer.watchEnded(request, at: now))
  }

  mutating func failWatch(_ failure: RequestFailure) {
    guard let request = watch?.request else { return }
    watch = nil
    carryOut(informer.watchFailed(failure, of: request, at: now))
  }

  /// Goes on to the time that the cache waits for; gives how long that was.
  @discardableResult
  mutating func wakeUp() -> Duration {
    guard let timer else { return .zero }
    let rest = timer - now
    now = timer
    carryOut(informer.wake(at: now))
    return rest
  }

  /// The objects as `name uid@version`, in order.
  var contents: [String] {
    informer.store.values.map { "\($0.key.name) \($0.uid)@\($0.resourceVersion.text)" }.sorted()
  }
}
