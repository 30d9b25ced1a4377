import KubernetesClient

/// One cache, one server, and what is between them.
struct InformerSimulation {
  var generator: SplitMix
  var server: SimulatedServer
  var informer: Informer<TestObject>
  var now = Duration.zero
  var timer: Duration?
  var list: ListRequest?
  var watch: WatchRequest?
  /// How far the stream of the watch has come.
  var cursor: Int?
  /// What whoever follows the changes believes.
  var replica: [ObjectKey: TestObject] = [:]
  /// What waiters wait for: a key and the revision that was written.
  var waiting: [Int: (key: ObjectKey, revision: Int)] = [:]
  var waiters = 0
  var problems: [String] = []

  init(seed: UInt64, versionsAreOrdered: Bool) {
    generator = SplitMix(seed: seed)
    server = SimulatedServer(versionsAreOrdered: versionsAreOrdered)
    var configuration = InformerConfiguration(seed: seed)
    configuration.pageSize = 2
    informer = Informer(configuration: configuration)
  }

  mutating func run() {
    for _ in 0..<4 { server.change(using: &generator) }
    carryOut(informer.start(at: now))
    for _ in 0..<120 where problems.isEmpty { step() }
    for _ in 0..<300 where !isQuiet && problems.isEmpty { calmStep() }
    if !isQuiet { problems.append("it does not come to rest") }
    if contents != server.objects { problems.append("the cache has \(contents), the server \(server.objects)") }
    if contents != replica { problems.append("the changes lead to \(replica), the cache has \(contents)") }
    now += .seconds(100)
    carryOut(informer.wake(at: now))
    if !waiting.isEmpty { problems.append("\(waiting.count) wait for ever") }
  }

  var contents: [ObjectKey: TestObject] {
    var contents: [ObjectKey: TestObject] = [:]
    for object in informer.store.values { contents[object.key] = object }
    return contents
  }

  var isQuiet: Bool { watch != nil && cursor == server.revision && informer.version == server.version }

  // MARK: What happens

  mutating func step() {
    now += .milliseconds(Int.random(in: 0..<2_000, using: &generator))
    ring()
    switch Int.random(in: 0..<12, using: &generator) {
    case 0...3: server.change(using: &generator)
    case 4 where generator.chance(of: 3): server.compact(using: &generator)
    case 5: readOwnWrite()
    default: break
    }
    // Some answers take long, or never come.
    if generator.chance(of: 4) { return }
    if list != nil { answerList(fails: generator.chance(of: 4)) }
    if watch != nil { answerWatch(fails: generator.chance(of: 5)) }
  }

  mutating func calmStep() {
    now += .seconds(1)
    ring()
    if list != nil { answerList(fails: false) }
    if watch != nil { answerWatch(fails: false) }
  }

  mutating func ring() {
    guard let timer, now >= timer else { return }
    carryOut(informer.wake(at: now))
  }

  mutating func answerList(fails: Bool) {
    guard let request = list else { return }
    list = nil
    if fails {
      let failures: [RequestFailure] = [.failed, .expired, .throttled(retryAfter: .seconds(3)), .malformed]
      let failure = failures[Int.random(in: 0..<failures.count, using: &generator)]
      return carryOut(informer.listFailed(failure, of: request.request, at: now))
    }
    guard let page = server.page(request) else {
      return carryOut(informer.listFailed(.expired, of: request.request, at: now))
    }
    carryOut(informer.receive(page, of: request.request, at: now))
  }

  mutating func answerWatch(fails: Bool) {
    guard let request = watch else { return }
    guard let from = cursor ?? server.revision(of: request.from), from >= server.floor else {
      cursor = nil
      if generator.chance(of: 2) {
        watch = nil
        return carryOut(informer.watchFailed(.expired, of: request.request, at: now))
      }
      return carryOut(informer.receive([.error(.expired)], of: request.request, at: now))
    }
    if cursor == nil, generator.chance(of: 2) { carryOut(informer.watchBegan(request.request, at: now)) }
    let count = Int.random(in: 0...4, using: &generator)
    var events = server.events(after: from, atMost: count)
    if fails {
      // The connection breaks: some of what was under way is lost, the last event is cut off.
      events.removeLast(min(events.count, Int.random(in: 0...3, using: &generator)))
    }
    let reached = events.last?.revision ?? from
    cursor = reached
    var told = events.map(\.event)
    if server.versionsAreOrdered { disturb(&told, before: reached) }
    if generator.chance(of: 4), reached == server.revision { told.append(.bookmark(server.version)) }
    carryOut(informer.receive(told, of: request.request, at: now))
    guard fails, watch?.request == request.request else { return }
    watch = nil
    cursor = nil
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: carryOut(informer.watchEnded(request.request, at: now))
    case 1: carryOut(informer.watchFailed(.malformed, of: request.request, at: now))
    case 2: carryOut(informer.watchFailed(.throttled(retryAfter: .seconds(2)), of: request.request, at: now))
    default: carryOut(informer.watchFailed(.failed, of: request.request, at: now))
    }
  }

  /// Adds events that came before, and has two come in the wrong order, as no server should.
  mutating func disturb(_ events: inout [WatchEvent<TestObject>], before revision: Int) {
    for _ in 0..<2 where generator.chance(of: 3) {
      guard let old = server.earlierEvent(before: revision, using: &generator) else { continue }
      events.append(old)
    }
    guard events.count >= 2, generator.chance(of: 3) else { return }
    for index in events.indices.dropLast() {
      // A creation that is overtaken looks like one that was undone since: nothing can tell them apart.
      if case .added = events[index] { continue }
      events.swapAt(index, index + 1)
      return
    }
  }

  mutating func readOwnWrite() {
    server.change(using: &generator)
    guard let (key, revision) = server.lastWrite else { return }
    waiters += 1
    waiting[waiters] = (key, revision)
    carryOut(
      informer.wait(for: server.version, waiter: waiters, deadline: now + .seconds(60), at: now))
  }

  // MARK: What comes of it

  mutating func carryOut(_ directives: [InformerDirective<TestObject>]) {
    var isChanged = false
    for directive in directives {
      switch directive {
      case .list(let request):
        if list != nil || watch != nil { problems.append("two requests at once") }
        list = request
      case .watch(let request):
        if list != nil || watch != nil { problems.append("two requests at once") }
        watch = request
        cursor = nil
      case .cancel(let request):
        if list?.request == request { list = nil }
        if watch?.request == request {
          watch = nil
          cursor = nil
        }
      case .wait(let until): timer = until
      case .changed(let changes):
        for change in changes { follow(change) }
        isChanged = true
      case .caughtUp(let waiter): check(waiter)
      case .gaveUp(let waiter): waiting[waiter] = nil
      case .synced, .trouble, .recovered: break
      }
    }
    if isChanged, replica != contents { problems.append("the changes lead to \(replica), the cache has \(contents)") }
  }

  mutating func follow(_ change: ObjectChange<TestObject>) {
    if replica[change.key] != change.before { problems.append("\(change) does not follow") }
    if let before = change.before, let after = change.after, before.uid != after.uid {
      problems.append("\(change) is two changes")
    }
    replica[change.key] = change.after
  }

  /// Whoever caught up sees what was written, or what became of it.
  mutating func check(_ waiter: Int) {
    guard let (key, revision) = waiting.removeValue(forKey: waiter) else { return }
    let seen = informer.store[key]
    if let seen, let version = server.revision(of: seen.resourceVersion), version >= revision { return }
    if seen == nil, server.deletions[key].map({ $0 >= revision }) == true { return }
    problems.append("\(key.name) was written at \(revision), and \(String(describing: seen)) is read")
  }
}
