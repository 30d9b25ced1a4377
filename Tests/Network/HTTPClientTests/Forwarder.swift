import Foundation
import Synchronization
import Transport

/// Passes bytes between clients and a server, and can freeze the connections that it has: they stay open, and nothing moves.
/// New ones are passed on.
final class Forwarder: Sendable {
  private struct State {
    var accepted = 0
    var frozen = 0
    var isStopped = false
  }

  let port: UInt16
  private let listener: Int32
  private let target: UInt16
  private let state = Mutex(State())

  init(to address: NetworkAddress) throws {
    guard case .ipv4(_, let target) = address else { throw TransportError(.system, "IPv4 only", object: "test") }
    self.target = target
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var local = Self.loopback(0)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &local) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(listener, pointer, size) == 0 && listen(listener, 16) == 0 && getsockname(listener, pointer, &size) == 0
      }
    }
    guard bound else { throw TransportError(.system, "no listener", object: "test") }
    self.listener = listener
    port = UInt16(bigEndian: local.sin_port)
    Thread.detachNewThread { [self] in accept() }
  }

  /// How many connections came.
  var accepted: Int { state.withLock { $0.accepted } }

  /// Keeps what comes on the connections of now.
  func freeze() { state.withLock { $0.frozen = $0.accepted } }

  /// Ends all of it.
  func stop() {
    state.withLock { $0.isStopped = true }
    shutdown(listener, Int32(SHUT_RDWR))
  }

  private static func loopback(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    address.sin_port = port.bigEndian
    return address
  }

  private func accept() {
    while true {
      let client = Glibc.accept(listener, nil, nil)
      guard client >= 0 else { break }
      let number = state.withLock { state in
        state.accepted += 1
        return state.accepted
      }
      Thread.detachNewThread { [self] in forward(client, number) }
    }
    close(listener)
  }

  private func forward(_ client: Int32, _ number: Int) {
    let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer {
      close(client)
      close(server)
    }
    var address = Self.loopback(target)
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else { return }
    var descriptors = [
      pollfd(fd: client, events: Int16(POLLIN), revents: 0), pollfd(fd: server, events: Int16(POLLIN), revents: 0),
    ]
    while true {
      let (isFrozen, isStopped) = state.withLock { (number <= $0.frozen, $0.isStopped) }
      if isStopped { return }
      if isFrozen {
        usleep(10_000)
        continue
      }
      guard poll(&descriptors, 2, 10) > 0 else { continue }
      for (from, to) in [(0, server), (1, client)] where descriptors[from].revents != 0 {
        // What came while it froze is not passed on either.
        if state.withLock({ number <= $0.frozen }) { break }
        guard pass(descriptors[from].fd, to) else { return }
      }
    }
  }

  private func pass(_ from: Int32, _ to: Int32) -> Bool {
    var bytes = [UInt8](repeating: 0, count: 16 << 10)
    let count = recv(from, &bytes, bytes.count, 0)
    guard count > 0 else { return false }
    var sent = 0
    while sent < count {
      let part = bytes[sent..<count].withUnsafeBytes { send(to, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard part > 0 else { return false }
      sent += part
    }
    return true
  }
}
