import CLinux
import Synchronization

/// What a loop tells of a file descriptor.
protocol EventSource: AnyObject {
  /// The descriptor is ready; `events` are epoll's bits.
  func ready(_ events: UInt32)
}

/// One thread that waits for its file descriptors, timers and messages, by epoll.
///
/// A connection lives on one loop, and whatever is said of it is said on that loop's thread. `execute` is the one way in
/// from another thread.
public final class EventLoop: @unchecked Sendable {
  /// The most messages that wait for a loop.
  public static let mailboxLimit = 100_000

  private struct Mailbox {
    var work: [@Sendable () -> Void] = []
    var isClosed = false
  }

  private let poll: Int32
  private let wake: Int32
  private let mailbox = Mutex(Mailbox())
  private var sources: [(any EventSource)?] = []
  private var generations: [UInt32] = []
  private var timers = TimerQueue()
  private var isStopped = false
  private let thread = Mutex<pthread_t?>(nil)
  /// The bytes that are read from sockets, one buffer for all of the loop's connections.
  var readBuffer = [UInt8](repeating: 0, count: 64 << 10)
  /// The monotonic time, as of the last wake-up.
  public private(set) var now: Duration

  /// A loop that does not run yet.
  public init() throws(TransportError) {
    // A peer that is gone is an error of a write, not the end of the process.
    koperator_ignore_broken_pipes()
    poll = koperator_epoll()
    wake = koperator_eventfd()
    now = Self.clock()
    guard poll >= 0, wake >= 0 else { throw .system(.system, "an event loop cannot be made") }
    var event = unsafe epoll_event(events: EPOLLIN.rawValue, data: epoll_data_t(u64: UInt64.max))
    unsafe epoll_ctl(poll, EPOLL_CTL_ADD, wake, &event)
  }

  deinit {
    close(poll)
    close(wake)
  }

  /// The system's monotonic clock.
  public static func clock() -> Duration {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  /// Has work done on the loop's thread, soon. Called from any thread.
  ///
  /// - Returns: false where the loop has ended or its mailbox is full; the work is not done then.
  @discardableResult
  public func execute(_ work: @escaping @Sendable () -> Void) -> Bool {
    let (isTaken, isFirst) = mailbox.withLock { mailbox -> (Bool, Bool) in
      guard !mailbox.isClosed, mailbox.work.count < Self.mailboxLimit else { return (false, false) }
      mailbox.work.append(work)
      return (true, mailbox.work.count == 1)
    }
    if isFirst { wakeUp() }
    return isTaken
  }

  private func wakeUp() {
    var one: UInt64 = 1
    _ = unsafe write(wake, &one, 8)
  }

  /// Whether the caller is on the loop's thread.
  public var isCurrent: Bool {
    guard let owner = thread.withLock({ $0 }) else { return false }
    return pthread_equal(owner, pthread_self()) != 0
  }

  /// Has work done on the loop's thread at a time. Called on the loop.
  public func schedule(at time: Duration, _ work: @escaping () -> Void) -> TimerID { timers.add(at: time, work) }

  /// Takes a timer back. Called on the loop.
  public func cancel(_ timer: TimerID) { timers.cancel(timer) }

  // MARK: Descriptors

  func register(_ descriptor: Int32, _ source: any EventSource, events: UInt32) {
    let index = Int(descriptor)
    while sources.count <= index {
      sources.append(nil)
      generations.append(0)
    }
    sources[index] = source
    generations[index] &+= 1
    control(EPOLL_CTL_ADD, descriptor, events)
  }

  func change(_ descriptor: Int32, events: UInt32) { control(EPOLL_CTL_MOD, descriptor, events) }

  func unregister(_ descriptor: Int32) {
    guard sources.indices.contains(Int(descriptor)) else { return }
    sources[Int(descriptor)] = nil
    control(EPOLL_CTL_DEL, descriptor, 0)
  }

  /// The generation keeps an event for a descriptor that was closed and given out again in the same batch apart.
  private func control(_ operation: Int32, _ descriptor: Int32, _ events: UInt32) {
    let tag = UInt64(generations[Int(descriptor)]) << 32 | UInt64(UInt32(bitPattern: descriptor))
    var event = unsafe epoll_event(events: events, data: epoll_data_t(u64: tag))
    unsafe epoll_ctl(poll, operation, descriptor, &event)
  }

  // MARK: Running

  /// Ends `run`, from any thread.
  public func stop() { execute { [weak self] in self?.isStopped = true } }

  /// Runs on the calling thread until `stop`.
  public func run() {
    thread.withLock { $0 = pthread_self() }
    var events = unsafe [epoll_event](repeating: epoll_event(), count: 256)
    while !isStopped {
      now = Self.clock()
      let count = unsafe epoll_wait(poll, &events, Int32(events.count), milliseconds())
      now = Self.clock()
      for index in 0..<Int(max(0, count)) { unsafe dispatch(events[index].events, events[index].data.u64) }
      while let work = timers.take(at: now) { work() }
      runMailbox()
    }
    mailbox.withLock { mailbox in
      mailbox.isClosed = true
      mailbox.work = []
    }
    timers = TimerQueue()
  }

  private func dispatch(_ events: UInt32, _ tag: UInt64) {
    if tag == UInt64.max {
      var count: UInt64 = 0
      _ = unsafe read(wake, &count, 8)
      return
    }
    let index = Int(tag & 0xFFFF_FFFF)
    guard sources.indices.contains(index), UInt64(generations[index]) == tag >> 32 else { return }
    sources[index]?.ready(events)
  }

  private func runMailbox() {
    let work = mailbox.withLock { mailbox in
      defer { mailbox.work = [] }
      return mailbox.work
    }
    for item in work { item() }
  }

  /// How long epoll may wait: until the first timer, rounded up, so that it is due when the loop wakes.
  private func milliseconds() -> Int32 {
    guard let next = timers.next() else { return -1 }
    let rest = next - now
    guard rest > .zero else { return 0 }
    let (seconds, attoseconds) = rest.components
    return Int32(clamping: seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1)
  }
}

/// Several loops, each on a thread of its own.
public final class EventLoopGroup: Sendable {
  /// The loops.
  public let loops: [EventLoop]
  private let threads = Mutex<[pthread_t]>([])

  /// Starts `count` loops.
  public init(count: Int) throws(TransportError) {
    var loops: [EventLoop] = []
    for _ in 0..<max(1, count) { loops.append(try EventLoop()) }
    self.loops = loops
    for loop in loops {
      var thread = pthread_t()
      let context = unsafe Unmanaged.passRetained(loop).toOpaque()
      let result = unsafe pthread_create(&thread, nil, runLoop, context)
      guard result == 0 else {
        unsafe Unmanaged<EventLoop>.fromOpaque(context).release()
        shutdown()
        throw .system(.system, "a thread cannot be started", result)
      }
      threads.withLock { $0.append(thread) }
    }
  }

  /// How many processors the process may use.
  public static var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// Ends the loops and waits for their threads. It must not be called on one of them.
  public func shutdown() {
    for loop in loops { loop.stop() }
    let running = threads.withLock { threads in
      defer { threads = [] }
      return threads
    }
    for thread in running { pthread_join(thread, nil) }
  }
}

/// A loop's thread. (A closure written at the call could inherit an actor and die on this thread.)
private func runLoop(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let context = unsafe context else { return nil }
  unsafe Unmanaged<EventLoop>.fromOpaque(context).takeRetainedValue().run()
  return nil
}
