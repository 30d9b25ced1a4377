public import HTTP
public import Transport

/// What is known of a connection when it begins.
public struct HTTPConnectionInfo: Sendable {
  /// The other end.
  public let peer: NetworkAddress
  /// Who the other end is by its certificate; nil where it showed none.
  public let identity: PeerIdentity?
  /// What ALPN chose (`h2`, `http/1.1`); nil in the clear.
  public let applicationProtocol: String?
  /// Which of the server's loops the connection lives on.
  public let loopIndex: Int
}

/// What serves the requests of one connection. It is called on the connection's loop only, and never while one of these
/// calls is not over: what a handler does to its channel inside of one acts at the end of the turn.
public protocol HTTPConnectionHandler: AnyObject {
  /// Something happened. What the handler sends is written when all events of a turn were told.
  func received(_ event: HTTPEvent, on channel: HTTPServerChannel)
  /// `nextDeadline` is reached. What the handler sends is written at the end of the turn, as in `received`.
  func timeout(on channel: HTTPServerChannel)
  /// The connection is gone; the end of each open request was told before.
  func disconnected(_ channel: HTTPServerChannel)
  /// When `timeout` is to be called; it is asked for after each turn.
  var nextDeadline: Duration? { get }
}
