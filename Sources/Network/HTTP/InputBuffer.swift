/// Bytes that came and are not read yet. What is read is dropped in steps, so that many small reads stay cheap.
struct InputBuffer {
  private var bytes: [UInt8] = []
  private var first = 0

  var count: Int { bytes.count - first }
  var isEmpty: Bool { first == bytes.count }
  /// What is not read; its indices start at `startIndex`.
  var unread: ArraySlice<UInt8> { bytes[first...] }

  mutating func append(_ more: Span<UInt8>) {
    for index in more.indices { bytes.append(more[index]) }
  }

  /// Drops so many bytes off the front.
  mutating func drop(_ count: Int) {
    first += count
    if first == bytes.count {
      removeAll()
    } else if first > 16 << 10, first * 2 > bytes.count {
      bytes.removeFirst(first)
      first = 0
    }
  }

  /// Takes up to so many bytes off the front.
  mutating func take(_ limit: Int) -> [UInt8] {
    let length = min(limit, count)
    let taken = Array(bytes[first..<first + length])
    drop(length)
    return taken
  }

  mutating func removeAll() {
    bytes = []
    first = 0
  }
}
