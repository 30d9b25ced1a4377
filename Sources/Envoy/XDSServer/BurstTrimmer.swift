import Transport

/// Gives memory back to the system after many connections began at once: handshakes and first requests leave holes in the
/// heap that idle streams never fill, about a sixth of what a stream by TLS keeps.
///
/// It lives on one loop. States: quiet; counting, until no connection began for a while.
final class BurstTrimmer {
  /// Fewer connections are not worth looking through the heap.
  private static let burst = 64
  /// How long no connection has begun when the burst is over.
  private static let quiet = Duration.seconds(2)

  private let loop: EventLoop
  private var count = 0
  private var last = Duration.zero
  private var isWaiting = false

  init(_ loop: EventLoop) { self.loop = loop }

  /// A connection began.
  func connectionBegan() {
    count += 1
    last = loop.now
    if count >= Self.burst, !isWaiting { wait(until: last + Self.quiet) }
  }

  private func wait(until time: Duration) {
    isWaiting = true
    loop.schedule(at: time) { [weak self] in self?.look() }
  }

  private func look() {
    let end = last + Self.quiet
    if loop.now < end { return wait(until: end) }
    isWaiting = false
    count = 0
    Heap.giveBack()
  }
}
