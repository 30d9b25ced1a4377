import CLinux
import Glibc

/// The connections of a listener that live on one loop and whose TLS handshake is not done. It is touched on that loop only.
///
/// It gives up the oldest ones that keep us waiting, when a listener has as many as may be; never one whose bytes lie in the
/// socket, since that one waits for us.
final class HandshakeList: @unchecked Sendable {
  /// How many are looked at in one call, for each that is to be given up.
  private static let patience = 4

  private var waiting: [UInt64: (connection: Connection, since: Duration)] = [:]
  /// The numbers in the order of their age; those that are not in `waiting` any more are skipped.
  private var order: [UInt64] = []
  private var first = 0
  private var nextNumber: UInt64 = 0

  var count: Int { waiting.count }

  func add(_ connection: Connection, at now: Duration) -> UInt64 {
    nextNumber += 1
    waiting[nextNumber] = (connection, now)
    order.append(nextNumber)
    return nextNumber
  }

  func remove(_ number: UInt64) {
    guard waiting.removeValue(forKey: number) != nil else { return }
    while first < order.count, waiting[order[first]] == nil { first += 1 }
    if first == order.count {
      order = []
      first = 0
    } else if order.count > 64, order.count > 2 * waiting.count {
      order = order[first...].filter { waiting[$0] != nil }
      first = 0
    }
  }

  /// Ends at most `limit` of those that began before `time`.
  ///
  /// - Returns: How many.
  func giveUp(_ limit: Int, before time: Duration) -> Int {
    var victims: [Connection] = []
    for number in order[first...].prefix(limit * Self.patience) {
      guard victims.count < limit else { break }
      guard let (connection, since) = waiting[number] else { continue }
      guard since < time else { break }
      if !Socket.hasInput(connection.descriptor) { victims.append(connection) }
    }
    for connection in victims { connection.giveUpHandshake() }
    return victims.count
  }
}

/// What a connection of a listener holds until its TLS handshake is done.
final class PendingHandshake {
  private let acceptor: Acceptor
  private let list: HandshakeList
  private var number: UInt64 = 0

  init(_ acceptor: Acceptor, in list: HandshakeList) {
    self.acceptor = acceptor
    self.list = list
  }

  func begin(_ connection: Connection) { number = list.add(connection, at: connection.loop.now) }

  /// The TLS session, made of the listener's newest certificates; nil where there are none any more, or no memory.
  func makeSession(_ buffers: LoopBuffers) -> TLSSession? {
    acceptor.tls.withLock { $0 }.flatMap { TLSSession($0, buffers: buffers) }
  }

  func end() {
    list.remove(number)
    acceptor.handshakeEnded()
  }
}
