/// Why a stream is closed: numbers of gRPC status codes.
public struct XDSStatusCode: RawRepresentable, Sendable, Hashable {
  /// The gRPC status code.
  public let rawValue: Int

  /// A gRPC status code.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// The request breaks the protocol.
  public static let invalidArgument = XDSStatusCode(rawValue: 3)
  /// A response was not answered in time.
  public static let deadlineExceeded = XDSStatusCode(rawValue: 4)
  /// No such group.
  public static let notFound = XDSStatusCode(rawValue: 5)
  /// The client may not have what it asks for.
  public static let permissionDenied = XDSStatusCode(rawValue: 7)
  /// A bound is exceeded.
  public static let resourceExhausted = XDSStatusCode(rawValue: 8)
  /// Not now: try again later, and keep what you have.
  public static let unavailable = XDSStatusCode(rawValue: 14)
}

/// What the server shall do. Directives of one call are carried out in their order.
public enum XDSDirective: Sendable, Hashable {
  /// Send a message: a whole `DiscoveryResponse` or `DeltaDiscoveryResponse`. Streams in the same state get the same
  /// array, so that its bytes exist once.
  case send(StreamID, [UInt8])
  /// End the stream with a status. The core has forgotten it already.
  case close(StreamID, XDSStatusCode, message: String)
  /// A client rejected a response: to be logged and counted.
  case rejected(XDSRejection)
  /// A client accepted a response.
  case acknowledged(XDSAcknowledgement)
}

/// A rejected response (NACK).
public struct XDSRejection: Sendable, Hashable {
  /// The stream.
  public let stream: StreamID
  /// `node.id` of the client.
  public let node: String
  /// The client's group.
  public let group: GroupID
  /// The type of the response.
  public let type: TypeURL
  /// The nonce of the response.
  public let nonce: String
  /// The version of the rejected set.
  public let version: String
  /// What the client says is wrong: it names the resources.
  public let failure: SubscriptionRequest.Failure
  /// How many times in a row this content was rejected on this stream, from 1.
  public let attempt: Int
  /// When the same content is tried again, if nothing newer comes; monotonic time.
  public let retryAt: Duration
}

/// An accepted response (ACK).
public struct XDSAcknowledgement: Sendable, Hashable {
  /// The stream.
  public let stream: StreamID
  /// The client's group.
  public let group: GroupID
  /// The type of the response.
  public let type: TypeURL
  /// The nonce of the response.
  public let nonce: String
  /// How long the answer took since the response was handed out.
  public let delay: Duration
}
