import CCurl
import Glibc

/// The client's thread: gives libcurl the requests, lets it move bytes, and watches the deadlines.
///
/// States: running, stopping (what is under way may finish), over. All that it owns is touched on its thread only; it reaches
/// tasks through their exchanges alone.
@safe
final class TransferLoop {
  private let multi: UnsafeMutableRawPointer
  private let queue: RequestQueue
  private let settings: HTTPClientSettings
  private var waiting: [Exchange] = []
  private var running: [ObjectIdentifier: Transfer] = [:]
  /// Whether resets of streams that were given up must leave: see `flush`.
  private var hasResets = false
  private var silence = SilenceWatch()
  private let moves = MoveCount()
  private var spin = SpinGuard()
  /// No deadline is over before this time.
  private var nextCheck: ContinuousClock.Instant?

  /// Starts the thread.
  static func start(_ settings: HTTPClientSettings) throws(HTTPClientError) -> RequestQueue {
    guard isLibraryReady, let multi = unsafe curl_multi_init() else {
      throw HTTPClientError(.other, "libcurl cannot begin: out of memory", host: "HTTP client")
    }
    let loop = unsafe TransferLoop(multi, settings)
    let queue = loop.queue
    // The signals of the process are for its other threads.
    var all = sigset_t()
    var before = sigset_t()
    unsafe sigfillset(&all)
    unsafe pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
    var thread = pthread_t()
    let context = unsafe Unmanaged.passRetained(loop)
    let result = unsafe pthread_create(&thread, nil, transferThread, context.toOpaque())
    guard result == 0 else {
      unsafe context.release()
      unsafe curl_multi_cleanup(multi)
      throw HTTPClientError(.other, "the system gives no thread (error \(result))", host: "HTTP client")
    }
    pthread_detach(thread)
    return queue
  }

  /// libcurl is made ready once, by whoever comes first.
  private static let isLibraryReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  private init(_ multi: UnsafeMutableRawPointer, _ settings: HTTPClientSettings) {
    unsafe self.multi = multi
    var settings = settings
    settings.maximumConcurrentRequests = max(1, settings.maximumConcurrentRequests)
    self.settings = settings
    unsafe queue = RequestQueue(waking: multi, maximumRequests: settings.maximumRequests)
    unsafe koperator_curl_multi_set_long(multi, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
    // The server's bound counts, which libcurl takes for 100 until it is told.
    unsafe koperator_curl_multi_set_long(multi, CURLMOPT_MAX_CONCURRENT_STREAMS, settings.maximumConcurrentRequests)
    unsafe koperator_curl_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, settings.maximumConnectionsPerHost)
    unsafe koperator_curl_multi_set_long(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, settings.maximumConnections)
    unsafe koperator_curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, settings.maximumConnections)
  }

  // MARK: The thread

  fileprivate func run() {
    while true {
      let work = queue.take()
      for exchange in work.begun {
        check(by: exchange.deadline)
        waiting.append(exchange)
      }
      for exchange in work.signalled { heed(exchange) }
      begin()
      var count: Int32 = 0
      unsafe curl_multi_perform(multi, &count)
      finish()
      let now = ContinuousClock.now
      if let nextCheck, nextCheck <= now { endLate(now) }
      if hasResets { flush() }
      if spin.isSpinning(moves: moves.value, at: now) {
        usleep(SpinGuard.pause)
        spin.waited(until: .now)
      }
      if let stop = work.stop, stop <= now || (running.isEmpty && waiting.isEmpty) { break }
      let isBehind = !waiting.isEmpty && running.count < settings.maximumConcurrentRequests
      unsafe curl_multi_poll(multi, nil, 0, isBehind ? 0 : patience(now, work.stop), nil)
    }
    let left = queue.close()
    for exchange in waiting + left.begun { end(exchange, .failure(stopped(exchange))) }
    for transfer in running.values { end(transfer, .failure(stopped(transfer.exchange))) }
    unsafe curl_multi_cleanup(multi)
    queue.ended()
  }

  /// How many milliseconds there is nothing to do but for libcurl.
  private func patience(_ now: ContinuousClock.Instant, _ stop: ContinuousClock.Instant?) -> Int32 {
    var until = now + .seconds(3_600)
    if let nextCheck { until = min(until, nextCheck) }
    if let stop { until = min(until, stop) }
    return Int32(clamping: (until - now).milliseconds)
  }

  private func check(by time: ContinuousClock.Instant?) {
    guard let time else { return }
    nextCheck = min(nextCheck ?? time, time)
  }

  // MARK: Exchanges

  /// A task wants something of an exchange.
  private func heed(_ exchange: Exchange) {
    let signals = exchange.takeSignals()
    guard let transfer = running[ObjectIdentifier(exchange)] else {
      if signals.hasEnded, let place = waiting.firstIndex(where: { $0 === exchange }) {
        waiting.remove(at: place)
        queue.finished()
      }
      return
    }
    if signals.hasEnded {
      end(transfer, .success(()))
    } else {
      if signals.resumes { check(by: transfer.resume()) }
      if signals.uploads { check(by: transfer.resumeUpload()) }
    }
  }

  /// Gives libcurl as many of those that wait as it may have.
  private func begin() {
    while running.count < settings.maximumConcurrentRequests, !waiting.isEmpty {
      let exchange = waiting.removeFirst()
      // A task that cancels before its request has begun.
      guard exchange.begin() else {
        queue.finished()
        continue
      }
      do throws(HTTPClientError) {
        let transfer = try Transfer(exchange, settings, generation: silence.generation, counting: moves)
        let code = unsafe curl_multi_add_handle(multi, transfer.handle)
        guard code == CURLM_OK else {
          let message = unsafe String(cString: curl_multi_strerror(code))
          throw HTTPClientError(.other, "the request cannot begin", host: exchange.host, cause: message)
        }
        running[ObjectIdentifier(exchange)] = transfer
        moves.value += 1
        check(by: transfer.progressDeadline)
      } catch {
        end(exchange, .failure(error))
      }
    }
  }

  /// Ends what libcurl has finished.
  private func finish() {
    var left: Int32 = 0
    while let message = unsafe curl_multi_info_read(multi, &left) {
      guard unsafe message.pointee.msg == CURLMSG_DONE, let handle = unsafe message.pointee.easy_handle else {
        continue
      }
      let code = unsafe koperator_curl_result(message)
      guard let context = unsafe koperator_curl_private(handle) else { continue }
      let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
      end(transfer, transfer.result(code), isFinished: true)
    }
  }

  /// Ends those whose deadline is over.
  private func endLate(_ now: ContinuousClock.Instant) {
    nextCheck = nil
    for exchange in waiting {
      guard let deadline = exchange.deadline, deadline <= now else {
        check(by: exchange.deadline)
        continue
      }
      waiting.removeAll { $0 === exchange }
      end(exchange, .failure(late(exchange)))
    }
    for transfer in running.values {
      if let deadline = transfer.exchange.deadline, deadline <= now {
        judge(transfer, now)
        end(transfer, .failure(late(transfer.exchange)))
      } else if let deadline = transfer.progressDeadline, deadline <= now {
        judge(transfer, now)
        end(transfer, .failure(transfer.stalled))
      } else {
        check(by: transfer.exchange.deadline)
        check(by: transfer.progressDeadline)
      }
    }
  }

  /// Whether its connection is to be left, now that it is too late.
  private func judge(_ transfer: Transfer, _ now: ContinuousClock.Instant) {
    guard transfer.isByTLS, !transfer.isPaused else { return }
    let host = transfer.exchange.host
    for other in running.values where other.exchange.host == host {
      if let time = other.lastReceived { silence.heard(host, at: time) }
    }
    silence.gaveUp(host, silentSince: transfer.lastProgress, at: now)
  }

  private func end(_ transfer: Transfer, _ result: Result<Void, HTTPClientError>, isFinished: Bool = false) {
    if transfer.isByTLS, let time = transfer.lastReceived { silence.heard(transfer.exchange.host, at: time) }
    if !isFinished {
      transfer.giveUp()
      hasResets = true
    }
    unsafe curl_multi_remove_handle(multi, transfer.handle)
    running[ObjectIdentifier(transfer.exchange)] = nil
    moves.value += 1
    transfer.close()
    end(transfer.exchange, result)
  }

  /// Sends the resets of streams that were given up: libcurl 7.88 keeps them until something else is sent on the connection
  /// (curl issue 17611), and the server would go on sending.
  private func flush() {
    hasResets = false
    for transfer in running.values { transfer.flush() }
  }

  private func end(_ exchange: Exchange, _ result: Result<Void, HTTPClientError>) {
    queue.finished()
    exchange.end(result)
  }

  private func late(_ exchange: Exchange) -> HTTPClientError {
    let limit = exchange.request.deadline ?? .zero
    return HTTPClientError(.deadlineExceeded, "no whole answer within \(limit)", host: exchange.host)
  }

  private func stopped(_ exchange: Exchange) -> HTTPClientError {
    HTTPClientError(.stopped, "the client has stopped", host: exchange.host)
  }
}

/// The thread's function: it takes over the loop.
private func transferThread(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let context = unsafe context else { return nil }
  unsafe Unmanaged<TransferLoop>.fromOpaque(context).takeRetainedValue().run()
  return nil
}

extension Duration {
  /// Whole milliseconds, rounded up.
  var milliseconds: Int64 {
    let (seconds, attoseconds) = components
    let part = (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    let (whole, overflows) = seconds.multipliedReportingOverflow(by: 1_000)
    return overflows ? .max : whole &+ part
  }
}
