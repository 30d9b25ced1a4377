import Glibc

/// Memory for the C structures of one message, all given back together when it goes.
///
/// What it gives is valid as long as it lives; it must not be used after.
@safe struct MessageArena: ~Copyable {
  private static let chunkSize = 4 << 10
  private static let alignment = 16
  private var chunks: [UnsafeMutableRawPointer] = unsafe []
  private var position = 0
  private var size = 0

  init() {}

  deinit { unsafe chunks.forEach { unsafe free($0) } }

  /// Takes memory that is set to zeros.
  private mutating func take(_ count: Int) -> UnsafeMutableRawPointer {
    let start = (position + Self.alignment - 1) / Self.alignment * Self.alignment
    if let last = unsafe chunks.last, start + count <= size {
      position = start + count
      return unsafe last + start
    }
    size = max(count, Self.chunkSize)
    position = count
    guard let chunk = unsafe calloc(1, size) else { fatalError("there is no memory for a message of \(size) bytes") }
    unsafe chunks.append(chunk)
    return unsafe chunk
  }

  /// A message, as protobuf-c's function for its type makes it.
  mutating func make<Message>(
    _ initialize: (UnsafeMutablePointer<Message>?) -> Void
  ) -> UnsafeMutablePointer<Message> {
    let message = unsafe take(MemoryLayout<Message>.stride).assumingMemoryBound(to: Message.self)
    unsafe initialize(message)
    return unsafe message
  }

  /// A list of pointers that point nowhere yet; nil for an empty one.
  mutating func list<Element>(of count: Int, _: Element.Type) -> UnsafeMutablePointer<UnsafeMutablePointer<Element>?>? {
    guard count > 0 else { return nil }
    let stride = unsafe MemoryLayout<UnsafeMutablePointer<Element>?>.stride
    return unsafe take(count * stride).assumingMemoryBound(to: UnsafeMutablePointer<Element>?.self)
  }

  /// A text as C has them: cut before the character that goes past `limit` bytes; a NUL, which would end it, is `?`.
  mutating func text(_ text: String, limit: Int) -> UnsafeMutablePointer<CChar> {
    let bytes = text.utf8
    var count = bytes.count
    if count > limit {
      var end = bytes.index(bytes.startIndex, offsetBy: limit)
      count = limit
      while count > 0, bytes[end] & 0xC0 == 0x80 {
        end = bytes.index(before: end)
        count -= 1
      }
    }
    let copy = unsafe take(count + 1).assumingMemoryBound(to: CChar.self)
    var index = 0
    for byte in bytes {
      if index == count { break }
      unsafe copy[index] = CChar(bitPattern: byte == 0 ? UInt8(ascii: "?") : byte)
      index += 1
    }
    unsafe copy[count] = 0
    return unsafe copy
  }

  /// Texts, each as in `text`.
  mutating func texts(_ all: [String], limit: Int) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
    let list = unsafe list(of: all.count, CChar.self)
    for (index, one) in all.enumerated() { unsafe list?[index] = unsafe text(one, limit: limit) }
    return unsafe list
  }
}
