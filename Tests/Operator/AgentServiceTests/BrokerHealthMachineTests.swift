import ClusterTopology
import Testing

@testable import AgentService

@Suite struct BrokerHealthMachineTests {
  private static let second = Duration.seconds(1)
  private var machine = BrokerHealthMachine()
  private var now = Duration.zero

  private mutating func see(_ sight: BrokerSight, streak: UInt32 = 1) -> BrokerHealth {
    now += Self.second
    machine.see(sight, streak: streak, interval: Self.second, at: now)
    return machine.health
  }

  private mutating func hear(after time: Duration = second) -> BrokerHealth {
    now += time
    machine.hear(interval: Self.second, at: now)
    return machine.health
  }

  @Test mutating func nothingIsKnownBeforeKafkaWasAsked() {
    #expect(machine.health == .unknown)
    #expect(see(.nothing) == .unknown)
    for _ in 0..<10 { #expect(hear() == .unknown) }
  }

  @Test mutating func theFirstAnswerMakesABrokerHealthy() {
    #expect(see(.serves) == .healthy)
    #expect(machine.reason.isEmpty)
  }

  @Test mutating func aProofActsAtOnce() {
    _ = see(.serves)
    #expect(see(.proven("connections are refused")) == .unhealthy)
    #expect(machine.reason == "connections are refused")
  }

  @Test mutating func oneOrTwoTimeoutsAreNoFailureAndTheThirdIs() {
    _ = see(.serves)
    #expect(see(.doubtful("slow")) == .healthy)
    #expect(hear() == .healthy)
    #expect(hear() == .unhealthy)
    #expect(machine.reason == "slow")
  }

  @Test mutating func timeoutsAmongAnswersCountInTheirWindow() {
    _ = see(.serves)
    var seen: [BrokerHealth] = []
    for good in [false, true, false, true, false] { seen.append(see(good ? .serves : .doubtful("slow"))) }
    #expect(seen == [.healthy, .healthy, .healthy, .healthy, .unhealthy])
  }

  @Test mutating func rareTimeoutsNeverFailABroker() {
    _ = see(.serves)
    for try_ in 0..<200 { #expect(see(try_ % 3 == 0 ? .doubtful("slow") : .serves) == .healthy) }
  }

  /// It was refused while it started, and has nothing to make good for.
  @Test mutating func aBrokerThatNeverServedIsHealthyWithItsFirstAnswer() {
    #expect(see(.proven("connections are refused")) == .unhealthy)
    #expect(see(.proven("connections are refused")) == .unhealthy)
    #expect(see(.serves) == .healthy)
    #expect(see(.proven("gone")) == .unhealthy)
    #expect(see(.serves) == .unhealthy, "now it has")
  }

  /// Kafka answered before its process was seen: what is known changes between two answers.
  @Test mutating func aProcessThatIsSeenLetsTheAnswerBeforeItCount() {
    #expect(see(.proven("the process is gone")) == .unhealthy)
    machine.see(.serves, streak: 0, interval: Self.second, at: now + .milliseconds(20))
    #expect(machine.health == .healthy)
    machine.see(.serves, streak: 0, interval: Self.second, at: now + .milliseconds(40))
    #expect(machine.health == .healthy)
  }

  @Test mutating func aBrokerThatFailedServesAgainAfterThreeAnswersInARow() {
    _ = see(.serves)
    _ = see(.proven("gone"))
    #expect(see(.serves) == .unhealthy)
    #expect(hear() == .unhealthy)
    #expect(hear() == .healthy)
  }

  @Test mutating func aBrokerThatAnswersEverySecondTimeStaysOut() {
    _ = see(.serves)
    _ = see(.proven("gone"))
    for try_ in 0..<100 { #expect(see(try_ % 2 == 0 ? .serves : .doubtful("slow")) == .unhealthy) }
  }

  @Test mutating func aStreakThatTheAgentCountedNeedsNoMoreTries() {
    _ = see(.proven("gone"))
    #expect(see(.serves, streak: 3) == .healthy)
    #expect(see(.doubtful("slow"), streak: 900) == .unhealthy)
    #expect(see(.serves, streak: 2) == .unhealthy)
  }

  @Test mutating func aFirstSightOfTimeoutsIsUnknownUntilThereAreEnough() {
    #expect(see(.doubtful("slow")) == .unknown)
    #expect(hear() == .unknown)
    #expect(hear() == .unhealthy)
  }

  @Test mutating func manyMessagesInAnIntervalAreOneTry() {
    _ = see(.serves)
    _ = see(.doubtful("slow"))
    for _ in 0..<1000 { #expect(hear(after: .microseconds(100)) == .healthy) }
  }

  @Test mutating func afterAShortSilenceItIsWhatItWas() {
    _ = see(.serves)
    machine.fallSilent(.short)
    #expect(machine.health == .unknown)
    #expect(hear() == .healthy)
    _ = see(.proven("gone"))
    machine.fallSilent(.short)
    #expect(machine.health == .unknown)
    #expect(hear() == .unhealthy)
  }

  @Test mutating func afterALongSilenceItMustProveItselfAgain() {
    _ = see(.serves)
    machine.fallSilent(.long)
    #expect(machine.health == .unreachable)
    #expect(hear() == .unhealthy)
    #expect(hear() == .unhealthy)
    #expect(hear() == .healthy)
  }

  @Test mutating func aBrokerThatLeftIsUnreachableAtOnce() {
    _ = see(.serves)
    machine.leave()
    #expect(machine.health == .unreachable)
    #expect(machine.reason == "the agent said that the broker left")
    #expect(see(.serves, streak: 3) == .healthy)
  }

  @Test func theDampingIsSettable() {
    var damping = AgentServiceLimits.Damping()
    damping.failures = 1
    damping.tries = 1
    damping.successes = 2
    damping.recoveryTries = 4
    var machine = BrokerHealthMachine(damping: damping)
    func see(_ isGood: Bool, _ time: Int64) -> BrokerHealth {
      machine.see(isGood ? .serves : .doubtful("slow"), streak: 1, interval: Self.second, at: .seconds(time))
      return machine.health
    }
    #expect(see(true, 1) == .healthy)
    #expect(see(false, 2) == .unhealthy)
    #expect(see(true, 3) == .unhealthy)
    #expect(see(false, 4) == .unhealthy)
    #expect(see(true, 5) == .healthy)
    #expect(see(false, 6) == .unhealthy)
  }
}
