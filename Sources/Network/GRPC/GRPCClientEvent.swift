public import HTTP

/// What a client begins a call with.
public struct GRPCClientCallHead: Sendable, Hashable {
  /// The method, such as `/package.Service/Method`.
  public var path: String
  /// The host that is asked for, with its port where that is not the scheme's.
  public var authority: String
  /// `https`, or `http` in the clear.
  public var scheme: String
  /// The caller's own fields; those that gRPC and HTTP set themselves are left out. For bytes see `append(_:binary:)`.
  public var metadata: HTTPFields
  /// When the caller stops waiting, in the time that is passed in; nil where it waits for ever. The server is told.
  public var deadline: Duration?

  /// A head.
  public init(
    path: String, authority: String, scheme: String, metadata: HTTPFields = HTTPFields(), deadline: Duration? = nil
  ) {
    self.path = path
    self.authority = authority
    self.scheme = scheme
    self.metadata = metadata
    self.deadline = deadline
  }
}

/// How a call ended, seen from the client.
public struct GRPCCallResult: Sendable, Hashable {
  /// The server's status, or what the end of the stream, of its response or of the connection means.
  public let status: GRPCStatus
  /// The trailing metadata.
  public let metadata: HTTPFields
  /// Whether the server surely did not look at the call (it refused the stream, or was ending already): it may be begun
  /// again, whatever it does.
  public let isUnprocessed: Bool

  /// A result.
  public init(_ status: GRPCStatus, metadata: HTTPFields = HTTPFields(), isUnprocessed: Bool = false) {
    self.status = status
    self.metadata = metadata
    self.isUnprocessed = isUnprocessed
  }
}

/// What happened to a client's calls.
public enum GRPCClientEvent: Sendable, Hashable {
  /// The server took the call: its headers came. A call that ends at once has none.
  case accepted(HTTPStreamID, HTTPFields)
  /// A message came, whole.
  case message(HTTPStreamID, [UInt8])
  /// The call is over; nothing more is told of it. It is told once of every call.
  case ended(HTTPStreamID, GRPCCallResult)
  /// What was queued is sent to below the low mark.
  case writable(HTTPStreamID)
}
