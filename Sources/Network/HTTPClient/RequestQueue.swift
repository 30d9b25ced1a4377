import CCurl
import Synchronization

/// What tasks hand to the client's thread: requests to begin, exchanges that want something, and the wish to stop.
///
/// It is bounded by the most requests that a client may have: each is in it at most once to begin and once with a signal.
/// States: open, stopping, closed for good; after `close` libcurl's handle is not touched any more.
@safe
final class RequestQueue: @unchecked Sendable {
  /// What there is to do.
  struct Work {
    var begun: [Exchange] = []
    var signalled: [Exchange] = []
    /// When all must be over.
    var stop: ContinuousClock.Instant?
  }

  private struct State {
    var work = Work()
    var openRequests = 0
    var isWoken = false
    var isClosed = false
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())
  private let multi: UnsafeMutableRawPointer
  private let maximumRequests: Int

  init(waking multi: UnsafeMutableRawPointer, maximumRequests: Int) {
    unsafe self.multi = multi
    self.maximumRequests = maximumRequests
  }

  // MARK: Tasks

  var openRequests: Int { state.withLock { $0.openRequests } }

  /// Begins an exchange, or says why it cannot be.
  func submit(_ exchange: Exchange) throws(HTTPClientError) {
    let problem = state.withLock { state -> HTTPClientError? in
      if state.isClosed || state.work.stop != nil {
        return HTTPClientError(.stopped, "the client has stopped", host: exchange.host)
      }
      guard state.openRequests < maximumRequests else {
        let message = "\(maximumRequests) requests are under way or wait already: make fewer at a time"
        return HTTPClientError(.tooManyRequests, message, host: exchange.host)
      }
      state.openRequests += 1
      state.work.begun.append(exchange)
      wake(&state)
      return nil
    }
    if let problem { throw problem }
  }

  /// An exchange wants something; it calls this again only when its signals were taken.
  func signal(_ exchange: Exchange) {
    state.withLock { state in
      guard !state.isClosed else { return }
      state.work.signalled.append(exchange)
      wake(&state)
    }
  }

  /// Asks for the end; an earlier time counts. The waiter is resumed when the thread has ended.
  func stop(at time: ContinuousClock.Instant, then waiter: CheckedContinuation<Void, Never>? = nil) {
    let isClosed = state.withLock { state in
      guard !state.isClosed else { return true }
      state.work.stop = min(state.work.stop ?? time, time)
      if let waiter { state.waiters.append(waiter) }
      wake(&state)
      return false
    }
    if isClosed { waiter?.resume() }
  }

  // MARK: The thread

  /// Takes what there is to do.
  func take() -> Work {
    state.withLock { state in
      let work = state.work
      state.work = Work(stop: work.stop)
      state.isWoken = false
      return work
    }
  }

  /// An exchange is over.
  func finished() { state.withLock { $0.openRequests -= 1 } }

  /// Takes what is left, and is not woken any more.
  func close() -> Work {
    state.withLock { state in
      state.isClosed = true
      let work = state.work
      state.work = Work()
      return work
    }
  }

  /// Resumes who waited for the end.
  func ended() {
    let waiters = state.withLock { state in
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in waiters { waiter.resume() }
  }

  // Under the lock, so that it never meets a handle that is gone.
  private func wake(_ state: inout State) {
    guard !state.isWoken else { return }
    state.isWoken = true
    unsafe curl_multi_wakeup(multi)
  }
}
