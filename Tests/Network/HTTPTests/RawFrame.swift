/// HTTP/2 frames made by hand, for what a well-behaved client never sends.
enum RawFrame {
  static let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)
  static let settings = make(type: 4, stream: 0)

  static func make(type: UInt8, flags: UInt8 = 0, stream: Int32, _ payload: [UInt8] = []) -> [UInt8] {
    let length = payload.count
    let id = UInt32(bitPattern: stream)
    return [UInt8(length >> 16 & 255), UInt8(length >> 8 & 255), UInt8(length & 255), type, flags]
      + [UInt8(id >> 24), UInt8(id >> 16 & 255), UInt8(id >> 8 & 255), UInt8(id & 255)] + payload
  }

  /// A block of fields as literals that are not indexed (RFC 7541 §6.2.2); names and values below 127 bytes.
  static func block(_ fields: [(String, String)]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (name, value) in fields {
      bytes += [0, UInt8(name.utf8.count)] + Array(name.utf8) + [UInt8(value.utf8.count)] + Array(value.utf8)
    }
    return bytes
  }

  static let get: [(String, String)] = [
    (":method", "GET"), (":scheme", "http"), (":authority", "h"), (":path", "/"),
  ]

  static func headers(_ stream: Int32, _ fields: [(String, String)] = get, endStream: Bool) -> [UInt8] {
    make(type: 1, flags: endStream ? 5 : 4, stream: stream, block(fields))
  }

  static func data(_ stream: Int32, _ bytes: [UInt8], endStream: Bool = false) -> [UInt8] {
    make(type: 0, flags: endStream ? 1 : 0, stream: stream, bytes)
  }

  static func reset(_ stream: Int32, code: UInt8) -> [UInt8] { make(type: 3, stream: stream, [0, 0, 0, code]) }

  static func windowUpdate(_ stream: Int32, _ increment: UInt16) -> [UInt8] {
    make(type: 8, stream: stream, [0, 0, UInt8(increment >> 8), UInt8(increment & 255)])
  }

  /// The frames in what a server sent: type, stream and payload of each; nil where the bytes are no whole frames.
  static func parse(_ bytes: [UInt8]) -> [(type: UInt8, stream: Int32, payload: [UInt8])]? {
    var frames: [(type: UInt8, stream: Int32, payload: [UInt8])] = []
    var position = 0
    while position < bytes.count {
      guard position + 9 <= bytes.count else { return nil }
      let length = Int(bytes[position]) << 16 | Int(bytes[position + 1]) << 8 | Int(bytes[position + 2])
      guard position + 9 + length <= bytes.count else { return nil }
      let stream = bytes[position + 5..<position + 9].reduce(Int32(0)) { $0 << 8 | Int32($1) }
      frames.append((bytes[position + 3], stream, Array(bytes[position + 9..<position + 9 + length])))
      position += 9 + length
    }
    return frames
  }

  /// The error code of the first GOAWAY in what a server sent.
  static func goAwayCode(_ bytes: [UInt8]) -> UInt8? {
    guard let frames = parse(bytes) else { return nil }
    for frame in frames where frame.type == 7 { return frame.payload[7] }
    return nil
  }
}
