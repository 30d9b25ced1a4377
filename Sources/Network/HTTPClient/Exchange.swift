import Synchronization

/// A request and its answer, as far as it has come: what the client's thread writes and one task reads.
///
/// States: waiting for the head, reading the body, ended (for good, by the first who says so). Bytes that came before the end
/// are still read after it, but where the task was cancelled.
final class Exchange: Sendable {
  /// How the body is kept until it is read.
  enum Reading: Sendable {
    /// Whole, up to a bound.
    case collecting(limit: Int)
    /// What was not read yet.
    case streaming(bound: Int, overflow: HTTPClientOverflow)
  }

  /// What became of bytes of the body.
  enum Intake {
    case taken
    /// They must be offered again after `Signals.resumes`.
    case pause
    /// The exchange has ended.
    case refused
  }

  /// What the task wants of the client's thread.
  struct Signals {
    var hasEnded = false
    var resumes = false
    /// There is more of the request's body.
    var uploads = false
  }

  private struct State {
    var head: HTTPClientResponseHead?
    var body: [UInt8] = []
    var end: Result<Void, HTTPClientError>?
    var isPaused = false
    var resumes = false
    var uploads = false
    var isSignalled = false
    var isRead = false
    /// Whether libcurl has it.
    var hasBegun = false
    var waiter: CheckedContinuation<Void, Never>?

    /// How often there was something to wake for.
    var changes: UInt64 = 0

    /// Something changed: who waits is to be woken when the lock is free.
    mutating func takeWaiter() -> CheckedContinuation<Void, Never>? {
      changes += 1
      let waiter = waiter
      self.waiter = nil
      return waiter
    }
  }

  /// What counts as for ever.
  static let longest = Duration.seconds(1 << 32)

  let request: HTTPClientRequest
  let credentials: HTTPClientCredentials
  /// The URL's host, for errors.
  let host: String
  /// When the whole must be over.
  let deadline: ContinuousClock.Instant?
  /// The request's body, where it is written while it is sent.
  let upload: UploadBuffer?
  private let reading: Reading
  private let queue: RequestQueue
  private let state = Mutex(State())

  init(
    _ request: HTTPClientRequest, _ credentials: HTTPClientCredentials, _ reading: Reading, _ queue: RequestQueue,
    upload: UploadBuffer? = nil
  ) {
    self.request = request
    self.credentials = credentials
    self.reading = reading
    self.upload = upload
    self.queue = queue
    host = String(URLParts(request.url).authority)
    deadline = request.deadline.map { .now + min($0, Self.longest) }
  }

  // MARK: The client's thread

  /// Whether there is nothing left to do.
  var hasEnded: Bool { state.withLock { $0.end != nil } }

  /// Says that its transfer begins; false where it has ended already.
  func begin() -> Bool {
    state.withLock { state in
      if state.end == nil { state.hasBegun = true }
      return state.end == nil
    }
  }

  /// The head has come.
  func receive(_ head: HTTPClientResponseHead) {
    let waiter = state.withLock { state in
      state.head = head
      return state.takeWaiter()
    }
    waiter?.resume()
  }

  /// Bytes of the body have come.
  func receive(_ bytes: UnsafeRawBufferPointer) -> Intake {
    var signals = false
    let (intake, waiter) = state.withLock { state -> (Intake, CheckedContinuation<Void, Never>?) in
      guard state.end == nil else { return (.refused, nil) }
      let count = state.body.count + bytes.count
      switch reading {
      case .collecting(let limit) where count > limit:
        state.end = .failure(.bodyTooLarge(limit, self))
      case .streaming(let bound, let overflow) where count > bound && !state.body.isEmpty:
        if overflow == .pause {
          state.isPaused = true
          return (.pause, nil)
        }
        let message = "the reader fell behind by more than \(bound) bytes; read faster or give a larger bound"
        state.end = .failure(HTTPClientError(.readerTooSlow, message, host: host))
      case .collecting:
        unsafe state.body.append(contentsOf: bytes)
        return (.taken, nil)
      case .streaming:
        unsafe state.body.append(contentsOf: bytes)
        return (.taken, state.takeWaiter())
      }
      signals = Self.signal(&state)
      return (.refused, state.takeWaiter())
    }
    if intake == .refused { endUpload() }
    waiter?.resume()
    if signals { queue.signal(self) }
    return intake
  }

  /// The whole answer has come, though the request's body is not sent: the transfer is to be removed.
  func finish() {
    let (waiter, signals) = state.withLock { state -> (CheckedContinuation<Void, Never>?, Bool) in
      guard state.end == nil else { return (nil, false) }
      state.end = .success(())
      return (state.takeWaiter(), Self.signal(&state))
    }
    endUpload()
    waiter?.resume()
    if signals { queue.signal(self) }
  }

  /// The exchange is over; says nothing where it was before.
  func end(_ result: Result<Void, HTTPClientError>) {
    let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
      guard state.end == nil else { return nil }
      state.end = result.mapError { Self.error($0, state) }
      return state.takeWaiter()
    }
    endUpload()
    waiter?.resume()
  }

  /// What the task wants, once.
  func takeSignals() -> Signals {
    state.withLock { state in
      let signals = Signals(hasEnded: state.end != nil, resumes: state.resumes, uploads: state.uploads)
      state.resumes = false
      state.uploads = false
      state.isSignalled = false
      return signals
    }
  }

  // MARK: The task

  /// Ends the exchange, and has its transfer removed.
  @discardableResult
  func cancel(_ error: HTTPClientError? = nil) -> HTTPClientError {
    var error = error ?? HTTPClientError(.cancelled, "the request was cancelled", host: host)
    let (waiter, signals) = state.withLock { state -> (CheckedContinuation<Void, Never>?, Bool) in
      // What came before is for nobody.
      state.body = []
      error = Self.error(error, state)
      guard state.end == nil else { return (nil, false) }
      state.end = .failure(error)
      return (state.takeWaiter(), Self.signal(&state))
    }
    endUpload()
    waiter?.resume()
    if signals { queue.signal(self) }
    return error
  }

  /// The error with what is known of the transfer.
  private static func error(_ error: HTTPClientError, _ state: State) -> HTTPClientError {
    var error = error
    if !state.hasBegun { error.mayHaveBeenSent = false }
    return error
  }

  /// The request's body has more for libcurl, which waits for it.
  func wakeUpload() {
    let signals = state.withLock { state in
      guard state.end == nil else { return false }
      state.uploads = true
      return Self.signal(&state)
    }
    if signals { queue.signal(self) }
  }

  /// Tells who writes the request's body that it is over, before anybody else hears of it.
  private func endUpload() {
    guard let upload, let end = state.withLock({ $0.end }) else { return }
    switch end {
    case .success: upload.ended(nil, host: host)
    case .failure(let error): upload.ended(error, host: host)
    }
  }

  /// Waits for the whole answer.
  func response() async throws(HTTPClientError) -> HTTPClientResponse {
    let result = await wait { state -> Result<HTTPClientResponse, HTTPClientError>? in
      switch state.end {
      case nil: return nil
      case .failure(let error): return .failure(error)
      case .success:
        guard let head = state.head else { return .failure(self.noHead) }
        let body = state.body
        state.body = []
        return .success(HTTPClientResponse(status: head.status, headers: head.headers, body: body))
      }
    }
    return try result.get()
  }

  /// Waits for the head.
  func head() async throws(HTTPClientError) -> HTTPClientResponseHead {
    let result = await wait { state -> Result<HTTPClientResponseHead, HTTPClientError>? in
      if let head = state.head { return .success(head) }
      switch state.end {
      case nil: return nil
      case .failure(let error): return .failure(error)
      case .success: return .failure(self.noHead)
      }
    }
    return try result.get()
  }

  /// Waits for bytes of the body.
  func next(isolation: isolated (any Actor)?) async throws(HTTPClientError) -> [UInt8]? {
    var resumes = false
    let result = await wait(isolation: isolation) { state -> Result<[UInt8]?, HTTPClientError>? in
      guard state.body.isEmpty else {
        let body = state.body
        state.body = []
        if state.isPaused {
          state.isPaused = false
          state.resumes = true
          resumes = Self.signal(&state)
        }
        return .success(body)
      }
      return state.end.map { $0.map { nil } }
    }
    if resumes { queue.signal(self) }
    return try result.get()
  }

  private var noHead: HTTPClientError {
    HTTPClientError(.protocolError, "the server answered without a head", host: host)
  }

  /// Whether the thread must be told that there are signals.
  private static func signal(_ state: inout State) -> Bool {
    guard !state.isSignalled else { return false }
    state.isSignalled = true
    return true
  }

  /// Waits until `ready` gives something; it is asked under the lock.
  private func wait<Value: Sendable>(
    isolation: isolated (any Actor)? = #isolation,
    until ready: (inout State) -> Result<Value, HTTPClientError>?
  ) async -> Result<Value, HTTPClientError> {
    let isFree = state.withLock { state in
      defer { state.isRead = true }
      return !state.isRead
    }
    guard isFree else {
      return .failure(HTTPClientError(.invalidRequest, "the body has another reader", host: host))
    }
    defer { state.withLock { $0.isRead = false } }
    while true {
      if Task.isCancelled { return .failure(cancel()) }
      let (result, seen) = state.withLock { (ready(&$0), $0.changes) }
      if let result { return result }
      await withTaskCancellationHandler {
        await withCheckedContinuation(isolation: isolation) { wake($0, after: seen) }
      } onCancel: {
        cancel()
      }
    }
  }

  /// Resumes at the next change after `seen` of them, which may have been meanwhile.
  private func wake(_ waiter: CheckedContinuation<Void, Never>, after seen: UInt64) {
    let isLate = state.withLock { state in
      guard state.changes == seen else { return true }
      state.waiter = waiter
      return false
    }
    if isLate { waiter.resume() }
  }
}
