/// Who asks: what is known of a request besides its bytes.
public struct RequestContext: Sendable, Hashable {
  /// The connection that it came on.
  public var connection: ConnectionID
  /// What the client calls itself; empty where it says nothing.
  public var clientID: String
  /// The client's address, as `127.0.0.1`.
  public var clientHost: String
  /// The name of the listener that it came to, as `EXTERNAL`.
  public var listener: String
  /// Who it is, as `User:alice`; `User:ANONYMOUS` without authentication.
  public var principal: String

  /// The context of a request.
  public init(
    connection: ConnectionID, clientID: String = "", clientHost: String = "127.0.0.1", listener: String,
    principal: String = "User:ANONYMOUS"
  ) {
    self.connection = connection
    self.clientID = clientID
    self.clientHost = clientHost
    self.listener = listener
    self.principal = principal
  }

  /// What a broker asks for itself: it came to no listener, and is allowed.
  static let ofBroker = RequestContext(connection: ConnectionID(rawValue: 0), listener: "")
}

/// The number of a connection; never given twice in the life of a broker.
public struct ConnectionID: Sendable, Hashable, RawRepresentable {
  /// The number.
  public let rawValue: UInt64

  /// What has this number.
  public init(rawValue: UInt64) { self.rawValue = rawValue }
}

/// The number of a request that waits for its answer; never given twice in the life of a broker.
public struct RequestToken: Sendable, Hashable, RawRepresentable {
  /// The number.
  public let rawValue: UInt64

  /// What has this number.
  public init(rawValue: UInt64) { self.rawValue = rawValue }
}
