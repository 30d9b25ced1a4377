import Synchronization

/// What a listener has counted since it began.
public struct ListenerCounters: Sendable, Hashable {
  /// Connections that are open now, those in a handshake too.
  public var open = 0
  /// Connections in a TLS handshake now.
  public var handshaking = 0
  /// The bytes that wait for peers now, on all connections, as far as they are counted (`maximumQueuedBytes`).
  public var queuedBytes = 0
  /// Connections that were accepted.
  public var accepted = 0
  /// Connections that were closed at once, because as many as may be were open or the loop's mailbox was full.
  public var refused = 0
  /// Connections that were closed at once, because their peer had as many open as it may have.
  public var refusedOfPeer = 0
  /// TLS handshakes that failed, took too long, or were broken off by the peer; those that were given up, too.
  public var handshakeFailures = 0
  /// TLS handshakes that were given up for newer ones, because as many as may be were not done.
  public var handshakesGivenUp = 0
  /// Connections that were cut, because too many bytes waited on all and most of them on these.
  public var cut = 0
  /// Times that accepting paused, because the system had no descriptor or memory for a connection.
  public var exhausted = 0

  /// Nothing counted.
  public init() {}
}

/// The counters of a listener, counted by its loops.
final class ConnectionCounters: Sendable {
  private let open = Atomic<Int>(0)
  private let handshaking = Atomic<Int>(0)
  private let queuedBytes = Atomic<Int>(0)
  private let accepted = Atomic<Int>(0)
  private let refused = Atomic<Int>(0)
  private let refusedOfPeer = Atomic<Int>(0)
  private let handshakeFailures = Atomic<Int>(0)
  private let handshakesGivenUp = Atomic<Int>(0)
  private let cut = Atomic<Int>(0)
  private let exhausted = Atomic<Int>(0)

  var values: ListenerCounters {
    var values = ListenerCounters()
    values.open = open.load(ordering: .relaxed)
    values.handshaking = handshaking.load(ordering: .relaxed)
    values.queuedBytes = queuedBytes.load(ordering: .relaxed)
    values.accepted = accepted.load(ordering: .relaxed)
    values.refused = refused.load(ordering: .relaxed)
    values.refusedOfPeer = refusedOfPeer.load(ordering: .relaxed)
    values.handshakeFailures = handshakeFailures.load(ordering: .relaxed)
    values.handshakesGivenUp = handshakesGivenUp.load(ordering: .relaxed)
    values.cut = cut.load(ordering: .relaxed)
    values.exhausted = exhausted.load(ordering: .relaxed)
    return values
  }

  /// Counts a connection in, unless `limit` are open. Only the accepting loop calls it.
  func admit(limit: Int) -> Bool {
    guard open.load(ordering: .relaxed) < limit else {
      connectionRefused()
      return false
    }
    open.wrappingAdd(1, ordering: .relaxed)
    return true
  }

  func connectionAccepted() { accepted.wrappingAdd(1, ordering: .relaxed) }
  func connectionRefused() { refused.wrappingAdd(1, ordering: .relaxed) }
  func connectionOfPeerRefused() { refusedOfPeer.wrappingAdd(1, ordering: .relaxed) }
  func connectionEnded() { open.wrappingSubtract(1, ordering: .relaxed) }
  func connectionCut() { cut.wrappingAdd(1, ordering: .relaxed) }
  func queued(_ bytes: Int) { queuedBytes.store(bytes, ordering: .relaxed) }
  func handshakeBegan() { handshaking.wrappingAdd(1, ordering: .relaxed) }
  func handshakeEnded() { handshaking.wrappingSubtract(1, ordering: .relaxed) }
  func handshakeFailed() { handshakeFailures.wrappingAdd(1, ordering: .relaxed) }
  func handshakeGivenUp() { handshakesGivenUp.wrappingAdd(1, ordering: .relaxed) }
  func systemExhausted() { exhausted.wrappingAdd(1, ordering: .relaxed) }
  func handshakes(reach limit: Int) -> Bool { handshaking.load(ordering: .relaxed) >= limit }
}
