/// The buffers that all connections of one event loop share, so that an idle connection holds none.
///
/// Each is empty again before a handler is called, but for the one whose bytes that handler is given.
@safe
final class LoopBuffers {
  /// How much one wake-up reads from a socket, in bytes.
  static let readCapacity = 64 * 1024
  /// The plaintext of one TLS record, in bytes (RFC 8446 §5.1).
  static let recordCapacity = 16 * 1024

  /// What `recv` fills.
  let read: UnsafeMutableBufferPointer<UInt8>
  /// What is left of TLS records when they are opened.
  let plaintext: UnsafeMutableBufferPointer<UInt8>
  /// Small pieces are gathered here, so that each TLS record is full.
  let record: UnsafeMutableBufferPointer<UInt8>
  /// TLS records on their way to the socket.
  var ciphertext: [UInt8] = []

  init() {
    unsafe read = .allocate(capacity: Self.readCapacity)
    unsafe read.initialize(repeating: 0)
    unsafe plaintext = .allocate(capacity: Self.readCapacity)
    unsafe plaintext.initialize(repeating: 0)
    unsafe record = .allocate(capacity: Self.recordCapacity)
    unsafe record.initialize(repeating: 0)
  }

  deinit {
    unsafe read.deallocate()
    unsafe plaintext.deallocate()
    unsafe record.deallocate()
  }
}
