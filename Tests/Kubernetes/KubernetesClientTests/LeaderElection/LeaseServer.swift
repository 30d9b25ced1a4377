import HTTPClient
import JSON
import KubernetesClient
import KubernetesObjects
import Synchronization

/// An API server that holds one Lease, and keeps a record of all other writes. Each process has a network of its own to it.
final class LeaseServer: Sendable {
  /// What was written, in the server's order: `take by a`, `release by a`, `write by a`.
  struct Entry: Sendable, Hashable {
    let text: String
    let time: Duration
  }

  private struct State {
    var lease: Lease?
    var version = 0
    var record: [Entry] = []
    var watches: [Int: LeaseWatch] = [:]
    var watchCount = 0
  }

  private let state = Mutex(State())
  let clock: any MonotonicClock

  init(_ clock: any MonotonicClock) { self.clock = clock }

  var lease: Lease? { state.withLock { $0.lease } }
  var holder: String? { lease?.spec?.holderIdentity }
  var entries: [Entry] { state.withLock { $0.record } }
  /// What was written, but for renewals.
  var record: [String] { entries.map(\.text) }
  var watchers: Int { state.withLock { $0.watches.count } }

  /// Carries a request of a process out.
  func serve(_ request: APIRequest, of process: String) throws(ClientError) -> APIAnswer {
    guard request.subject.resource == "leases" else {
      if request.method != .get { note("write by \(process)") }
      return APIAnswer(body: JSONValue.object([:]).serialized())
    }
    if request.method == .get {
      guard let lease else { throw refusal(request, 404, "NotFound") }
      return APIAnswer(body: lease.json.serialized())
    }
    let result = state.withLock { state -> (stored: Lease?, told: [LeaseWatch]) in
      guard let body = request.body, var lease = try? Lease(json: JSONValue(parsing: body)) else { return (nil, []) }
      guard lease.metadata.resourceVersion == state.lease?.metadata.resourceVersion else { return (nil, []) }
      let before = state.lease?.spec?.holderIdentity ?? ""
      let after = lease.spec?.holderIdentity ?? ""
      if before != after {
        state.record.append(Entry(text: "\(after.isEmpty ? "release" : "take") by \(process)", time: clock.now))
      }
      state.version += 1
      lease.metadata.uid = "lease"
      lease.metadata.resourceVersion = "\(state.version)"
      let isNew = state.lease == nil
      state.lease = lease
      for watch in state.watches.values { watch.put(isNew ? "ADDED" : "MODIFIED", lease) }
      return (lease, [])
    }
    guard let stored = result.stored else { throw refusal(request, 409, "Conflict") }
    return APIAnswer(body: stored.json.serialized())
  }

  func watch() -> LeaseWatch {
    state.withLock { state in
      let watch = LeaseWatch()
      state.watchCount += 1
      state.watches[state.watchCount] = watch
      if let lease = state.lease { watch.put("ADDED", lease) }
      return watch
    }
  }

  /// Ends all watches, as a server does that is restarted.
  func endWatches() {
    let watches = state.withLock { state in
      defer { state.watches = [:] }
      return state.watches.values
    }
    for watch in watches { watch.end() }
  }

  private func note(_ text: String) { state.withLock { $0.record.append(Entry(text: text, time: clock.now)) } }

  private func refusal(_ request: APIRequest, _ status: Int, _ reason: String) -> ClientError {
    let code: APIError.Code = status == 404 ? .notFound : .conflict
    return ClientError(
      .refused(APIError(code: code, message: reason, subject: request.subject, httpStatus: status)),
      subject: request.subject)
  }
}

/// The events of one watch.
final class LeaseWatch: Sendable {
  private let stream: AsyncStream<[UInt8]>
  private let continuation: AsyncStream<[UInt8]>.Continuation

  init() { (stream, continuation) = AsyncStream.makeStream() }

  func put(_ type: String, _ lease: Lease) {
    let event: JSONValue = ["type": .string(type), "object": lease.json]
    continuation.yield(event.serialized() + [UInt8(ascii: "\n")])
  }

  func end() { continuation.finish() }

  func next() async -> [UInt8]? {
    var iterator = stream.makeAsyncIterator()
    return await iterator.next()
  }
}
