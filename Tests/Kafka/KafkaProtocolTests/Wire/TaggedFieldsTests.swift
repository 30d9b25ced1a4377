import Testing

@testable import KafkaProtocol

/// Tagged fields (KIP-482) in a message that has one of its own: BrokerHeartbeat's offline directories have the tag 0 from
/// version 1 on.
///
/// That tags rise is required as by Kafka's `TaggedFields.read`. The code that Kafka generates for its messages takes the
/// last of those that repeat, and does not look at the size of a field that it knows; here both are errors.
@Suite struct TaggedFieldsTests {
  private static let fixed = [UInt8](repeating: 0, count: 22)

  private func decode(_ tagged: [UInt8], version: Int16 = 1) throws(CodecError) -> BrokerHeartbeatRequest {
    try BrokerHeartbeatRequest.decode((Self.fixed + tagged)[...], version: version)
  }

  private func code(_ tagged: [UInt8]) -> CodecError.Code? {
    do throws(CodecError) {
      _ = try decode(tagged)
      return nil
    } catch { return error.code }
  }

  @Test func thoseThatNobodyKnowsAreKeptAndWrittenAgain() throws {
    let tagged: [UInt8] = [4, 0, 17, 2] + [UInt8](0..<16) + [1, 0, 9, 2, 7, 8, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 1, 5]
    let request = try decode(tagged)
    #expect(request.offlineLogDirs.count == 1)
    #expect(
      request.unknownTaggedFields == [
        UnknownTaggedField(tag: 1, bytes: []), UnknownTaggedField(tag: 9, bytes: [7, 8]),
        UnknownTaggedField(tag: Int(UInt32.max), bytes: [5]),
      ])
    #expect(try request.encoded(version: 1) == Self.fixed + tagged)
  }

  @Test func oneOfALaterVersionIsUnknownInAnEarlierOne() throws {
    let tagged: [UInt8] = [1, 0, 17, 2] + [UInt8](0..<16)
    let request = try decode(tagged, version: 0)
    #expect(request.offlineLogDirs.isEmpty)
    #expect(request.unknownTaggedFields.map(\.tag) == [0])
    #expect(try request.encoded(version: 0) == Self.fixed + tagged)
  }

  @Test(
    arguments: [
      [2, 5, 0, 5, 0], [2, 6, 0, 5, 0], [2, 5, 0, 0, 1, 1], [2, 0, 1, 1, 0, 1, 1],
      [3, 1, 0, 0x80, 0x01, 0, 0x7F, 0],
    ] as [[UInt8]])
  func tagsThatDoNotRiseAreMalformed(tagged: [UInt8]) {
    #expect(code(tagged) == .malformed)
  }

  @Test func aKnownOneHasTheSizeOfItsContent() {
    let id = [UInt8](0..<16)
    #expect(code([1, 0, 17, 2] + id) == nil)
    // Longer than its content, shorter, and empty.
    #expect(code([1, 0, 18, 2] + id + [0]) == .malformed)
    #expect(code([1, 0, 16, 2] + id.dropLast()) == .truncated)
    #expect(code([1, 0, 16, 2] + id) == .truncated)
    #expect(code([1, 0, 0]) == .truncated)
    // A content that claims what lies behind the field.
    #expect(code([2, 0, 1, 2, 1, 16] + id) == .truncated)
    // A list that is null and must not be.
    #expect(code([1, 0, 1, 0]) == .malformed)
  }

  @Test(
    arguments: [
      [0xFF, 0xFF, 0xFF, 0xFF, 0x0F], [0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0, 0, 0], [2, 1, 0], [1], [1, 5],
      [1, 5, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F], [1, 5, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0],
      [1, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F],
      [1, 5, 2, 0], [1, 0, 5, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F],
    ] as [[UInt8]])
  func moreThanTheBytesHoldIsTruncated(tagged: [UInt8]) {
    #expect(code(tagged) == .truncated)
  }

  @Test func numbersOfMoreThan32BitsAreMalformed() {
    let huge: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF, 0x10]
    #expect(code(huge) == .malformed)
    #expect(code([1] + huge + [0]) == .malformed)
    #expect(code([1, 5] + huge) == .malformed)
  }

  @Test func whatFollowsTheLastOneIsMalformed() {
    #expect(code([0, 0]) == .malformed)
    #expect(code([1, 5, 0, 9]) == .malformed)
  }

  @Test(arguments: [true, false])
  func anUnknownOneUnderTheTagOfAKnownOneIsNotWritten(isSet: Bool) {
    var request = BrokerHeartbeatRequest()
    if isSet { request.offlineLogDirs = [KafkaUUID(high: 1, low: 2)] }
    request.unknownTaggedFields = [UnknownTaggedField(tag: 0, bytes: [1])]
    let error = #expect(throws: CodecError.self) { try request.encoded(version: 1) }
    #expect(error?.code == .unrepresentable)
    #expect(error?.field == "BrokerHeartbeatRequest.unknownTaggedFields[0]")
    // Version 1 does not know the tag 1, version 2 does.
    request.unknownTaggedFields = [UnknownTaggedField(tag: 1, bytes: [1])]
    #expect(throws: Never.self) { try request.encoded(version: 1) }
    #expect(throws: CodecError.self) { try request.encoded(version: 2) }
  }
}
