import KafkaProtocol
import Testing

@Suite struct ApiKeyTests {
  /// The APIs of Kafka 4.3.1 have the numbers 0 to 92 (`ApiMessageType`).
  @Test func everyKeyOfKafkaHasItsName() {
    let keys = (0...92 as ClosedRange<Int16>).map { ApiKey(rawValue: $0) }
    let names = keys.map { "\($0)" }
    #expect(Set(names).count == 93)
    #expect(names.allSatisfy { !$0.hasPrefix("API") || $0 == "ApiVersions" })
    #expect(names[0] == "Produce" && names[4] == "LeaderAndIsr" && names[68] == "ConsumerGroupHeartbeat")
    #expect(names[92] == "DeleteShareGroupOffsets")
  }

  @Test func anUnknownNumberIsToldAsItIs() {
    #expect("\(ApiKey(rawValue: 93))" == "API 93")
    #expect("\(ApiKey(rawValue: -1))" == "API -1")
  }
}
