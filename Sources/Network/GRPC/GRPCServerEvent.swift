public import HTTP

/// What a call begins with.
public struct GRPCCallHead: Sendable, Hashable {
  /// The service's full name, such as `envoy.service.discovery.v3.AggregatedDiscoveryService`.
  public let service: String
  /// The method's name.
  public let method: String
  /// The host that was asked for.
  public let authority: String
  /// The metadata: the fields that are the caller's own. Names that end in `-bin` hold bytes: see `binaryValues`.
  public let metadata: HTTPFields
  /// When the caller stops waiting, in the time that is passed in; nil where it waits for ever.
  public let deadline: Duration?

  /// A head, as a session makes it.
  public init(service: String, method: String, authority: String, metadata: HTTPFields, deadline: Duration?) {
    self.service = service
    self.method = method
    self.authority = authority
    self.metadata = metadata
    self.deadline = deadline
  }
}

/// How a call ended, seen from the server.
public enum GRPCCallEnd: Sendable, Hashable {
  /// The status was sent.
  case completed
  /// The caller gave up.
  case cancelled
  /// The caller's deadline passed; the status was sent where the caller reads.
  case deadlineExceeded
  /// The connection is gone.
  case connectionLost
  /// The caller broke gRPC's rules or a bound; the status was sent.
  case refused(GRPCStatus)
}

/// What happened on a connection.
public enum GRPCServerEvent: Sendable, Hashable {
  /// A call of a known method began.
  case call(HTTPStreamID, GRPCCallHead)
  /// A message came, whole.
  case message(HTTPStreamID, [UInt8])
  /// The caller will send no more messages.
  case halfClosed(HTTPStreamID)
  /// The call is over; nothing more may be sent.
  case ended(HTTPStreamID, GRPCCallEnd)
  /// What was queued is sent to below the low mark.
  case writable(HTTPStreamID)
}
