/// Puts messages together from a body's bytes, however they are cut.
struct GRPCMessageReader: Sendable {
  private var prefix: [UInt8] = []
  private var message: [UInt8] = []
  private var missing = 0
  private let limit: Int
  /// What the other side said that it compresses by.
  var encoding = "identity"

  init(limit: Int) { self.limit = limit }

  /// Whether the body so far ends inside a message.
  var isInsideMessage: Bool { !prefix.isEmpty }

  /// How many bytes of an unfinished message are held.
  var heldBytes: Int { message.count }

  /// Takes bytes and adds the messages that they complete.
  ///
  /// - Returns: why the call must end, where the bytes break a rule or the bound.
  mutating func read(_ bytes: [UInt8], into messages: inout [[UInt8]]) -> GRPCStatus? {
    var position = 0
    // A whole message, as they mostly come, is taken in one step.
    if let message = whole(in: bytes) {
      messages.append(message)
      return nil
    }
    while position < bytes.count {
      if prefix.count < 5 {
        let length = min(5 - prefix.count, bytes.count - position)
        prefix += bytes[position..<position + length]
        position += length
        guard prefix.count == 5 else { return nil }
        if let refusal = checkPrefix() { return refusal }
      }
      let length = min(missing, bytes.count - position)
      // No room is made for what is merely claimed: the array grows with what comes.
      message += bytes[position..<position + length]
      position += length
      missing -= length
      if missing == 0 {
        messages.append(message)
        message = []
        prefix = []
      }
    }
    return nil
  }

  /// The message that the bytes are, where they are one exactly, and nothing was begun before them.
  func whole(in bytes: [UInt8]) -> [UInt8]? {
    guard prefix.isEmpty, bytes.count >= 5, bytes[0] == 0, bytes.count - 5 <= limit,
      Self.length(in: bytes) == bytes.count - 5
    else { return nil }
    return Array(bytes[5...])
  }

  /// What goes before a message: that it is not compressed, and its length.
  static func prefix(of message: [UInt8]) -> [UInt8] {
    let count = UInt32(clamping: message.count)
    return [0, UInt8(count >> 24), UInt8(count >> 16 & 255), UInt8(count >> 8 & 255), UInt8(count & 255)]
  }

  /// The length that stands in the first five bytes.
  private static func length(in prefix: [UInt8]) -> Int {
    Int(prefix[1]) << 24 | Int(prefix[2]) << 16 | Int(prefix[3]) << 8 | Int(prefix[4])
  }

  private mutating func checkPrefix() -> GRPCStatus? {
    guard prefix[0] == 0 else {
      // gRPC's specification of compression: INTERNAL, for a flag without an encoding to go with it, and for an encoding that
      // a client does not know. A server has refused that before, as UNIMPLEMENTED.
      if prefix[0] > 1 { return GRPCStatus(.internal, "a message begins with \(prefix[0]), which means nothing") }
      guard encoding != "identity" else {
        return GRPCStatus(.internal, "a message says that it is compressed, but no encoding was named")
      }
      return GRPCStatus(.internal, "messages compressed by '\(encoding)' are not read here")
    }
    missing = Self.length(in: prefix)
    if missing > limit {
      return GRPCStatus(.resourceExhausted, "a message of \(missing) bytes is larger than the \(limit) that are read")
    }
    return nil
  }
}
