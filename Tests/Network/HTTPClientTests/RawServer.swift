import Foundation
import Synchronization
import Transport

/// Takes connections and gives each to a function on a thread of its own: what our own server would never do.
final class RawServer: Sendable {
  private struct State {
    var accepted = 0
    var heads: [String] = []
    var isStopped = false
  }

  let port: UInt16
  private let listener: Int32
  private let state = Mutex(State())

  /// - Parameter serve: Gets a connection and its number, from 1; the connection is closed when it returns.
  init(_ serve: @escaping @Sendable (RawConnection, Int) -> Void) throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var local = Self.loopback(0)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &local) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(listener, pointer, size) == 0 && listen(listener, 64) == 0 && getsockname(listener, pointer, &size) == 0
      }
    }
    guard bound else { throw TransportError(.system, "no listener", object: "test") }
    self.listener = listener
    port = UInt16(bigEndian: local.sin_port)
    Thread.detachNewThread { [self] in accept(serve) }
  }

  /// How many connections came.
  var accepted: Int { state.withLock { $0.accepted } }
  /// The heads that its connections have read.
  var heads: [String] { state.withLock { $0.heads } }
  var isStopped: Bool { state.withLock { $0.isStopped } }

  func url(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

  /// Ends all of it, at the latest when its connections read or write next.
  func stop() {
    state.withLock { $0.isStopped = true }
    shutdown(listener, Int32(SHUT_RDWR))
  }

  fileprivate func note(_ head: String) { state.withLock { $0.heads.append(head) } }

  static func loopback(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    address.sin_port = port.bigEndian
    return address
  }

  private func accept(_ serve: @escaping @Sendable (RawConnection, Int) -> Void) {
    while true {
      let descriptor = Glibc.accept(listener, nil, nil)
      guard descriptor >= 0 else { break }
      let number = state.withLock { state in
        state.accepted += 1
        return state.accepted
      }
      Thread.detachNewThread { [self] in
        serve(RawConnection(descriptor, self), number)
        close(descriptor)
      }
    }
    close(listener)
  }
}

/// A blocking connection of a `RawServer`.
struct RawConnection {
  let descriptor: Int32
  private let server: RawServer

  fileprivate init(_ descriptor: Int32, _ server: RawServer) {
    self.descriptor = descriptor
    self.server = server
  }

  /// Reads and notes a request's head; nil at the connection's end. What came behind it is dropped.
  func readHead() -> String? {
    var head = ""
    while !head.contains("\r\n\r\n") {
      guard let bytes = read() else { return nil }
      head += String(decoding: bytes, as: UTF8.self)
    }
    server.note(head)
    return head
  }

  /// What has come; nil at the end, or when the server stops.
  func read() -> [UInt8]? {
    guard waitUntilReadable() else { return nil }
    var bytes = [UInt8](repeating: 0, count: 16 << 10)
    let count = recv(descriptor, &bytes, bytes.count, 0)
    return count > 0 ? Array(bytes[..<count]) : nil
  }

  /// Reads until the other side ends.
  func drain() { while read() != nil {} }

  /// Does nothing until the server stops.
  func hang() { while !server.isStopped { usleep(10_000) } }

  @discardableResult
  func write(_ text: String) -> Bool { write(Array(text.utf8)) }

  @discardableResult
  func write(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let part = bytes[sent...].withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard part > 0 else { return false }
      sent += part
    }
    return true
  }

  /// Passes bytes to and from a port of this machine until one of both ends, but while it is frozen.
  func tunnel(to port: UInt16, isFrozen: () -> Bool = { false }) {
    let other = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(other) }
    var address = RawServer.loopback(port)
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(other, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else { return }
    let ends = (self, RawConnection(other, server))
    var descriptors = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0), pollfd(fd: other, events: Int16(POLLIN), revents: 0),
    ]
    while !server.isStopped {
      if isFrozen() {
        usleep(10_000)
        continue
      }
      guard poll(&descriptors, 2, 20) > 0 else { continue }
      for (from, to, index) in [(ends.0, ends.1, 0), (ends.1, ends.0, 1)] where descriptors[index].revents != 0 {
        // What came while it froze is not passed on either.
        if isFrozen() { break }
        guard let bytes = from.read(), to.write(bytes) else { return }
      }
    }
  }

  private func waitUntilReadable() -> Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while !server.isStopped {
      if poll(&entry, 1, 20) > 0 { return true }
    }
    return false
  }
}

/// Runs a test with a server that is given as a function.
func withRawServer(
  _ serve: @escaping @Sendable (RawConnection, Int) -> Void, _ body: (RawServer) async throws -> Void
) async throws {
  let server = try RawServer(serve)
  defer { server.stop() }
  try await body(server)
}
