import CLinux
import Glibc

/// Calls on a socket's descriptor that more than one type needs.
enum Socket {
  /// A stream socket that does not block and is not inherited.
  static func stream(_ family: Int32) -> Int32 {
    socket(family, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
  }

  static func set(_ descriptor: Int32, _ level: Int32, _ option: Int32, _ value: Int32) {
    var value = value
    _ = unsafe setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
  }

  /// What every connection has: no delay for small writes; a peer that is gone is noticed after about two minutes.
  static func prepare(_ descriptor: Int32, of address: NetworkAddress) {
    if case .unix = address { return }
    set(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, 1)
    set(descriptor, SOL_SOCKET, SO_KEEPALIVE, 1)
    set(descriptor, Int32(IPPROTO_TCP), TCP_KEEPIDLE, 60)
    set(descriptor, Int32(IPPROTO_TCP), TCP_KEEPINTVL, 10)
    set(descriptor, Int32(IPPROTO_TCP), TCP_KEEPCNT, 6)
  }

  /// Whether bytes that came, or the peer's end, wait to be read.
  static func hasInput(_ descriptor: Int32) -> Bool {
    var byte: UInt8 = 0
    return unsafe recv(descriptor, &byte, 1, Int32(MSG_PEEK | MSG_DONTWAIT)) >= 0
  }

  /// The error that waits on a socket; 0 where there is none.
  static func pendingError(_ descriptor: Int32) -> Int32 {
    var error: Int32 = 0
    var length = socklen_t(MemoryLayout<Int32>.size)
    guard unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &length) == 0 else { return koperator_errno() }
    return error
  }

  /// Sends slices in one call, without copying them: each level of the recursion lends one.
  static func send(_ descriptor: Int32, _ slices: ArraySlice<ArraySlice<UInt8>>) -> Int {
    // Most of what is sent is one slice, which needs no list of slices, here or in the system.
    if slices.count == 1, let slice = slices.first { return send(descriptor, slice) }
    return unsafe withUnsafeTemporaryAllocation(of: iovec.self, capacity: slices.count) { vectors in
      unsafe lend(slices, to: vectors, filled: 0) { count in
        var message = unsafe msghdr()
        unsafe message.msg_iov = vectors.baseAddress
        unsafe message.msg_iovlen = count
        return unsafe sendmsg(descriptor, &message, Int32(MSG_NOSIGNAL))
      }
    }
  }

  /// Sends one slice.
  static func send(_ descriptor: Int32, _ bytes: ArraySlice<UInt8>) -> Int {
    unsafe bytes.withUnsafeBytes { unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
  }

  private static func lend(
    _ slices: ArraySlice<ArraySlice<UInt8>>, to vectors: UnsafeMutableBufferPointer<iovec>, filled: Int,
    _ body: (Int) -> Int
  ) -> Int {
    guard let slice = slices.first else { return body(filled) }
    return unsafe slice.withUnsafeBytes { bytes in
      unsafe vectors[filled] = iovec(
        iov_base: UnsafeMutableRawPointer(mutating: bytes.baseAddress), iov_len: bytes.count)
      return unsafe lend(slices.dropFirst(), to: vectors, filled: filled + 1, body)
    }
  }
}
