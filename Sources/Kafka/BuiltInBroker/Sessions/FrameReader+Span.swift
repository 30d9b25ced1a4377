import KafkaProtocol

extension FrameReader {
  /// Takes bytes that are lent, and returns the frames that are whole now.
  mutating func frames(in bytes: Span<UInt8>) throws(CodecError) -> [ArraySlice<UInt8>] {
    let copy = unsafe bytes.withUnsafeBufferPointer { unsafe Array($0) }
    return try frames(in: copy[...])
  }
}
