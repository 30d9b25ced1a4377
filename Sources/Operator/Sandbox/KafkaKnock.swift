import CLinux
import Dispatch
import Glibc

/// Knocks at an address: whether somebody takes a connection there, and whether a broker of Kafka answers behind it.
enum KafkaKnock {
  /// What is expected there.
  enum Kind: Sendable {
    /// A listener that is open.
    case connection
    /// A broker without TLS: it answers ApiVersions, which needs no identity (KIP-35).
    case broker
  }

  /// Why nobody answers as expected; nil where somebody does. It takes two seconds at most, on a thread of its own.
  static func trouble(at host: String, _ port: UInt16, _ kind: Kind) async -> String? {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: knock(host, port, kind)) }
    }
  }

  /// ApiVersions, version 0, without a client's name.
  private static let question: [UInt8] = [0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 1, 0xFF, 0xFF]

  private static func knock(_ host: String, _ port: UInt16, _ kind: Kind) -> String? {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return SystemFailure.text }
    defer { close(descriptor) }
    var time = timeval(tv_sec: 2, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, size)
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, size)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    guard unsafe inet_pton(AF_INET, host, &address.sin_addr) == 1 else { return "'\(host)' is no IPv4 address" }
    let result = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { return "\(host):\(port): \(SystemFailure.text)" }
    guard case .broker = kind else { return nil }
    guard unsafe send(descriptor, question, question.count, Int32(MSG_NOSIGNAL)) == question.count else {
      return "\(host):\(port): \(SystemFailure.text)"
    }
    var answer = [UInt8](repeating: 0, count: 8)
    let count = unsafe recv(descriptor, &answer, answer.count, Int32(MSG_WAITALL))
    if count == answer.count, Array(answer[4...]) == [0, 0, 0, 1] { return nil }
    return "\(host):\(port): \(count == 0 ? "the connection is closed: no broker behind it" : "no answer of a broker")"
  }
}
