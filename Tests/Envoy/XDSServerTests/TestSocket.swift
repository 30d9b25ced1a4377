import Glibc

/// Why a test's socket gave up.
struct SocketFailure: Error, CustomStringConvertible {
  let description: String
}

/// A TCP socket to a port of 127.0.0.1.
final class TestSocket: ByteStream {
  private let descriptor: Int32
  /// Whether the other side has ended the connection.
  private(set) var isOver = false

  init(port: UInt16) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw SocketFailure(description: "no socket: errno \(errno)") }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw SocketFailure(description: "no connection: errno \(errno)") }
  }

  deinit { close(descriptor) }

  /// Sends all of it, or as much as the other side takes before it ends the connection.
  func send(_ bytes: [UInt8]) {
    var position = 0
    while position < bytes.count {
      let count = bytes[position...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { return }
      position += count
    }
  }

  /// Says that nothing more will be sent.
  func finish() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// Bytes that have come; empty where none have. It does not wait: a test must not block the few threads of Swift's tasks.
  func receive() -> [UInt8] {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard !isOver, poll(&entry, 1, 0) > 0 else { return [] }
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    if count <= 0 {
      isOver = true
      return []
    }
    return Array(buffer[..<count])
  }

  /// Everything until the other side ends the connection; `isOver` stays false where the deadline came first.
  func receiveAll(within limit: Duration = patience) async throws -> [UInt8] {
    let end = ContinuousClock.now + limit
    var all: [UInt8] = []
    while !isOver, ContinuousClock.now < end {
      let bytes = receive()
      if bytes.isEmpty { try await Task.sleep(for: .milliseconds(2)) }
      all += bytes
    }
    return all
  }
}

/// How long any wait of a test lasts at most: far longer than it takes on a machine that is busy.
let patience = Duration.seconds(120)

/// Waits until something holds; false where it never did.
func eventually(_ condition: () async throws -> Bool) async rethrows -> Bool {
  let end = ContinuousClock.now + patience
  while ContinuousClock.now < end {
    if try await condition() { return true }
    try? await Task.sleep(for: .milliseconds(5))
  }
  return try await condition()
}
