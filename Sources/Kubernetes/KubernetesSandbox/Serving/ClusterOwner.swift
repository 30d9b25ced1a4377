import Telemetry

/// The one place that owns the state: it takes requests one after the other, keeps what they write, and tells watches.
///
/// States: running, stopped. It must never answer a write before it is in the store file, nor tell a watch of writes in
/// another order than they were done in.
actor ClusterOwner {
  /// How long the work that the state does by itself lags behind what asks for it, as that of controllers.
  private static let controllerDelay = Duration.milliseconds(5)

  private(set) var state: APIState
  private var file: StoreFile?
  /// Whether the file refused writes: only a whole new state can hold them.
  private var needsRewrite = false
  private var watchers: [String: [Int: Watcher]] = [:]
  private(set) var watchCount = 0
  private var nextWatch = 0
  /// When the first of the watches wants something; it may be too early.
  private var watchDeadline: ContinuousClock.Instant?
  var faults = ClusterFaults()
  /// The state that stale lists show.
  private var staleState: APIState?
  private var delayed: [(due: ContinuousClock.Instant, changes: [StoreChange])] = []
  private var alarm: Task<Void, Never>?
  private var alarmAt: ContinuousClock.Instant?
  private var isStopped = false
  private let limits: ServingLimits
  private let log: Logger
  private let clock: @Sendable () -> Int64

  init(
    _ state: APIState, file: consuming StoreFile?, limits: ServingLimits, log: Logger,
    clock: @escaping @Sendable () -> Int64
  ) {
    self.state = state
    self.file = file
    self.limits = limits
    self.log = log
    self.clock = clock
  }

  // MARK: Reading

  /// Looks at the state.
  func read<Value: Sendable>(_ body: @Sendable (APIState) throws(APIFailure) -> Value) throws(APIFailure) -> Value {
    try body(state)
  }

  /// The objects of a list.
  func list(_ request: ListRequest) throws(APIFailure) -> ListPage { try (staleState ?? state).list(request) }

  // MARK: Writing

  /// Does a write; nil where the server is to seem dead instead of answering.
  func write(_ write: ClusterWrite) throws(APIFailure) -> WriteResult? {
    if isStopped { throw APIFailure(.serviceUnavailable, "the server is shutting down") }
    let (failsBefore, failsAfter) = write.isDryRun ? (nil, nil) : faults.nextWrite()
    if let failsBefore { throw failsBefore }
    let before = state.version
    let result = try state.perform(write, now: clock())
    try settle(since: before)
    if !write.isDryRun, faults.isLastWrite() {
      faults.onCrash?()
      return nil
    }
    if let failsAfter { throw failsAfter }
    return result
  }

  /// Keeps and tells what was written, and sees to what follows from it.
  private func settle(since before: Int) throws(APIFailure) {
    defer { setAlarm() }
    guard state.version != before else { return }
    let changes = state.takeChanges()
    let problem = keep(changes)
    tell(changes)
    if let problem {
      throw APIFailure(.internalError, "the write was done, but could not be kept: \(problem)")
    }
  }

  /// Puts writes into the store file.
  ///
  /// - Returns: what went wrong.
  private func keep(_ changes: [StoreChange]) -> String? {
    guard file != nil else { return nil }
    do throws(StoreFileError) {
      if !needsRewrite, file?.wantsRewrite == false {
        try file?.append(changes)
      } else {
        try file?.rewrite(state)
        needsRewrite = false
      }
      return nil
    } catch {
      needsRewrite = true
      log.error("the store file could not be written", [.reason: error.description])
      return error.description
    }
  }

  // MARK: Watches

  /// Begins a watch. A version that is forgotten is told as an event, as the real server does.
  func watch(
    _ request: WatchRequest, _ form: AnswerForm, _ table: TableWriter, seconds: Int?
  ) throws(APIFailure) -> ByteFeed {
    guard watchCount < limits.watches, !isStopped else {
      throw APIFailure(
        .tooManyRequests, "this server serves \(limits.watches) watches at a time: end some of them",
        retryAfterSeconds: 1)
    }
    let target = try state.target(request.resource, request.version)
    let feed = ByteFeed(bound: limits.watchBytes)
    do throws(APIFailure) {
      let start = try state.watchStart(request)
      let now = ContinuousClock.now
      let writer = WatchEventWriter(form, table, apiVersion: target.apiVersion, kind: target.type.kind)
      nextWatch += 1
      let watcher = Watcher(
        id: nextWatch, resource: target.resource, served: request.resource, feed: feed, start: start, writer: writer,
        allowsBookmarks: request.allowsBookmarks, end: seconds.map { now + .seconds($0) },
        nextBookmark: now + limits.bookmarkInterval)
      let missed =
        start.resourceVersion < state.version
        ? try state.events(after: start.resourceVersion, of: request.resource) : []
      var texts = EventTexts()
      watcher.tellInitial(start, &texts)
      for event in missed { watcher.tell(event, &texts, isInitial: true) }
      add(watcher)
    } catch {
      guard error.reason == .expired else { throw error }
      Watcher.fail(feed, error)
    }
    return feed
  }

  private func add(_ watcher: Watcher) {
    let id = watcher.id
    let resource = watcher.resource
    watchers[resource, default: [:]][id] = watcher
    watchCount += 1
    note(watcher.deadline)
    watcher.feed.onAbandon { [weak self] in
      Task { [weak self] in await self?.forget(id, of: resource) }
    }
    setAlarm()
  }

  private func forget(_ id: Int, of resource: String) {
    if watchers[resource]?.removeValue(forKey: id) != nil { watchCount -= 1 }
    if watchers[resource]?.isEmpty == true { watchers[resource] = nil }
  }

  private func end(_ watcher: Watcher) {
    watcher.feed.finish()
    forget(watcher.id, of: watcher.resource)
  }

  /// Ends all watches; their clients begin new ones where they are.
  func dropWatches() {
    for watcher in watchers.values.flatMap(\.values) { end(watcher) }
  }

  private func tell(_ changes: [StoreChange]) {
    guard faults.eventDelay > .zero || !delayed.isEmpty else { return tellNow(changes) }
    delayed.append((ContinuousClock.now + faults.eventDelay, changes))
  }

  private func tellNow(_ changes: [StoreChange]) {
    for change in changes {
      var texts = EventTexts()
      for watcher in (watchers[change.resource] ?? [:]).values {
        watcher.tell(change.event, &texts)
        if watcher.feed.isOver { end(watcher) }
      }
      if change.resource == StoreResource.definitions { endWatches(after: change.event) }
    }
  }

  /// Ends the watches of a resource whose definition is gone or says something else, as the real server does.
  private func endWatches(after event: StoreEvent) {
    guard let old = event.old else { return }
    guard event.kind == .deleted || old.json["spec"] != event.object.json["spec"] else { return }
    for watcher in (watchers[event.object.name] ?? [:]).values { end(watcher) }
  }

  // MARK: Time

  /// Does what is due.
  private func ring() {
    alarm = nil
    alarmAt = nil
    guard !isStopped else { return }
    let now = ContinuousClock.now
    while let first = delayed.first, first.due <= now {
      delayed.removeFirst()
      tellNow(first.changes)
    }
    let before = state.version
    let time = clock()
    if let due = state.nextDeadline, due <= time { state.tick(now: time) }
    do { try settle(since: before) } catch {
      log.error("what the server did by itself could not be kept", [.reason: error.message])
    }
    if let watchDeadline, watchDeadline <= now {
      self.watchDeadline = nil
      for watcher in watchers.values.flatMap(\.values) {
        serve(watcher, now)
        if !watcher.feed.isOver { note(watcher.deadline) }
      }
    }
    setAlarm()
  }

  private func note(_ deadline: ContinuousClock.Instant?) {
    guard let deadline else { return }
    watchDeadline = watchDeadline.map { min($0, deadline) } ?? deadline
  }

  private func serve(_ watcher: Watcher, _ now: ContinuousClock.Instant) {
    let isOver = watcher.end.map { $0 <= now } ?? false
    if watcher.allowsBookmarks, isOver || watcher.nextBookmark <= now {
      // What waits to be told is newer than what a bookmark may claim.
      if delayed.isEmpty { watcher.tellBookmark(state.version) }
      watcher.nextBookmark = now + limits.bookmarkInterval
    }
    if isOver || watcher.feed.isOver { end(watcher) }
  }

  /// Sees to it that `ring` is called when the next thing is due.
  private func setAlarm() {
    guard !isStopped else { return }
    let now = ContinuousClock.now
    var next = delayed.first?.due
    func consider(_ time: ContinuousClock.Instant) { next = next.map { min($0, time) } ?? time }
    if let due = state.nextDeadline {
      consider(now + max(.seconds(due - clock()), Self.controllerDelay))
    }
    if let watchDeadline { consider(watchDeadline) }
    guard let next else { return }
    if let alarmAt, alarmAt <= next { return }
    alarm?.cancel()
    alarmAt = next
    alarm = Task { [weak self] in
      try? await Task.sleep(until: next, clock: .continuous)
      guard !Task.isCancelled else { return }
      await self?.ring()
    }
  }

  // MARK: Switches

  /// Changes what goes wrong.
  func setFaults(_ change: @Sendable (inout ClusterFaults) -> Void) {
    change(&faults)
    setAlarm()
  }

  /// Whether lists show, from now on, the present state.
  func serveStaleLists(_ isOn: Bool) { staleState = isOn ? state : nil }

  /// Forgets all states but the present, as etcd's compaction does.
  func compact() { state.compact() }

  /// Ends all watches and takes no more writes; the file is whole.
  func stop() {
    isStopped = true
    alarm?.cancel()
    alarm = nil
    dropWatches()
    file = nil
  }
}
