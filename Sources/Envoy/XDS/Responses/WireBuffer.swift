/// Bytes of protocol buffers fields, put together from pieces that are encoded already. (Whole messages are written by
/// `Protobuf`; a response is not made as a message, so that its resources are not encoded again.)
struct WireBuffer {
  private(set) var bytes: [UInt8] = []

  init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  /// Appends a length-delimited field; an empty one is left out, as proto3 does.
  mutating func append(field number: Int, bytes content: [UInt8]) {
    if content.isEmpty { return }
    appendHeader(field: number, count: content.count)
    bytes.append(contentsOf: content)
  }

  /// Appends a string field; an empty one is left out.
  mutating func append(field number: Int, string content: String) {
    let count = content.utf8.count
    if count == 0 { return }
    appendHeader(field: number, count: count)
    bytes.append(contentsOf: content.utf8)
  }

  /// Appends an element of a list of strings, which is written even when it is empty.
  mutating func append(field number: Int, element content: String) {
    appendHeader(field: number, count: content.utf8.count)
    bytes.append(contentsOf: content.utf8)
  }

  /// Appends fields that are encoded already.
  mutating func append(encoded fields: ArraySlice<UInt8>) { bytes.append(contentsOf: fields) }

  private mutating func appendHeader(field number: Int, count: Int) {
    appendVarint(UInt64(number) << 3 | 2)
    appendVarint(UInt64(count))
  }

  private mutating func appendVarint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }
}
