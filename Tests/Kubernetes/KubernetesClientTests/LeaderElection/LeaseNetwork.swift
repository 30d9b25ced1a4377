import HTTPClient
import KubernetesClient
import Synchronization

/// The way of one process to the server: what a script or chance does to its requests.
final class LeaseNetwork: APITransport {
  private struct State {
    var isCut = false
    var hasWatches = true
    var held: [Int: CheckedContinuation<Void, Never>] = [:]
    var holdsWrites = false
    var count = 0
    var leaseRequests = 0
    var times: [Duration] = []
    var ends: [Duration?] = []
    var chance: SplitMix?
  }

  let name: String
  private let server: LeaseServer
  private let clock: any MonotonicClock
  private let state = Mutex(State())

  init(_ name: String, _ server: LeaseServer, _ clock: any MonotonicClock) {
    self.name = name
    self.server = server
    self.clock = clock
  }

  /// Whether no request about the Lease gets an answer.
  var isCut: Bool {
    get { state.withLock { $0.isCut } }
    set { state.withLock { $0.isCut = newValue } }
  }
  /// Whether the server lets this process watch.
  var hasWatches: Bool {
    get { state.withLock { $0.hasWatches } }
    set { state.withLock { $0.hasWatches = newValue } }
  }
  /// Requests about the Lease that were begun, watches aside.
  var leaseRequests: Int { state.withLock { $0.leaseRequests } }
  /// The times that other writes were given.
  var times: [Duration] { state.withLock { $0.times } }
  /// After which times other writes must not be sent.
  var ends: [Duration?] { state.withLock { $0.ends } }
  /// How many writes are held up on their way.
  var heldWrites: Int { state.withLock { $0.held.count } }

  /// From now on requests are late, lost and cut off by chance; nil ends that.
  func setChance(_ seed: UInt64?) { state.withLock { $0.chance = seed.map { SplitMix(seed: $0) } } }

  /// From now on writes other than of the Lease are held up until `letGo`, or until they are cancelled.
  func holdWrites() { state.withLock { $0.holdsWrites = true } }

  func letGo() {
    let held = state.withLock { state in
      defer { state.held = [:] }
      state.holdsWrites = false
      return Array(state.held.values)
    }
    for continuation in held { continuation.resume() }
  }

  func send(_ request: APIRequest, within time: Duration?) async throws(ClientError) -> APIAnswer {
    let deadline = clock.now + (time ?? .seconds(30))
    let isLease = request.subject.resource == "leases"
    state.withLock { state in
      if isLease { state.leaseRequests += 1 }
      if !isLease, request.method != .get, let time {
        state.times.append(time)
        state.ends.append(request.notAfter)
      }
    }
    if isLease, isCut {
      try await pass(until: deadline, request)
      throw lost(request)
    }
    if !isLease, request.method != .get { try await waitForLeave(request) }
    let (going, coming, isLost) = state.withLock { state -> (Duration, Duration, Bool) in
      guard var chance = state.chance else { return (.zero, .zero, false) }
      defer { state.chance = chance }
      let most = chance.chance(of: 6) ? 14_000 : 300
      let going = Duration.milliseconds(Int.random(in: 0...most, using: &chance))
      let coming = Duration.milliseconds(Int.random(in: 0...most, using: &chance))
      return (going, coming, chance.chance(of: 8))
    }
    try await pass(until: min(clock.now + going, deadline), request)
    if clock.now > deadline { throw lost(request) }
    let answer = try server.serve(request, of: name)
    try await pass(until: min(clock.now + coming, deadline), request)
    if isLost || clock.now > deadline { throw lost(request) }
    return answer
  }

  func watch(_ request: APIRequest) async throws(ClientError) -> WatchBytes {
    guard hasWatches else { throw lost(request) }
    let watch = server.watch()
    return WatchBytes { await watch.next() }
  }

  private func pass(until time: Duration, _ request: APIRequest) async throws(ClientError) {
    if time <= clock.now { return }
    do throws(CancellationError) { try await clock.sleep(until: time) } catch {
      throw ClientError(.cancelled, subject: request.subject)
    }
  }

  private func waitForLeave(_ request: APIRequest) async throws(ClientError) {
    let number = state.withLock { state in
      state.count += 1
      return state.count
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let goes = state.withLock { state in
          if !state.holdsWrites || Task.isCancelled { return true }
          state.held[number] = continuation
          return false
        }
        if goes { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.held.removeValue(forKey: number) }?.resume()
    }
    // Cut off on its way.
    if Task.isCancelled {
      throw ClientError(.cancelled, subject: request.subject, mayHaveBeenCarriedOut: true)
    }
  }

  private func lost(_ request: APIRequest) -> ClientError {
    ClientError(
      .noAnswer(HTTPClientError(.deadlineExceeded, "the time is over", host: "test")), subject: request.subject)
  }
}
