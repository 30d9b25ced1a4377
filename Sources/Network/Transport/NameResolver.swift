import CLinux
import Glibc
import Synchronization

/// Looks host names up, on a thread of its own, since the C library's look-up (getaddrinfo) blocks.
///
/// The thread begins with the first name and ends with the resolver. Names are looked up one after the other; those whose
/// time is over when their turn comes are left out. It never calls back on another thread than the loop's, and calls back
/// once for each call, also where the C library hangs.
public final class NameResolver: Sendable {
  /// The most addresses of a name that are used.
  public static let maximumAddresses = 64

  /// Gives the addresses of a host, with the port.
  public typealias Lookup = @Sendable (_ host: String, _ port: UInt16) -> Result<[NetworkAddress], TransportError>

  private let queue: LookupQueue

  /// - Parameters:
  ///   - capacity: How many names may wait; more are refused.
  ///   - lookup: Where addresses come from; may block.
  public init(capacity: Int = 256, lookup: @escaping Lookup = { NameResolver.systemLookup($0, port: $1) }) {
    queue = LookupQueue(capacity: capacity, lookup: lookup)
  }

  deinit { queue.close() }

  /// Gives the addresses of a target in the order of preference (RFC 6724), at least one, or says why there is none.
  ///
  /// Addresses need no look-up. On the loop's thread only.
  ///
  /// - Parameters:
  ///   - patience: How long it may take.
  ///   - completion: Called once, later, on the loop; with a failure where the loop stops before.
  public func resolve(
    _ target: ConnectTarget, within patience: Duration, on loop: EventLoop,
    _ completion: @escaping (Result<[NetworkAddress], TransportError>) -> Void
  ) {
    loop.requireCurrent()
    guard case .name(let host, let port) = target else {
      if case .address(let address) = target { loop.later { completion(.success([address])) } }
      return
    }
    let answer = Answer(completion, of: self, on: loop)
    let deadline = loop.now + patience
    answer.timer = loop.schedule(at: deadline) {
      answer.tell(.failure(TransportError(.timedOut, "looking the name up did not end in time", object: host)))
    }
    answer.ending = loop.whenEnding {
      answer.tell(.failure(TransportError(.loopUnavailable, "the event loop stopped", object: host)))
    }
    let isTaken = queue.append(
      LookupQueue.Request(host: host, port: port, deadline: deadline) { result in
        loop.execute { answer.tell(result) }
      })
    guard !isTaken else { return }
    loop.later {
      answer.tell(.failure(TransportError(.nameNotResolved, "too many names wait to be looked up", object: host)))
    }
  }

  /// Asks the C library (`/etc/hosts`, DNS, and what else nsswitch.conf names). It blocks.
  public static func systemLookup(_ host: String, port: UInt16) -> Result<[NetworkAddress], TransportError> {
    var hints = unsafe addrinfo()
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    unsafe hints.ai_flags = AI_ADDRCONFIG
    var list: UnsafeMutablePointer<addrinfo>?
    let code = unsafe getaddrinfo(host, nil, &hints, &list)
    guard code == 0 else {
      let cause = code == EAI_SYSTEM ? systemErrorText(koperator_errno()) : unsafe String(cString: gai_strerror(code))
      return .failure(TransportError(.nameNotResolved, "the name has no address", object: host, cause: cause))
    }
    defer { unsafe freeaddrinfo(list) }
    var addresses: [NetworkAddress] = []
    var next = unsafe list
    while let entry = unsafe next, addresses.count < maximumAddresses {
      unsafe next = entry.pointee.ai_next
      guard let start = unsafe entry.pointee.ai_addr else { continue }
      let length = unsafe Int(entry.pointee.ai_addrlen)
      guard
        let address = unsafe NetworkAddress(UnsafeRawBufferPointer(start: start, count: length))?.withPort(port),
        !addresses.contains(address)
      else { continue }
      addresses.append(address)
    }
    guard addresses.isEmpty else { return .success(addresses) }
    return .failure(TransportError(.nameNotResolved, "the name has no address that can be used", object: host))
  }
}

extension NetworkAddress {
  /// The same host with another port; nil for a unix socket, and for an IPv6 address that needs a zone (fe80::/10).
  fileprivate func withPort(_ port: UInt16) -> NetworkAddress? {
    switch self {
    case .ipv4(let address, _): .ipv4(address, port: port)
    case .ipv6(let address, _): address >> 118 == 0x3fa ? nil : .ipv6(address, port: port)
    case .unix: nil
    }
  }
}

/// Who waits for a name. Touched on its loop only.
private final class Answer: @unchecked Sendable {
  private let loop: EventLoop
  private var completion: ((Result<[NetworkAddress], TransportError>) -> Void)?
  /// It is not dropped while someone waits.
  private var resolver: NameResolver?
  var timer: TimerID?
  /// What the loop does when it stops.
  var ending: UInt64?

  init(
    _ completion: @escaping (Result<[NetworkAddress], TransportError>) -> Void, of resolver: NameResolver,
    on loop: EventLoop
  ) {
    self.completion = completion
    self.resolver = resolver
    self.loop = loop
  }

  func tell(_ result: Result<[NetworkAddress], TransportError>) {
    guard let completion else { return }
    self.completion = nil
    resolver = nil
    if let timer { loop.cancel(timer) }
    if let ending { loop.forgetEnding(ending) }
    completion(result)
  }
}

/// The names that wait for the look-up thread, and the thread.
///
/// States: idle (no thread yet), working, closed. A look-up that hangs keeps the thread until it returns; nobody waits for it.
private final class LookupQueue: Sendable {
  struct Request: Sendable {
    let host: String
    let port: UInt16
    let deadline: Duration
    let answer: @Sendable (Result<[NetworkAddress], TransportError>) -> Void
  }

  private struct State {
    var waiting: [Request] = []
    var hasThread = false
    var isClosed = false
  }

  private let capacity: Int
  private let lookup: NameResolver.Lookup
  private let arrivals = Semaphore()
  private let state = Lock(State())

  init(capacity: Int, lookup: @escaping NameResolver.Lookup) {
    self.capacity = capacity
    self.lookup = lookup
  }

  /// Whether there is room, and a thread.
  func append(_ request: Request) -> Bool {
    let isTaken = state.withLock { state in
      if state.waiting.count >= capacity {
        let now = MonotonicClock.now
        state.waiting.removeAll { $0.deadline <= now }
      }
      guard !state.isClosed, state.waiting.count < capacity else { return false }
      if !state.hasThread { state.hasThread = startThread() }
      guard state.hasThread else { return false }
      state.waiting.append(request)
      return true
    }
    if isTaken { arrivals.signal() }
    return isTaken
  }

  func close() {
    state.withLock { state in
      state.isClosed = true
      state.waiting = []
    }
    arrivals.signal()
  }

  private func startThread() -> Bool {
    var handle = pthread_t()
    let context = unsafe Unmanaged.passRetained(self)
    guard unsafe pthread_create(&handle, nil, lookupThread, context.toOpaque()) == 0 else {
      unsafe context.release()
      return false
    }
    pthread_detach(handle)
    return true
  }

  func run() {
    while true {
      arrivals.wait()
      let (request, isClosed) = state.withLock { state -> (Request?, Bool) in
        (state.waiting.isEmpty ? nil : state.waiting.removeFirst(), state.isClosed)
      }
      if isClosed { return }
      guard let request, MonotonicClock.now < request.deadline else { continue }
      request.answer(lookup(request.host, request.port))
    }
  }
}

/// The body of the look-up thread. It takes over the reference that `startThread` retained.
private func lookupThread(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let context = unsafe context else { return nil }
  // Signals are the main thread's.
  var signals = sigset_t()
  unsafe sigfillset(&signals)
  unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
  unsafe Unmanaged<LookupQueue>.fromOpaque(context).takeRetainedValue().run()
  return nil
}
