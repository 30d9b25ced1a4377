import KafkaProtocol
import Transport

extension FrameReader {
  /// Takes bytes that are lent, and returns the frames that are whole now.
  mutating func frames(in bytes: Span<UInt8>) throws(CodecError) -> [ArraySlice<UInt8>] {
    try frames(in: [UInt8](copying: bytes)[...])
  }
}
