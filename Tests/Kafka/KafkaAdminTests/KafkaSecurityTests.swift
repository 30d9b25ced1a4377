import KafkaAdmin
import Testing

@Suite struct KafkaSecurityTests {
  @Test func aPasswordIsNeverPrinted() {
    let security = KafkaSecurity(
      credentials: SASLCredentials(mechanism: .scramSHA512, username: "alice", password: "hunter2"))
    var dumped = ""
    dump(security, to: &dumped)
    #expect(!dumped.contains("hunter2"))
    #expect(!"\(security)".contains("hunter2"))
  }
}
