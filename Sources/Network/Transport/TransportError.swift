import CLinux
import Glibc

/// A socket, a connection or an event loop that failed: what failed, on which address, and why.
public struct TransportError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What failed.
  public struct Code: Sendable, Hashable, RawRepresentable, CustomStringConvertible {
    /// The name of the code.
    public let rawValue: String
    /// A code by its name.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// The name of the code.
    public var description: String { rawValue }

    /// A text is no address.
    public static let invalidAddress = Code(rawValue: "invalid-address")
    /// Another socket listens on the address.
    public static let addressInUse = Code(rawValue: "address-in-use")
    /// The address is not one of this machine, or the folder of a unix socket does not exist.
    public static let addressNotAvailable = Code(rawValue: "address-not-available")
    /// The process may not use the address (a port below 1024, a path without permission).
    public static let permissionDenied = Code(rawValue: "permission-denied")
    /// A host name has no address, or it could not be looked up.
    public static let nameNotResolved = Code(rawValue: "name-not-resolved")
    /// Nobody listens on the address.
    public static let connectionRefused = Code(rawValue: "connection-refused")
    /// No route leads to the address.
    public static let unreachable = Code(rawValue: "unreachable")
    /// A connect, a handshake or a close did not end by its deadline.
    public static let timedOut = Code(rawValue: "timed-out")
    /// The peer broke the connection.
    public static let connectionReset = Code(rawValue: "connection-reset")
    /// The peer ended a TLS connection without saying so (an attacker may have cut it).
    public static let truncated = Code(rawValue: "truncated")
    /// The TLS handshake failed.
    public static let handshakeFailed = Code(rawValue: "handshake-failed")
    /// The peer broke the rules of TLS after the handshake.
    public static let tlsProtocol = Code(rawValue: "tls-protocol")
    /// The peer broke the rules of the protocol above.
    public static let protocolError = Code(rawValue: "protocol-error")
    /// More bytes were written than the connection's queue holds, because the peer does not read.
    public static let outboundQueueFull = Code(rawValue: "outbound-queue-full")
    /// The connection was ended by this side without waiting.
    public static let aborted = Code(rawValue: "aborted")
    /// The event loop has stopped, or its mailbox is full.
    public static let loopUnavailable = Code(rawValue: "loop-unavailable")
    /// The process or the machine has no free descriptors.
    public static let tooManyFiles = Code(rawValue: "too-many-files")
    /// Another error of the operating system: the cause says which.
    public static let system = Code(rawValue: "system")
  }

  /// What failed.
  public let code: Code
  /// What failed, in words, with the remedy where there is one.
  public let message: String
  /// The address or the part that the error speaks of.
  public let object: String
  /// What the operating system or OpenSSL said; empty when neither was asked.
  public let cause: String

  /// An error with all its parts.
  public init(_ code: Code, _ message: String, object: String, cause: String = "") {
    self.code = code
    self.message = message
    self.object = object
    self.cause = cause
  }

  /// Whether the same attempt may succeed later.
  public var isRetryable: Bool {
    switch code {
    case .nameNotResolved, .connectionRefused, .unreachable, .timedOut, .connectionReset, .truncated, .tooManyFiles,
      .aborted:
      true
    default: false
    }
  }

  /// Message and cause in one line, for where the object is said already.
  public var reason: String { cause.isEmpty ? message : "\(message) (\(cause))" }

  /// Object, message and cause in one line.
  public var description: String {
    cause.isEmpty ? "\(object): \(message)" : "\(object): \(message) (\(cause))"
  }
}

extension TransportError {
  /// An error of a system call.
  init(errno number: Int32, doing what: String, object: String) {
    let code: Code
    var message = "\(what) failed"
    switch number {
    case EADDRINUSE:
      code = .addressInUse
      message += ": another socket listens there; stop it or choose another address"
    case EADDRNOTAVAIL:
      code = .addressNotAvailable
      message += ": the address is not one of this machine"
    case EACCES, EPERM:
      code = .permissionDenied
      message += ": permission denied; choose a port above 1023 or a path that the process may write"
    case ECONNREFUSED, ENOENT:
      code = .connectionRefused
      message += ": nobody listens there"
    case ENETUNREACH, EHOSTUNREACH, ENETDOWN, EHOSTDOWN:
      code = .unreachable
      message += ": no route leads there"
    case ETIMEDOUT:
      code = .timedOut
      message += ": the peer did not answer"
    case ECONNRESET, EPIPE, ECONNABORTED:
      code = .connectionReset
      message += ": the peer broke the connection"
    case EMFILE, ENFILE:
      code = .tooManyFiles
      message += ": no free descriptors; raise the limit (ulimit -n)"
    default: code = .system
    }
    self.init(code, message, object: object, cause: systemErrorText(number))
  }
}

/// What the C library says about an error number.
func systemErrorText(_ number: Int32) -> String {
  var buffer = [CChar](repeating: 0, count: 128)
  let text = unsafe buffer.withUnsafeMutableBufferPointer { pointer -> String in
    guard let base = pointer.baseAddress, unsafe strerror_r(number, base, pointer.count) == 0 else {
      return "error \(number)"
    }
    return unsafe String(cString: base)
  }
  return text
}
