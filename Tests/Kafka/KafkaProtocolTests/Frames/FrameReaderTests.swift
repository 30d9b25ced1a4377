import KafkaProtocol
import Testing

@Suite struct FrameReaderTests {
  private let stream: [UInt8] = [0, 0, 0, 3, 1, 2, 3, 0, 0, 0, 0, 0, 0, 0, 2, 9, 8]
  private let whole: [[UInt8]] = [[1, 2, 3], [], [9, 8]]

  @Test func framesComeOutHoweverTheBytesAreCut() throws {
    for first in 0...stream.count {
      for second in first...stream.count {
        var reader = FrameReader(maximumSize: 10)
        var frames: [[UInt8]] = []
        for part in [stream[..<first], stream[first..<second], stream[second...]] {
          frames += try reader.frames(in: part).map { Array($0) }
        }
        #expect(frames == whole)
        #expect(reader.pendingBytes == 0)
      }
    }
  }

  @Test func bytesOneByOneMakeTheSameFrames() throws {
    var reader = FrameReader(maximumSize: 10)
    var frames: [[UInt8]] = []
    for byte in stream { frames += try reader.frames(in: [byte][...]).map { Array($0) } }
    #expect(frames == whole)
  }

  @Test(arguments: [[0xFF, 0xFF, 0xFF, 0xFF], [0x80, 0, 0, 0], [0, 0, 0, 11], [0x40, 0, 0, 0]] as [[UInt8]])
  func aLengthThatIsNegativeOrTooLargeIsRefusedAtOnceAndForEver(length: [UInt8]) {
    var reader = FrameReader(maximumSize: 10)
    #expect(throws: CodecError.self) { try reader.frames(in: (length + [1, 2, 3])[...]) }
    #expect(throws: CodecError.self) { try reader.frames(in: [0, 0, 0, 0][...]) }
    #expect(reader.pendingBytes == 0)
    // Also where it comes byte by byte: with the fourth.
    var slow = FrameReader(maximumSize: 10)
    for byte in length.prefix(3) { #expect(throws: Never.self) { try slow.frames(in: [byte][...]) } }
    #expect(throws: CodecError.self) { try slow.frames(in: [length[3]][...]) }
  }
}
