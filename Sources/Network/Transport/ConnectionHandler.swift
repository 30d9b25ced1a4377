/// What is told of a connection, on its loop's thread.
public protocol ConnectionHandler: AnyObject {
  /// Bytes came. They are lent for the call.
  func received(_ bytes: Span<UInt8>, on connection: Connection)
  /// The other side will send nothing more; it may still read.
  func inputClosed(_ connection: Connection)
  /// Bytes had to wait, and all of them are with the system now.
  func drained(_ connection: Connection)
  /// The connection is gone, by an error or (nil) because both sides ended it; nothing more is told of it. Never called
  /// from within a call of the handler's own.
  func closed(_ connection: Connection, error: TransportError?)
}

/// Makes the handler of a connection that is open, its handshake done, or learns why there is none. Called once, on
/// the connection's loop; nil closes the connection.
public typealias ConnectionSetup = (Result<Connection, TransportError>) -> (any ConnectionHandler)?

/// The bounds of a connection.
public struct ConnectionLimits: Sendable, Hashable {
  /// `isWritable` is false while so many bytes wait for the socket.
  public var highWaterMark = 64 << 10
  /// The most bytes that wait for the socket: one more and the connection is aborted.
  public var maximumQueuedBytes = 64 << 20
  /// How long a peer may take to read what is left, and to close in turn, after `close`.
  public var closeDeadline: Duration = .seconds(5)
  /// How much of that it may take to close in turn when it has got everything.
  public var lingerDeadline: Duration = .seconds(1)

  /// The defaults.
  public init() {}
}
