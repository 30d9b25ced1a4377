/// Notices that the thread goes round and nothing moves: libcurl 7.88 asks again and again whether it may send, at a whole
/// core's cost, where a server keeps the window of a body shut (curl issue 10618, mended in 8.0). A round then waits a little.
struct SpinGuard {
  /// So many rounds may come to nothing, one right after the other; handshakes and settings need a few.
  private static let mostRounds = 50
  /// Who waited longer than this in between does not spin.
  private static let shortest = Duration.milliseconds(1)
  /// How long a round waits, in microseconds: what a request that begins meanwhile loses.
  static let pause: UInt32 = 2_000

  private var rounds = 0
  private var moves = 0
  private var last: ContinuousClock.Instant?

  /// A round is over.
  ///
  /// - Parameter moves: All that has moved since the beginning.
  /// - Returns: Whether to wait before the next.
  mutating func isSpinning(moves: Int, at now: ContinuousClock.Instant) -> Bool {
    let hasWaited = last.map { now - $0 > Self.shortest } ?? true
    rounds = moves == self.moves && !hasWaited ? rounds + 1 : 0
    self.moves = moves
    last = now
    return rounds > Self.mostRounds
  }

  /// It has waited for `pause`.
  mutating func waited(until now: ContinuousClock.Instant) { last = now }
}

/// How much has moved: pieces of requests and answers, and requests themselves. On the client's thread only.
final class MoveCount {
  var value = 0
}
