/// Cuts a stream of bytes into frames: four bytes of length, then so many bytes.
///
/// States: between frames, within one, failed. It holds one frame that is not whole, never more than the largest frame that
/// is allowed, and never reserves memory for what a length only claims.
public struct FrameReader: Sendable {
  /// The largest length that is taken; what is longer is refused at its length.
  public let maximumSize: Int
  /// What came and is no whole frame yet, its length in front.
  private var pending: [UInt8] = []
  private var failure: CodecError?

  /// A reader between frames.
  public init(maximumSize: Int) { self.maximumSize = maximumSize }

  /// How many bytes wait for the rest of their frame.
  public var pendingBytes: Int { pending.count }

  /// Takes bytes, and returns the frames that are whole now, without their lengths. Frames that lie in the bytes whole are
  /// not copied.
  ///
  /// - Throws: `CodecError` for a negative length or one that is too large, at every further call too. Frames before it were
  ///   returned by earlier calls or are lost with the connection.
  public mutating func frames(in bytes: ArraySlice<UInt8>) throws(CodecError) -> [ArraySlice<UInt8>] {
    if let failure { throw failure }
    var frames: [ArraySlice<UInt8>] = []
    var rest = bytes
    if !pending.isEmpty, !(try complete(from: &rest, into: &frames)) { return frames }
    while rest.count >= 4 {
      let length = try length(rest)
      guard rest.count - 4 >= length else { break }
      let start = rest.startIndex + 4
      frames.append(rest[start..<start + length])
      rest = rest[(start + length)...]
    }
    pending.append(contentsOf: rest)
    // A length that is wrong is refused before what follows it is kept.
    if pending.count >= 4 { _ = try length(pending[...]) }
    return frames
  }

  /// Goes on with the frame that is not whole; whether it is now.
  private mutating func complete(
    from rest: inout ArraySlice<UInt8>, into frames: inout [ArraySlice<UInt8>]
  ) throws(CodecError) -> Bool {
    if pending.count < 4 {
      let missing = min(4 - pending.count, rest.count)
      pending.append(contentsOf: rest.prefix(missing))
      rest = rest.dropFirst(missing)
      guard pending.count == 4 else { return false }
    }
    let missing = min(4 + (try length(pending[...])) - pending.count, rest.count)
    pending.append(contentsOf: rest.prefix(missing))
    rest = rest.dropFirst(missing)
    guard pending.count == 4 + (try length(pending[...])) else { return false }
    frames.append(pending[4...])
    pending = []
    return true
  }

  private mutating func length(_ bytes: ArraySlice<UInt8>) throws(CodecError) -> Int {
    var value: UInt32 = 0
    for byte in bytes.prefix(4) { value = value << 8 | UInt32(byte) }
    let length = Int(Int32(bitPattern: value))
    guard length >= 0, length <= maximumSize else {
      let error =
        length < 0
        ? CodecError(.malformed, "a frame has the length \(length)")
        : CodecError(.tooLarge, "a frame has \(length) bytes, at most \(maximumSize) are taken")
      failure = error
      pending = []
      throw error
    }
    return length
  }
}
