import Testing

@testable import AgentService

@Suite struct AgentServiceLimitsTests {
  @Test func theDefaultsMakeSense() { #expect(AgentServiceLimits().problem == nil) }

  @Test func silenceIsNotTakenForAnythingBeforeThreeHeartbeats() {
    var limits = AgentServiceLimits()
    limits.unknownAfter = .milliseconds(2999)
    #expect(limits.problem != nil)
    limits.unknownAfter = .seconds(3)
    limits.unreachableAfter = .milliseconds(4999)
    #expect(limits.problem != nil)
    limits.unreachableAfter = .seconds(5)
    #expect(limits.problem == nil)
  }

  @Test func dampingThatCanNeverDecideIsNone() {
    for change in [{ $0.damping.failures = 0 }, { $0.damping.failures = 6 }, { $0.damping.successes = 4 }]
      as [(inout AgentServiceLimits) -> Void]
    {
      var limits = AgentServiceLimits()
      change(&limits)
      #expect(limits.problem != nil)
    }
  }
}
