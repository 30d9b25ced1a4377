import Synchronization

/// Pieces of an answer on their way from who makes them to a connection.
///
/// States: open, finished (nothing more comes), abandoned (nobody reads any more). It must never hold more than its bound:
/// a reader that is so slow loses the feed, and hears of it by its end.
final class ByteFeed: Sendable {
  private struct State {
    var pieces: [[UInt8]] = []
    var first = 0
    var bytes = 0
    var isFinished = false
    var isAbandoned = false
    var isWoken = false
    var wake: (@Sendable () -> Void)?
    var onAbandon: (@Sendable () -> Void)?
  }

  private let state = Mutex(State())
  private let bound: Int

  /// A feed that holds at most that many bytes.
  init(bound: Int) { self.bound = bound }

  /// Adds a piece.
  ///
  /// - Parameter isBounded: Whether the bound counts; what a feed begins with is in memory anyway.
  /// - Returns: whether there is still someone who will read it; else the feed is over.
  @discardableResult func offer(_ piece: [UInt8], isBounded: Bool = true) -> Bool {
    let (taken, wake) = state.withLock { state -> (Bool, (@Sendable () -> Void)?) in
      guard !state.isFinished, !state.isAbandoned else { return (false, nil) }
      guard !isBounded || state.bytes == 0 || state.bytes + piece.count <= bound else {
        state.isFinished = true
        return (false, Self.wake(&state))
      }
      state.pieces.append(piece)
      state.bytes += piece.count
      return (true, Self.wake(&state))
    }
    wake?()
    return taken
  }

  /// Nothing more comes.
  func finish() {
    let wake = state.withLock { state -> (@Sendable () -> Void)? in
      guard !state.isFinished else { return nil }
      state.isFinished = true
      return Self.wake(&state)
    }
    wake?()
  }

  private static func wake(_ state: inout State) -> (@Sendable () -> Void)? {
    guard !state.isWoken else { return nil }
    state.isWoken = true
    return state.wake
  }

  /// Whether nobody offers or nobody reads any more.
  var isOver: Bool { state.withLock { $0.isFinished || $0.isAbandoned } }

  /// How many bytes wait.
  var waitingBytes: Int { state.withLock { $0.bytes } }

  // MARK: The reader

  /// Calls `wake` whenever there is something to take that was not there at the last `take`; also now, where there is.
  func connect(_ wake: @escaping @Sendable () -> Void) {
    let isDue = state.withLock { state in
      state.wake = wake
      state.isWoken = state.first < state.pieces.count || state.isFinished
      return state.isWoken
    }
    if isDue { wake() }
  }

  /// The next piece, nil where there is none now.
  func take() -> [UInt8]? {
    state.withLock { state in
      state.isWoken = false
      guard state.first < state.pieces.count else { return nil }
      let piece = state.pieces[state.first]
      state.pieces[state.first] = []
      state.first += 1
      state.bytes -= piece.count
      if state.first == state.pieces.count || state.first > 1024 {
        state.pieces.removeFirst(state.first)
        state.first = 0
      }
      return piece
    }
  }

  /// Whether all was taken and nothing more comes.
  var isDrained: Bool { state.withLock { $0.isFinished && $0.first == $0.pieces.count } }

  /// What happens when nobody reads any more.
  func onAbandon(_ action: @escaping @Sendable () -> Void) {
    let isDue = state.withLock { state in
      state.onAbandon = action
      return state.isAbandoned
    }
    if isDue { action() }
  }

  /// Nobody reads any more.
  func abandon() {
    let action = state.withLock { state -> (@Sendable () -> Void)? in
      guard !state.isAbandoned else { return nil }
      state.isAbandoned = true
      state.pieces = []
      state.first = 0
      state.bytes = 0
      state.wake = nil
      return state.onAbandon
    }
    action?()
  }
}
