/// A request that got no whole answer: what failed, with which server, and whether another attempt makes sense.
///
/// An answer with a status of 400 or more is an answer, no error.
public struct HTTPClientError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What failed.
  public struct Code: Sendable, Hashable, RawRepresentable, CustomStringConvertible {
    /// The name of the code.
    public let rawValue: String
    /// A code by its name.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// The name of the code.
    public var description: String { rawValue }

    /// The request cannot be made: its URL, method or a header is none.
    public static let invalidRequest = Code(rawValue: "invalid-request")
    /// The host's name has no address, or it could not be looked up.
    public static let nameNotResolved = Code(rawValue: "name-not-resolved")
    /// No connection came about: nobody listens, no route, or it took too long.
    public static let connectFailed = Code(rawValue: "connect-failed")
    /// The proxy could not be reached or refused.
    public static let proxyFailed = Code(rawValue: "proxy-failed")
    /// The TLS handshake failed.
    public static let handshakeFailed = Code(rawValue: "handshake-failed")
    /// The server's certificate is of no trusted authority, of another name, or has expired.
    public static let serverNotTrusted = Code(rawValue: "server-not-trusted")
    /// Our own certificate, key or authorities cannot be used.
    public static let credentialsUnusable = Code(rawValue: "credentials-unusable")
    /// The server wants a client certificate, or another one.
    public static let credentialsRefused = Code(rawValue: "credentials-refused")
    /// The request's deadline is over.
    public static let deadlineExceeded = Code(rawValue: "deadline-exceeded")
    /// Nothing moved for longer than the request allows.
    public static let stalled = Code(rawValue: "stalled")
    /// The connection or the stream ended before the answer did.
    public static let connectionLost = Code(rawValue: "connection-lost")
    /// The server broke HTTP's rules.
    public static let protocolError = Code(rawValue: "protocol-error")
    /// The answer's header fields are larger than allowed.
    public static let headersTooLarge = Code(rawValue: "headers-too-large")
    /// The answer's body is larger than allowed.
    public static let bodyTooLarge = Code(rawValue: "body-too-large")
    /// The request's own body could not be made, or its writer was let go.
    public static let bodyFailed = Code(rawValue: "body-failed")
    /// To a body's writer alone: the server has answered without waiting for the rest.
    public static let bodyNotWanted = Code(rawValue: "body-not-wanted")
    /// The reader of a stream fell behind by more than its bound.
    public static let readerTooSlow = Code(rawValue: "reader-too-slow")
    /// The task was cancelled.
    public static let cancelled = Code(rawValue: "cancelled")
    /// The client has stopped.
    public static let stopped = Code(rawValue: "stopped")
    /// The client has as many requests open as it may have.
    public static let tooManyRequests = Code(rawValue: "too-many-requests")
    /// Something else, in libcurl's words.
    public static let other = Code(rawValue: "other")
  }

  /// What failed.
  public let code: Code
  /// What failed, in words, with the remedy where there is one.
  public let message: String
  /// The URL's host, with its port where the URL has one.
  public let host: String
  /// What libcurl said; empty where it was not asked.
  public let cause: String
  /// Whether anything of the request may have left; false where it ended before its transfer began.
  public internal(set) var mayHaveBeenSent = true

  /// An error with all its parts.
  public init(_ code: Code, _ message: String, host: String, cause: String = "") {
    self.code = code
    self.message = message
    self.host = host
    self.cause = cause
  }

  /// Whether the same request may succeed later. Whether the server acted on this one is not known then: a request that is
  /// not idempotent must look first.
  public var isRetryable: Bool {
    switch code {
    case .nameNotResolved, .connectFailed, .proxyFailed, .handshakeFailed, .deadlineExceeded, .stalled, .connectionLost,
      .readerTooSlow, .tooManyRequests:
      true
    default: false
    }
  }

  /// Host, message and cause in one line.
  public var description: String { cause.isEmpty ? "\(host): \(message)" : "\(host): \(message) (\(cause))" }
}
