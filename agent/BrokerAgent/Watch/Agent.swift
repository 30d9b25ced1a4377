public import Transport

/// What watches brokers and reports them until it is stopped.
public protocol Agent: AnyObject {
  /// Begins.
  ///
  /// - Throws: `TransportError` where its local address cannot be listened on.
  func start() throws(TransportError)

  /// Ends. Not on its loop.
  func stop()
}
