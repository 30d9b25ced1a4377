import Synchronization
import Transport

/// Passes bytes between clients and a server, and can freeze the connections that it has: they stay open, and nothing moves.
/// New ones are passed on.
final class Forwarder: Sendable {
  private final class Ice: Sendable {
    private let state = Mutex(0)
    /// Connections up to this number are frozen.
    var last: Int {
      get { state.withLock { $0 } }
      set { state.withLock { $0 = newValue } }
    }
  }

  private let server: RawServer
  private let ice = Ice()

  init(to address: NetworkAddress) throws {
    guard case .ipv4(_, let target) = address else { throw TransportError(.system, "IPv4 only", object: "test") }
    server = try RawServer { [ice] connection, number in
      connection.tunnel(to: target, isFrozen: { number <= ice.last })
    }
  }

  var port: UInt16 { server.port }
  /// How many connections came.
  var accepted: Int { server.accepted }

  /// Keeps what comes on the connections of now.
  func freeze() { ice.last = server.accepted }

  /// Ends all of it.
  func stop() { server.stop() }
}
