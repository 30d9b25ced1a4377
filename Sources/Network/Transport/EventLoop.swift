import CLinux
import Glibc
import Synchronization

/// One thread that waits for its sockets and timers (epoll, level-triggered) and calls their handlers.
///
/// States: running from `init` until `stop()`, then stopped for good. `execute`, `executeAndWait`, `now`, `clock`,
/// `isCurrent` and `stop` are for any thread; everything else, and every connection of the loop, is for the loop's own thread only.
/// A handler must never block: all other connections of the loop wait for it.
public final class EventLoop: @unchecked Sendable {
  /// The most tasks of other threads that wait at once; `execute` refuses more.
  public static let mailboxCapacity = 65_536

  /// The loop's place in its group, from 0.
  public let index: Int

  private let poller: Poller
  private let mailbox: Mailbox
  private let threadNumber = Atomic<UInt>(0)
  private let thread = Mutex<pthread_t?>(nil)

  // Only the loop's thread touches these.
  private var sources: [Slot] = []
  private var timers = TimerQueue()
  private var laterTasks: [() -> Void] = []
  private var endings: [UInt64: () -> Void] = [:]
  private var lastEnding: UInt64 = 0
  let buffers = LoopBuffers()

  private struct Slot {
    var generation: UInt32 = 0
    var source: (any EventSource)?
  }

  /// Starts a thread with its own epoll descriptor.
  public init(index: Int = 0) throws(TransportError) {
    self.index = index
    mailbox = try Mailbox()
    do {
      poller = try Poller()
    } catch {
      mailbox.close()
      throw error
    }
    var handle = pthread_t()
    let context = unsafe Unmanaged.passRetained(self)
    let result = unsafe pthread_create(&handle, nil, eventLoopThread, context.toOpaque())
    guard result == 0 else {
      unsafe context.release()
      mailbox.close()
      poller.close()
      throw TransportError(errno: result, doing: "starting a thread", object: "event loop \(index)")
    }
    thread.withLock { $0 = handle }
  }

  /// The time on the machine's monotonic clock.
  public var now: Duration { MonotonicClock.now }

  /// Whether the caller runs on the loop's thread.
  public var isCurrent: Bool { threadNumber.load(ordering: .relaxed) == UInt(pthread_self()) }

  /// Runs `task` on the loop's thread, after the tasks that were given before.
  ///
  /// Returns false, and drops the task, when the loop has stopped or `mailboxCapacity` tasks wait.
  @discardableResult
  public func execute(_ task: @escaping @Sendable () -> Void) -> Bool { mailbox.post(task) }

  /// Runs `task` on the loop's thread and returns when it is done; at once where the caller is on that thread.
  ///
  /// Returns false, and drops the task, where the loop has stopped, as all that lived on it is gone then, or where
  /// `mailboxCapacity` tasks wait.
  @discardableResult
  public func executeAndWait(_ task: @escaping @Sendable () -> Void) -> Bool {
    if isCurrent {
      task()
      return true
    }
    let semaphore = Semaphore()
    let isTaken = execute {
      task()
      semaphore.signal()
    }
    if isTaken { semaphore.wait() }
    return isTaken
  }

  /// Runs `task` at the end of the present round of events; on the loop's thread only.
  public func later(_ task: @escaping () -> Void) {
    requireCurrent()
    laterTasks.append(task)
  }

  /// Calls `action` once when `deadline` has come; on the loop's thread only.
  @discardableResult
  public func schedule(at deadline: Duration, _ action: @escaping () -> Void) -> TimerID {
    requireCurrent()
    return timers.schedule(at: deadline, action)
  }

  /// Forgets a timer; on the loop's thread only.
  public func cancel(_ timer: TimerID) {
    requireCurrent()
    timers.cancel(timer)
  }

  /// Calls `action` once when the loop ends, unless it is forgotten before; on the loop's thread only.
  func whenEnding(_ action: @escaping () -> Void) -> UInt64 {
    requireCurrent()
    lastEnding += 1
    endings[lastEnding] = action
    return lastEnding
  }

  /// Forgets what `whenEnding` was given; on the loop's thread only.
  func forgetEnding(_ id: UInt64) {
    requireCurrent()
    endings[id] = nil
  }

  /// Ends the loop: tasks that wait are run, connections are aborted and their handlers told, as is who waits for a name,
  /// all descriptors closed, the thread joined. Not for the loop's own thread. A second call does nothing.
  public func stop() {
    precondition(!isCurrent, "an event loop cannot be stopped on its own thread")
    mailbox.requestStop()
    guard let handle = thread.withLock({ $0.take() }) else { return }
    pthread_join(handle, nil)
  }

  func requireCurrent() {
    precondition(isCurrent, "called on another thread than the event loop's")
  }

  // MARK: Sources

  func register(_ descriptor: Int32, _ source: any EventSource, for events: UInt32) throws(TransportError) {
    requireCurrent()
    let place = Int(descriptor)
    while sources.count <= place { sources.append(Slot()) }
    sources[place].generation &+= 1
    try poller.add(descriptor, generation: sources[place].generation, events: events)
    sources[place].source = source
  }

  func modify(_ descriptor: Int32, for events: UInt32) {
    poller.modify(descriptor, generation: sources[Int(descriptor)].generation, events: events)
  }

  /// Forgets a descriptor, before it is closed.
  func deregister(_ descriptor: Int32) {
    let place = Int(descriptor)
    guard place < sources.count, sources[place].source != nil else { return }
    sources[place].source = nil
    sources[place].generation &+= 1
    poller.remove(descriptor)
  }

  // MARK: The thread

  fileprivate func run() {
    threadNumber.store(UInt(pthread_self()), ordering: .relaxed)
    do {
      try poller.add(mailbox.descriptor, generation: Poller.mailboxGeneration, events: EPOLLIN.rawValue)
    } catch {
      preconditionFailure("an event loop cannot watch its own mailbox: \(error)")
    }
    while true {
      let tasks = mailbox.take()
      for task in tasks.items { task() }
      if tasks.stopRequested { break }
      fireTimers()
      runLaterTasks()
      var patience: Duration?
      if !laterTasks.isEmpty {
        patience = .zero
      } else if let deadline = timers.nextDeadline() {
        patience = max(.zero, deadline - now)
      }
      poller.wait(patience) { descriptor, generation, events in
        dispatch(descriptor, generation, events)
      }
      runLaterTasks()
    }
    windDown()
  }

  private func dispatch(_ descriptor: Int32, _ generation: UInt32, _ events: UInt32) {
    if descriptor == mailbox.descriptor, generation == Poller.mailboxGeneration {
      mailbox.acknowledge()
      return
    }
    let place = Int(descriptor)
    guard place < sources.count, sources[place].generation == generation, let source = sources[place].source else {
      return
    }
    source.ready(events)
  }

  /// The timers that are due now. One that sets itself anew in the past waits for the next round, so that it does not hold
  /// the thread.
  private func fireTimers() {
    for timer in timers.takeDue(at: now) { timers.takeAction(of: timer)?() }
  }

  /// One generation of later tasks; those that they add wait for the next round.
  private func runLaterTasks() {
    guard !laterTasks.isEmpty else { return }
    let tasks = laterTasks
    laterTasks = []
    for task in tasks { task() }
  }

  private func windDown() {
    for task in mailbox.close() { task() }
    for slot in sources { slot.source?.loopStops() }
    // Handlers that are told of the end may put more into the queue: bounded, so that none can hold the thread.
    for _ in 0..<1_000 where !laterTasks.isEmpty || !endings.isEmpty {
      let actions = endings.values
      endings = [:]
      for action in actions { action() }
      runLaterTasks()
    }
    for slot in sources { slot.source?.loopStops() }
    timers.removeAll()
    laterTasks = []
    endings = [:]
    sources = []
    poller.close()
    // The system may give the number to another thread.
    threadNumber.store(0, ordering: .relaxed)
  }
}

/// What a loop watches: told on the loop's thread.
protocol EventSource: AnyObject {
  /// The descriptor is ready for `events` (EPOLLIN, EPOLLOUT, …).
  func ready(_ events: UInt32)
  /// The loop ends: deregister and close the descriptor now.
  func loopStops()
}

/// The body of a loop's thread. It takes over the reference that `init` retained.
private func eventLoopThread(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let context = unsafe context else { return nil }
  // Signals are the main thread's.
  var signals = sigset_t()
  unsafe sigfillset(&signals)
  unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
  let loop = unsafe Unmanaged<EventLoop>.fromOpaque(context).takeRetainedValue()
  loop.run()
  return nil
}
