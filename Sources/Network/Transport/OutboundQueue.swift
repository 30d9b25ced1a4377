/// Bytes that wait for the socket: slices of shared arrays in order; none is copied.
struct OutboundQueue {
  private var segments: [ArraySlice<UInt8>] = []
  private var first = 0
  /// The bytes that wait.
  private(set) var count = 0

  var isEmpty: Bool { count == 0 }

  mutating func append(_ added: [ArraySlice<UInt8>]) {
    for segment in added { count += segment.count }
    if first == segments.count {
      segments = added
      first = 0
    } else {
      segments += added
    }
  }

  /// The next `limit` slices at most.
  func prefix(_ limit: Int) -> ArraySlice<ArraySlice<UInt8>> { segments[first...].prefix(limit) }

  /// Forgets the first `number` bytes, and empty slices among and after them.
  mutating func removeFirst(_ number: Int) {
    count -= number
    var rest = number
    while first < segments.count, segments[first].count <= rest {
      rest -= segments[first].count
      // The array that it belongs to is free again before the whole queue is.
      segments[first] = []
      first += 1
    }
    if first == segments.count {
      segments = []
      first = 0
    } else {
      if rest > 0 { segments[first] = segments[first].dropFirst(rest) }
      if first >= 64, first * 2 >= segments.count {
        segments.removeFirst(first)
        first = 0
      }
    }
  }

  mutating func removeAll() { self = OutboundQueue() }

  /// Copies up to `target.count` bytes from the front, without forgetting them.
  func copyFirst(into target: UnsafeMutableBufferPointer<UInt8>) -> Int {
    var filled = 0
    for segment in segments[first...] {
      let part = segment.prefix(target.count - filled)
      unsafe segment.withUnsafeBufferPointer { bytes in
        guard let source = bytes.baseAddress, let start = target.baseAddress else { return }
        unsafe (start + filled).update(from: source, count: part.count)
      }
      filled += part.count
      if filled == target.count { break }
    }
    return filled
  }
}
