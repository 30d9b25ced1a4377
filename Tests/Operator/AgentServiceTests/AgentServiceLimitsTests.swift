import Testing

@testable import AgentService

@Suite struct AgentServiceLimitsTests {
  @Test func silenceIsNotTakenForAnythingBeforeThreeHeartbeats() {
    let limits = AgentServiceLimits()
    #expect(limits.unknownAfter >= AgentServiceLimits.minimum)
    #expect(limits.unreachableAfter > limits.unknownAfter)
  }
}
