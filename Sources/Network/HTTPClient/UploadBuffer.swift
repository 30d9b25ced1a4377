import Synchronization

/// What a request's writer has written and libcurl has not taken yet: one task writes, the client's thread reads.
///
/// States: written to (before the request begins as well), finished, over. It keeps no more than its bound, or one piece that is
/// larger. It must never give out an end that the writer has not said: what is cut off would look like the whole.
final class UploadBuffer: Sendable {
  /// What libcurl gets.
  enum Piece {
    case bytes(Int)
    /// Nothing is there; `Signals.uploads` tells when there is.
    case pause
    case end
    /// The request is over.
    case abort
  }

  private enum Admission {
    /// The exchange is to be told where libcurl waits.
    case taken(wakes: Exchange?)
    case full
    case refused(HTTPClientError)
  }

  private struct State {
    var bytes: [UInt8] = []
    var offset = 0
    /// All that was written, and all that was read.
    var written = 0
    var read = 0
    var isFinished = false
    var isEndGiven = false
    var isStarved = false
    var isWriting = false
    var isTaken = false
    var exchange: Exchange?
    var end: HTTPClientError?
    var waiter: CheckedContinuation<Void, Never>?

    mutating func takeWaiter() -> CheckedContinuation<Void, Never>? {
      let taken = waiter
      waiter = nil
      return taken
    }

    mutating func takeStarved() -> Exchange? {
      guard isStarved else { return nil }
      isStarved = false
      return exchange
    }
  }

  /// The whole length in bytes, where it is known before.
  let length: Int?
  private let bound: Int
  private let state = Mutex(State())

  init(length: Int?, bound: Int) {
    self.length = length
    self.bound = max(1, bound)
  }

  // MARK: The client's thread

  /// Whether libcurl has all of it; it does not ask for the end where it knows the length.
  var isTakenWhole: Bool { state.withLock { $0.isEndGiven || $0.read == length } }

  /// Copies what is there.
  func read(into target: UnsafeMutableRawBufferPointer) -> Piece {
    let (piece, waiter) = state.withLock { state -> (Piece, CheckedContinuation<Void, Never>?) in
      guard state.end == nil else { return (.abort, nil) }
      let count = min(target.count, state.bytes.count - state.offset)
      guard count > 0 else {
        state.isStarved = !state.isFinished
        state.isEndGiven = state.isFinished
        return (state.isFinished ? .end : .pause, nil)
      }
      unsafe state.bytes.withUnsafeBytes { bytes in
        let part = unsafe UnsafeRawBufferPointer(rebasing: bytes[state.offset..<state.offset + count])
        unsafe target.copyMemory(from: part)
      }
      state.read += count
      state.offset += count
      if 2 * state.offset >= state.bytes.count {
        state.bytes.removeFirst(state.offset)
        state.offset = 0
      }
      return (.bytes(count), state.takeWaiter())
    }
    waiter?.resume()
    return piece
  }

  // MARK: The exchange

  /// It is the body of this one; false where it is another's already.
  func attach(_ exchange: Exchange) -> Bool {
    state.withLock { state in
      guard !state.isTaken, state.end == nil else { return false }
      state.isTaken = true
      state.exchange = exchange
      return true
    }
  }

  /// Its request is over; nil where that ended well.
  func ended(_ error: HTTPClientError?, host: String) {
    let message = "the server answered without waiting for the rest of the body"
    let waiter = state.withLock { state in
      state.exchange = nil
      state.bytes = []
      state.offset = 0
      if state.end == nil { state.end = error ?? HTTPClientError(.bodyNotWanted, message, host: host) }
      return state.takeWaiter()
    }
    waiter?.resume()
  }

  // MARK: The task

  /// Adds bytes as soon as there is room.
  func write(_ bytes: [UInt8]) async throws(HTTPClientError) {
    let isFree = state.withLock { state in
      defer { state.isWriting = true }
      return !state.isWriting
    }
    guard isFree else { throw HTTPClientError(.invalidRequest, "the body has another writer", host: host) }
    defer { state.withLock { $0.isWriting = false } }
    while true {
      if Task.isCancelled { throw cancel() }
      switch admit(bytes) {
      case .taken(let exchange):
        exchange?.wakeUpload()
        return
      case .refused(let error): throw error
      case .full: break
      }
      await withTaskCancellationHandler {
        await withCheckedContinuation { wait($0) }
      } onCancel: {
        cancel()
      }
    }
  }

  /// The body is whole.
  func finish() throws(HTTPClientError) {
    let (exchange, written) = state.withLock { state -> (Exchange?, Int) in
      guard state.end == nil else { return (nil, length ?? 0) }
      guard length == nil || length == state.written else { return (nil, state.written) }
      state.isFinished = true
      return (state.takeStarved(), state.written)
    }
    exchange?.wakeUpload()
    guard let length, written != length else { return }
    let message = "the body has \(written) bytes instead of the \(length) that were announced"
    throw fail(HTTPClientError(.invalidRequest, message, host: host))
  }

  /// The request fails, but where its body is whole.
  @discardableResult
  func fail(_ error: HTTPClientError) -> HTTPClientError {
    let (exchange, waiter) = state.withLock { state -> (Exchange?, CheckedContinuation<Void, Never>?) in
      guard state.end == nil, !state.isFinished else { return (nil, nil) }
      state.end = error
      return (state.exchange, state.takeWaiter())
    }
    waiter?.resume()
    exchange?.cancel(error)
    return error
  }

  /// The URL's host, for errors, once it is known.
  var host: String { state.withLock { $0.exchange?.host } ?? "request body" }

  @discardableResult
  private func cancel() -> HTTPClientError {
    fail(HTTPClientError(.cancelled, "the body's writer was cancelled", host: host))
  }

  private func admit(_ bytes: [UInt8]) -> Admission {
    state.withLock { state in
      if let end = state.end { return .refused(end) }
      let host = state.exchange?.host ?? "request body"
      if state.isFinished { return .refused(HTTPClientError(.invalidRequest, "the body was finished", host: host)) }
      if let length, length - state.written < bytes.count {
        let message = "the body has more than the \(length) bytes that were announced"
        return .refused(HTTPClientError(.invalidRequest, message, host: host))
      }
      let kept = state.bytes.count - state.offset
      guard kept == 0 || kept + bytes.count <= bound else { return .full }
      state.bytes += bytes
      state.written += bytes.count
      return .taken(wakes: bytes.isEmpty ? nil : state.takeStarved())
    }
  }

  /// Resumes when something was read, or all is over.
  private func wait(_ waiter: CheckedContinuation<Void, Never>) {
    let isLate = state.withLock { state in
      // Half of it is free, or more, when it was read meanwhile.
      guard state.end == nil, state.bytes.count > state.offset, !state.isStarved else { return true }
      state.waiter = waiter
      return false
    }
    if isLate { waiter.resume() }
  }
}
