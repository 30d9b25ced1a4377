import Synchronization
import Transport

/// A TLS connection on a loop, as a stream of bytes.
final class TLSStream: ByteStream {
  /// What the loop and the test share.
  private final class Shared: Sendable {
    struct State {
      var received: [UInt8] = []
      var waiting: [[UInt8]] = []
      var isOpen = false
      var isOver = false
    }
    let state = Mutex(State())
  }

  /// Lives on the loop.
  private final class Handler: ConnectionHandler {
    let shared: Shared
    init(_ shared: Shared) { self.shared = shared }

    func received(_ bytes: Span<UInt8>, on connection: Connection) {
      let copy = [UInt8](copying: bytes)
      shared.state.withLock { $0.received += copy }
    }
    func inputClosed(_ connection: Connection) { connection.close() }
    func drained(_ connection: Connection) {}
    func closed(_ connection: Connection, error: TransportError?) { shared.state.withLock { $0.isOver = true } }
  }

  /// The connection, which only the loop touches.
  private final class Place: @unchecked Sendable {
    var connection: Connection?
  }

  private let loop: EventLoop
  private let shared = Shared()
  private let place = Place()

  /// Begins to connect; what is sent before it has is sent then.
  init(to address: NetworkAddress, tls: TLSContext, on loop: EventLoop) {
    self.loop = loop
    let shared = shared
    let place = place
    loop.execute {
      loop.connect(to: address, ConnectConfiguration(tls: tls, serverName: "localhost")) { result in
        switch result {
        case .failure:
          shared.state.withLock { $0.isOver = true }
          return nil
        case .success(let connection):
          place.connection = connection
          let waiting = shared.state.withLock { state in
            state.isOpen = true
            return state.waiting
          }
          // Writing waits for the handler to be there.
          loop.later { for bytes in waiting { connection.write([bytes[...]]) } }
          return Handler(shared)
        }
      }
    }
  }

  deinit {
    let place = place
    loop.execute {
      place.connection?.abort()
      place.connection = nil
    }
  }

  var isOver: Bool { shared.state.withLock { $0.isOver } }

  func send(_ bytes: [UInt8]) {
    if bytes.isEmpty { return }
    let isOpen = shared.state.withLock { state in
      if !state.isOpen { state.waiting.append(bytes) }
      return state.isOpen
    }
    guard isOpen else { return }
    let place = place
    loop.execute { place.connection?.write([bytes[...]]) }
  }

  func receive() -> [UInt8] {
    shared.state.withLock { state in
      defer { state.received = [] }
      return state.received
    }
  }
}
