import Testing

@testable import BrokerAgent

@Suite struct BrokerStateTests {
  @Test func whatWasNotSeenIsNotKnown() {
    let state = BrokerState()
    #expect(state.process.status == .unknown)
    #expect(state.kafka.status == .unknown)
    #expect(LogDirState(path: "/kafka-logs").status == .unknown)
  }
}
