import Foundation
import Glibc
import Synchronization
import Testing
import Transport

/// Waits until a condition holds; a test that waits longer fails.
func eventually(
  _ what: Comment, within limit: Duration = .seconds(20), sourceLocation: SourceLocation = #_sourceLocation,
  _ condition: () -> Bool
) {
  let deadline = MonotonicClock.now + limit
  while !condition() {
    if MonotonicClock.now > deadline {
      Issue.record(what, sourceLocation: sourceLocation)
      return
    }
    usleep(1_000)
  }
}

/// What handlers report to a test, from any thread.
final class Record: Sendable {
  struct State {
    var bytes: [UInt8] = []
    var isOpen = false
    var inputClosed = 0
    var drained = 0
    var closed = 0
    var error: TransportError?
    var setupError: TransportError?
    var largestQueue = 0
    var identity: PeerIdentity?
    var applicationProtocol: String?
    var tlsVersion: String?
    var certificate: [UInt8]?
  }

  private let state = Mutex(State())

  var now: State { state.withLock { $0 } }
  func change(_ body: (inout State) -> Void) { state.withLock { body(&$0) } }
}

/// A handler made of closures, which reports to a record.
final class TestHandler: ConnectionHandler {
  let record: Record
  var onBytes: (Connection, [UInt8]) -> Void = { _, _ in }
  var onInputClosed: (Connection) -> Void = { _ in }
  var onDrained: (Connection) -> Void = { _ in }

  init(_ record: Record, _ connection: Connection) {
    self.record = record
    let identity = connection.peerIdentity
    let certificate = connection.peerCertificate
    record.change { state in
      state.isOpen = true
      state.identity = identity
      state.certificate = certificate
      state.applicationProtocol = connection.applicationProtocol
      state.tlsVersion = connection.tlsVersion
    }
  }

  func received(_ bytes: Span<UInt8>, on connection: Connection) {
    let array = [UInt8](copying: bytes)
    record.change { $0.bytes += array }
    onBytes(connection, array)
  }

  func inputClosed(_ connection: Connection) {
    record.change { $0.inputClosed += 1 }
    onInputClosed(connection)
  }

  func drained(_ connection: Connection) {
    record.change { $0.drained += 1 }
    onDrained(connection)
  }

  func closed(_ connection: Connection, error: TransportError?) {
    record.change { state in
      state.closed += 1
      state.error = error
    }
  }

  /// Sends back what comes, and ends when the peer does.
  static func echo(_ record: Record, _ connection: Connection) -> TestHandler {
    let handler = TestHandler(record, connection)
    handler.onBytes = { connection, bytes in connection.write([bytes[...]]) }
    handler.onInputClosed = { $0.close() }
    return handler
  }
}

/// Runs a test with a group of loops that are stopped at its end.
func withLoops(_ count: Int = 1, _ body: (EventLoopGroup) throws -> Void) throws {
  let group = try EventLoopGroup(count: count)
  defer { group.shutdown() }
  try body(group)
}

let anyPort = NetworkAddress.loopback(port: 0)

extension EventLoopGroup {
  /// Connects on the first loop; the handler reports to the record, and `use` may say more of it.
  func connect(
    to address: NetworkAddress, with configuration: ConnectConfiguration = ConnectConfiguration(), _ record: Record,
    _ use: @escaping @Sendable (Connection, TestHandler) -> Void = { _, _ in }
  ) {
    let loop = loops[0]
    loop.execute { loop.connect(to: address, configuration) { record.handler(of: $0, use) } }
  }
}

extension Record {
  /// What a connect came to: a handler that reports to the record, or the error in the record.
  func handler(
    of result: Result<Connection, TransportError>, _ use: (Connection, TestHandler) -> Void
  ) -> TestHandler? {
    switch result {
    case .failure(let error):
      change { $0.setupError = error }
      return nil
    case .success(let connection):
      let handler = TestHandler(self, connection)
      use(connection, handler)
      return handler
    }
  }
}

/// A client that blocks, made of the system's calls alone.
final class BlockingClient {
  private(set) var descriptor: Int32

  /// - Parameter source: The address that it comes from, in host byte order.
  init(_ address: NetworkAddress, from source: UInt32? = nil, receiveBuffer: Int32? = nil) throws {
    guard case .ipv4(let host, let port) = address else { throw TransportError(.system, "IPv4 only", object: "test") }
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var patience = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    if var size = receiveBuffer { setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, 4) }
    if let source {
      var own = sockaddr_in()
      own.sin_family = sa_family_t(AF_INET)
      own.sin_addr.s_addr = source.bigEndian
      _ = withUnsafePointer(to: &own) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
    }
    var target = sockaddr_in()
    target.sin_family = sa_family_t(AF_INET)
    target.sin_addr.s_addr = host.bigEndian
    target.sin_port = port.bigEndian
    let result = withUnsafePointer(to: &target) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw TransportError(.connectionRefused, "no connection", object: "test") }
  }

  deinit { close() }

  func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Ends the connection by a reset.
  func reset() {
    var linger = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
    close()
  }

  /// Reads until `count` bytes came or the peer ended; nil where the connection was reset or nothing came in time.
  func read(_ count: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while bytes.count < count {
      let wanted = min(chunk.count, count - bytes.count)
      let got = chunk.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, wanted, 0) }
      if got < 0 { return nil }
      if got == 0 { break }
      bytes += chunk[..<got]
    }
    return bytes
  }

  func closeOutput() { shutdown(descriptor, Int32(SHUT_WR)) }

  func close() {
    guard descriptor >= 0 else { return }
    Glibc.close(descriptor)
    descriptor = -1
  }
}

/// Bytes that show where they belong, so that a loss or a swap is seen.
func pattern(_ count: Int) -> [UInt8] {
  var bytes = [UInt8](repeating: 0, count: count)
  for index in 0..<count { bytes[index] = UInt8(truncatingIfNeeded: index &* 31 &+ index >> 8) }
  return bytes
}
