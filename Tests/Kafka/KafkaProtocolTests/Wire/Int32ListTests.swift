import Testing

@testable import KafkaProtocol

@Suite struct Int32ListTests {
  @Test(arguments: 0..<12) func itHoldsWhatItWasGiven(count: Int) throws {
    let values = (0..<Int32(count)).map { Int32.min + $0 * 7 }
    let list = Int32List(values)
    #expect(Array(list) == values)
    #expect(list.count == count)
    #expect(list.contains(Int32.min + 7) == (count > 1))
    #expect(list == Int32List(values) && list.hashValue == Int32List(values).hashValue)
    #expect(list != Int32List(values + [0]))
    #expect(list.description == values.description)

    var writer = MessageWriter()
    writer.int32s(list)
    #expect(writer.count == count * 4)
    var reader = MessageReader(writer.bytes)
    #expect(try reader.int32List(count) == list)
    #expect(reader.remaining == 0)
    #expect(throws: CodecError.self) { try reader.int32List(1) }
  }

  @Test func aListThatClaimsMoreThanFollowsIsAnError() {
    for count in [1, 5, 6, 1 << 40] {
      var reader = MessageReader([0, 0, 0])
      #expect(throws: CodecError.self) { try reader.int32List(count) }
    }
  }

  @Test func literals() {
    #expect(Int32List() == [])
    let list: Int32List = [3, 1, 2]
    #expect(list.sorted() == [1, 2, 3])
  }

  /// What is long is written in pieces, and comes out as if it were one.
  @Test func aLongMessageIsWrittenInPieces() throws {
    var response = MetadataResponse()
    for number in 0..<200 {
      var topic = MetadataResponse.Topic()
      topic.name = String(repeating: "n", count: number)
      for index in 0..<100 {
        var partition = MetadataResponse.Partition()
        partition.partitionIndex = Int32(index)
        partition.replicaNodes = Int32List((0..<Int32(index % 9)).map { $0 })
        topic.partitions.append(partition)
      }
      response.topics.append(topic)
    }
    var writer = MessageWriter()
    try response.write(to: &writer, version: 12)
    #expect(writer.segments.count > 1)
    #expect(writer.segments.reduce(0) { $0 + $1.count } == writer.count)
    #expect(Array(writer.segments.joined()) == writer.bytes)
    let bytes = try response.encoded(version: 12)
    #expect(bytes == writer.bytes)
    #expect(try MetadataResponse.decode(bytes[...], version: 12) == response)
  }
}
