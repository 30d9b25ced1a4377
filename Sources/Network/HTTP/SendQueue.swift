/// The bytes of a body that wait to be sent: whole arrays, which are never copied, and how far the first one is sent.
struct SendQueue {
  /// How many arrays that are sent may stand before those that wait.
  private static let slack = 64

  private var chunks: [[UInt8]] = []
  private var offset = 0
  /// How many bytes wait.
  private(set) var count = 0
  /// The first array that waits. It is small because every stream holds a queue; more arrays would not fit into memory.
  private var firstChunk: Int32 = 0
  private var first: Int {
    get { Int(firstChunk) }
    set { firstChunk = Int32(newValue) }
  }

  mutating func append(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    chunks.append(bytes)
    count += bytes.count
  }

  /// Adds two arrays in one step.
  mutating func append(_ prefix: [UInt8], _ bytes: [UInt8]) {
    if chunks.isEmpty, !prefix.isEmpty { chunks.reserveCapacity(2) }
    append(prefix)
    append(bytes)
  }

  /// Takes up to `limit` bytes off the front, as slices of the arrays.
  mutating func take(_ limit: Int, into output: inout OutputBuffer) {
    if limit == count { return takeAll(into: &output) }
    var rest = limit
    while rest > 0, first < chunks.count {
      let chunk = chunks[first]
      let length = min(rest, chunk.count - offset)
      output.append(chunk[offset..<offset + length])
      rest -= length
      count -= length
      offset += length
      if offset == chunk.count {
        chunks[first] = []
        first += 1
        offset = 0
      }
    }
    if first == chunks.count {
      chunks = []
      first = 0
    } else if first > Self.slack, first * 2 > chunks.count {
      chunks.removeFirst(first)
      first = 0
    }
  }
}

extension SendQueue {
  /// Takes everything, as it mostly goes out: no array need be emptied by itself.
  private mutating func takeAll(into output: inout OutputBuffer) {
    for index in first..<chunks.count {
      let chunk = chunks[index]
      output.append(chunk[(index == first ? offset : 0)...])
    }
    self = SendQueue()
  }
}

/// What is ready for the wire: small pieces gathered, large ones as slices of the arrays that they came in.
struct OutputBuffer {
  /// Pieces below this length are copied together: a segment of its own costs more than so many bytes.
  private static let copyLimit = 1024

  private var segments: [ArraySlice<UInt8>] = []
  private var small: [UInt8] = []
  /// How many bytes are ready.
  private(set) var count = 0

  mutating func append(_ slice: ArraySlice<UInt8>) {
    guard slice.count >= Self.copyLimit else { return append(copying: slice) }
    count += slice.count
    flushSmall()
    segments.append(slice)
  }

  /// Makes room for a frame whose head is copied here, and with it what it carries, where that is little.
  mutating func reserve(head: Int, payload: Int) {
    if small.isEmpty { small.reserveCapacity(head + min(payload, Self.copyLimit + 32)) }
  }

  mutating func append(copying bytes: some Collection<UInt8>) {
    count += bytes.count
    // Room for the head of a frame and what it begins with, at once.
    if small.isEmpty { small.reserveCapacity(32 + bytes.count) }
    small += bytes
  }

  private mutating func flushSmall() {
    guard !small.isEmpty else { return }
    segments.append(small[...])
    small = []
  }

  mutating func takeAll() -> [ArraySlice<UInt8>] {
    flushSmall()
    count = 0
    defer { segments = [] }
    return segments
  }
}
