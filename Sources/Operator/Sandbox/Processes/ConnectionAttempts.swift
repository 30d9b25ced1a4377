import CLinux
import Glibc

/// TCP connections that are tried, for probes: each is closed as soon as it stands.
struct ConnectionAttempts {
  private struct Attempt {
    let socket: Int32
    let deadline: ContinuousClock.Instant
    let tell: @Sendable (String?) -> Void
  }

  private var attempts: [Attempt] = []

  /// When the next one has taken too long.
  var nextDeadline: ContinuousClock.Instant? { attempts.map(\.deadline).min() }

  /// Begins one.
  mutating func start(
    host: String, port: UInt16, deadline: ContinuousClock.Instant, _ tell: @escaping @Sendable (String?) -> Void
  ) {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    guard unsafe inet_pton(AF_INET, host, &address.sin_addr) == 1 else {
      return tell("'\(host)' is no IPv4 address")
    }
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    guard socket >= 0 else { return tell(errorText(koperator_errno())) }
    let result = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe Glibc.connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    if result != 0, koperator_errno() != EINPROGRESS {
      let message = "connection to \(host):\(port): \(errorText(koperator_errno()))"
      close(socket)
      return tell(message)
    }
    attempts.append(Attempt(socket: socket, deadline: deadline, tell: tell))
  }

  /// Adds what is waited for.
  func add(to places: inout [pollfd]) {
    for attempt in attempts { places.append(pollfd(fd: attempt.socket, events: Int16(POLLOUT), revents: 0)) }
  }

  /// Ends those that stand, that failed, and that took too long.
  mutating func look(at places: ArraySlice<pollfd>, now: ContinuousClock.Instant) {
    var ready: Set<Int32> = []
    for place in places where place.revents != 0 { ready.insert(place.fd) }
    attempts.removeAll { attempt in
      if ready.contains(attempt.socket) {
        var error: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        unsafe getsockopt(attempt.socket, SOL_SOCKET, SO_ERROR, &error, &size)
        close(attempt.socket)
        attempt.tell(error == 0 ? nil : errorText(error))
        return true
      }
      guard attempt.deadline <= now else { return false }
      close(attempt.socket)
      attempt.tell("no connection in time")
      return true
    }
  }

  /// Gives up all.
  mutating func stop() {
    for attempt in attempts {
      close(attempt.socket)
      attempt.tell("the sandbox stops")
    }
    attempts = []
  }
}
