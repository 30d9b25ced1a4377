import KafkaProtocol
import Testing

@Suite struct ErrorCodeTests {
  // Numbers, names and what can be tried again are those of Kafka 4.3.1 (`Errors`).
  @Test(arguments: [
    (-1 as Int16, "UNKNOWN_SERVER_ERROR", false), (3, "UNKNOWN_TOPIC_OR_PARTITION", true),
    (6, "NOT_LEADER_OR_FOLLOWER", true), (25, "UNKNOWN_MEMBER_ID", false), (35, "UNSUPPORTED_VERSION", false),
    (74, "FENCED_LEADER_EPOCH", true), (79, "MEMBER_ID_REQUIRED", false),
  ])
  func anErrorHasKafkasNumberAndName(number: Int16, name: String, isRetryable: Bool) {
    let error = ErrorCode(rawValue: number)
    #expect(error.name == name)
    #expect(error.isRetryable == isRetryable)
  }

  @Test func everyKnownErrorHasAnotherName() {
    let names = ErrorCode.allKnown.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.count > 130)
    #expect(ErrorCode.allKnown.allSatisfy { !$0.message.isEmpty })
  }

  @Test func anUnknownNumberIsAnErrorWithoutAName() {
    let error = ErrorCode(rawValue: 12_345)
    #expect(error.isError)
    #expect(!error.isKnown)
    #expect(error.name == "ERROR_12345")
  }
}
