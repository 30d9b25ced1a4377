import Testing

@testable import KafkaProtocol

/// Messages that are not written, and bytes in the place of single fields that are not read.
@Suite struct RefusedMessagesTests {
  private func refusal(_ message: some KafkaMessage, _ version: Int16) -> CodecError? {
    do throws(CodecError) {
      _ = try message.encoded(version: version)
      return nil
    } catch { return error }
  }

  private func code<M: KafkaMessage>(_ type: M.Type, _ version: Int16, _ bytes: [UInt8]) -> CodecError.Code? {
    do throws(CodecError) {
      _ = try M.decode(bytes[...], version: version)
      return nil
    } catch { return error.code }
  }

  // MARK: Writing

  @Test func aFieldThatTheVersionHasNoPlaceForMustBeAtItsDefault() {
    var request = DeleteTopicsRequest()
    request.topicNames = ["orders"]
    #expect(refusal(request, 5) == nil)
    var topic = DeleteTopicsRequest.DeleteTopicState()
    topic.name = "orders"
    request.topics = [topic]
    let error = refusal(request, 5)
    #expect(error?.code == .unrepresentable)
    #expect(error?.object == "DeleteTopicsRequest.topics")
    #expect(error?.message.contains("version 5 has no place for it") == true)
    #expect(error?.isRetryable == false)
  }

  @Test func anUnknownTaggedFieldHasNoPlaceInAnOldVersion() {
    var request = DeleteTopicsRequest()
    request.unknownTaggedFields = [UnknownTaggedField(tag: 3, bytes: [1])]
    #expect(refusal(request, 4) == nil)
    #expect(refusal(request, 3)?.code == .unrepresentable)
    #expect(refusal(request, 3)?.object == "DeleteTopicsRequest.unknownTaggedFields")
  }

  @Test func aFieldThatMayBeNullInOtherVersionsOnlyMustNotBeNull() {
    var request = MetadataRequest()
    request.topics = nil
    #expect(refusal(request, 1) == nil)
    #expect(refusal(request, 0)?.code == .unrepresentable)
    #expect(refusal(request, 0)?.object == "MetadataRequest.topics")
  }

  @Test func aTextOfMoreThan32767BytesIsTooLargeInEitherForm() {
    var request = DeleteTopicsRequest()
    request.topicNames = [String(repeating: "x", count: 32_767)]
    for version in [1, 4] as [Int16] { #expect(refusal(request, version) == nil) }
    // Bytes count, not characters.
    for text in [String(repeating: "x", count: 32_768), String(repeating: "ü", count: 16_384)] {
      request.topicNames = [text]
      for version in [1, 4] as [Int16] {
        #expect(refusal(request, version)?.code == .tooLarge)
        #expect(refusal(request, version)?.object == "DeleteTopicsRequest.topicNames")
      }
    }
  }

  @Test func noMessageIsWrittenOrReadInAVersionThatItDoesNotHave() {
    func check<M: ConvertibleMessage>(_ type: M.Type) {
      let versions = M.validVersions
      for version in [versions.lowerBound - 1, versions.upperBound + 1, Int16.min, Int16.max] {
        let error = refusal(M(), version)
        #expect(error?.code == .unsupportedVersion, "\(M.name) \(version)")
        #expect(error?.object == M.name)
        #expect(code(M.self, version, [0, 0, 0, 0]) == .unsupportedVersion, "\(M.name) \(version)")
      }
    }
    for type in convertibleMessages.values { check(type) }
  }

  // MARK: Reading

  @Test func aListThatMustNotBeNullOrIsOfNegativeLengthIsMalformed() {
    let time: [UInt8] = [0, 0, 0, 1]
    #expect(code(DeleteTopicsRequest.self, 1, [0, 0, 0, 0] + time) == nil)
    for length in [[0xFF, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0xFE], [0x80, 0, 0, 0]] as [[UInt8]] {
      #expect(code(DeleteTopicsRequest.self, 1, length + time) == .malformed)
    }
    #expect(code(DeleteTopicsRequest.self, 4, [1] + time + [0]) == nil)
    #expect(code(DeleteTopicsRequest.self, 4, [0] + time + [0]) == .malformed)
    // Metadata 1 asks for all topics by null.
    #expect(code(MetadataRequest.self, 1, [0xFF, 0xFF, 0xFF, 0xFF]) == nil)
    #expect(code(MetadataRequest.self, 0, [0xFF, 0xFF, 0xFF, 0xFF]) == .malformed)
    #expect(code(MetadataRequest.self, 1, [0xFF, 0xFF, 0xFF, 0xFE]) == .malformed)
  }

  @Test func aTextThatMustNotBeNullIsMalformed() {
    let time: [UInt8] = [0, 0, 0, 1]
    #expect(code(DeleteTopicsRequest.self, 1, [0, 0, 0, 1, 0xFF, 0xFF] + time) == .malformed)
    #expect(code(DeleteTopicsRequest.self, 1, [0, 0, 0, 1, 0xFF, 0xFE] + time) == .malformed)
    #expect(code(DeleteTopicsRequest.self, 4, [2, 0] + time + [0]) == .malformed)
    #expect(code(ApiVersionsRequest.self, 3, [0, 1, 0]) == .malformed)
    #expect(code(ApiVersionsRequest.self, 3, [1, 1, 0]) == nil)
  }

  @Test func whatFollowsTheLastFieldIsMalformedUnlessOnlyTheBeginningIsRead() throws {
    let bytes: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 1, 9]
    #expect(code(DeleteTopicsRequest.self, 1, bytes) == .malformed)
    #expect(try DeleteTopicsRequest.decodePrefix(bytes[...], version: 1).timeoutMs == 1)
  }
}
