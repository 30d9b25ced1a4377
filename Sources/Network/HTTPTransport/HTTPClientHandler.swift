public import HTTP
public import Transport

/// What makes the requests of one connection and hears of them. It is called on the connection's loop only, and never while
/// one of these calls is not over: what a handler does to its channel inside of one acts at the end of the turn.
public protocol HTTPClientHandler: AnyObject {
  /// Something happened. What the handler sends is written when all events of a turn were told.
  func received(_ event: HTTPEvent, on channel: HTTPClientChannel)
  /// `nextDeadline` is reached. What the handler sends is written at the end of the turn, as in `received`.
  func timeout(on channel: HTTPClientChannel)
  /// The connection is gone, by an error or (nil) because both sides ended it; the end of each open request was told before.
  func disconnected(_ channel: HTTPClientChannel, error: TransportError?)
  /// When `timeout` is to be called; it is asked for after each turn.
  var nextDeadline: Duration? { get }
}
