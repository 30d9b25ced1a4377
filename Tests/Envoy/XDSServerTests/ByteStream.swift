/// What a test's proxy talks over. Nothing of it waits.
protocol ByteStream: AnyObject {
  /// Whether the other side has ended the connection.
  var isOver: Bool { get }
  /// Sends all of it, or as much as the other side takes before it ends the connection.
  func send(_ bytes: [UInt8])
  /// Bytes that have come; empty where none have.
  func receive() -> [UInt8]
}
