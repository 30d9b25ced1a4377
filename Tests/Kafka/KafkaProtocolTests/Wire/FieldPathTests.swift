import Testing

@testable import KafkaProtocol

/// Errors say which field of which element they speak of.
@Suite struct FieldPathTests {
  private func metadata() -> MetadataResponse {
    var response = MetadataResponse()
    for name in ["a", "b"] {
      var topic = MetadataResponse.Topic()
      topic.name = name
      topic.partitions = [MetadataResponse.Partition(), MetadataResponse.Partition()]
      response.topics.append(topic)
    }
    return response
  }

  @Test func whatEndsTooEarlyNamesTheField() throws {
    let bytes = try metadata().encoded(version: 12)
    var seen: Set<String> = []
    for count in 0..<bytes.count {
      let error = #expect(throws: CodecError.self) {
        try MetadataResponse.decode(bytes[..<count], version: 12)
      }
      #expect(error?.field.hasPrefix("MetadataResponse.") == true, "\(count) bytes: \(error?.description ?? "")")
      seen.insert(error?.field ?? "")
    }
    for field in ["throttleTimeMs", "topics", "topics[1].name", "topics[0].partitions[1].leaderEpoch"] {
      #expect(seen.contains("MetadataResponse." + field), "\(field) in \(seen.sorted())")
    }
  }

  @Test func aTextThatIsNoneNamesItsFieldAndItsPlace() throws {
    var bytes = try metadata().encoded(version: 12)
    let place = try #require(bytes.firstIndex(of: UInt8(ascii: "b")))
    bytes[place] = 0xFF
    let error = #expect(throws: CodecError.self) { try MetadataResponse.decode(bytes[...], version: 12) }
    #expect(error?.code == .malformed)
    #expect(error?.description == "MetadataResponse.topics[1].name (byte \(place + 1)): a text is not UTF-8")
  }

  @Test func withinATaggedFieldThePlaceIsThatOfTheWhole() throws {
    var request = FetchRequest()
    request.clusterId = "abc"
    let bytes = try request.encoded(version: 17)
    let place = try #require(bytes.firstIndex(of: UInt8(ascii: "b")))
    var damaged = bytes
    damaged[place] = 0xC0
    let error = #expect(throws: CodecError.self) { try FetchRequest.decode(damaged[...], version: 17) }
    #expect(error?.field == "FetchRequest.clusterId")
    #expect(error?.offset == place + 2)
  }

  @Test(arguments: [
    ([UnknownTaggedField(tag: 7, bytes: [1]), UnknownTaggedField(tag: 7, bytes: [2])], "[1]"),
    ([UnknownTaggedField(tag: 9, bytes: []), UnknownTaggedField(tag: 8, bytes: [])], "[1]"),
    ([UnknownTaggedField(tag: -1, bytes: [])], "[0]"),
    ([UnknownTaggedField(tag: 1 << 32, bytes: [])], "[0]"),
    ([UnknownTaggedField(tag: 5, bytes: []), UnknownTaggedField(tag: 1 << 40, bytes: [])], "[1]"),
    ([UnknownTaggedField(tag: 0, bytes: [])], "[0]"),
  ])
  func unknownFieldsThatCannotBeReadBackAreNotWritten(fields: [UnknownTaggedField], place: String) {
    var request = FetchRequest()
    request.unknownTaggedFields = fields
    let error = #expect(throws: CodecError.self) { try request.encoded(version: 17) }
    #expect(error?.code == .unrepresentable)
    #expect(error?.field == "FetchRequest.unknownTaggedFields" + place)
  }

  @Test func unknownFieldsBetweenKnownOnesAreWrittenInTheOrderOfTags() throws {
    var request = FetchRequest()
    request.clusterId = "abc"
    request.unknownTaggedFields = [
      UnknownTaggedField(tag: 5, bytes: [1, 2]), UnknownTaggedField(tag: Int(UInt32.max), bytes: [3]),
    ]
    let bytes = try request.encoded(version: 17)
    #expect(try FetchRequest.decode(bytes[...], version: 17) == request)
  }
}
