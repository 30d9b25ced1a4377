import KafkaProtocol
import Testing

@Suite struct KafkaUUIDTests {
  @Test func anIdentifierIsWrittenAsKafkaWritesIt() {
    // Kafka's own: the identifier of the topic that holds the metadata log has the low half 1.
    #expect(KafkaUUID(high: 0, low: 1).description == "AAAAAAAAAAAAAAAAAAAAAQ")
    #expect(KafkaUUID.zero.description == "AAAAAAAAAAAAAAAAAAAAAA")
  }

  @Test func whatIsWrittenIsReadAgain() {
    let id = KafkaUUID(high: 0x0123_4567_89AB_CDEF, low: 0xFEDC_BA98_7654_3210)
    #expect(KafkaUUID(id.description) == id)
  }

  @Test(arguments: ["", "AAAA", "AAAAAAAAAAAAAAAAAAAAAB", "AAAAAAAAAAAAAAAAAAAA!A", "AAAAAAAAAAAAAAAAAAAAAAA"])
  func whatIsNoIdentifierIsRefused(text: String) {
    #expect(KafkaUUID(text) == nil)
  }
}
