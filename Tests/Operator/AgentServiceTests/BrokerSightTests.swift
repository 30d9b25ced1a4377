import AgentAPI
import Testing

@testable import AgentService

@Suite struct BrokerSightTests {
  private func sight(
    _ process: Process.State?, _ kafka: Kafka.State?, after age: Duration = .zero, node: UInt32 = 0
  ) -> BrokerSight {
    let answer = kafka.map { state in
      Kafka {
        $0.state = state
        $0.nodeIdPlusOne = node
      }
    }
    return BrokerSight(
      process.map { .state($0) }, seen: .seconds(10), answer, seen: .seconds(10) + age, broker: 7)
  }

  private func isProven(_ sight: BrokerSight) -> Bool { if case .proven = sight { true } else { false } }
  private func isDoubtful(_ sight: BrokerSight) -> Bool { if case .doubtful = sight { true } else { false } }

  @Test(arguments: [Kafka.State.stateAnswers, .stateTlsOnly])
  func anAnswerServesWhetherTheProcessIsSeenOrNot(state: Kafka.State) {
    for process in [nil, Process.State.stateUnknown, .stateRunning] { #expect(sight(process, state) == .serves) }
  }

  @Test func aProcessThatIsGoneOrStoppedIsAProofWhateverKafkaSaidBefore() {
    for process in [Process.State.stateGone, .stateStopped] {
      for kafka in [nil, Kafka.State.stateAnswers, .stateTimedOut, .stateUnknown] {
        #expect(isProven(sight(process, kafka)))
      }
    }
  }

  @Test func anAnswerLongAfterTheProcessWasNotFoundIsBelieved() {
    #expect(sight(.stateGone, .stateAnswers, after: .milliseconds(1999)) != .serves)
    #expect(sight(.stateGone, .stateAnswers, after: .seconds(2)) == .serves)
    #expect(isProven(sight(.stateStopped, .stateAnswers, after: .seconds(2))))
  }

  @Test func refusedIsAProofAndOtherFailuresAreNot() {
    #expect(isProven(sight(.stateRunning, .stateRefused)))
    for state in [Kafka.State.stateTimedOut, .stateBroken, .stateUnreachable] {
      #expect(isDoubtful(sight(.stateRunning, state)))
    }
  }

  @Test func whatIsNotKnownOrNotYetNamedProvesNothing() {
    for state in [nil, Kafka.State.stateUnknown, Kafka.State(rawValue: 77)] {
      #expect(sight(.stateRunning, state) == .nothing)
    }
    #expect(sight(Process.State(rawValue: 99), .stateAnswers) == .serves)
  }

  @Test func anotherNodeThatAnswersIsAProof() {
    #expect(sight(.stateRunning, .stateAnswers, node: 8) == .serves)
    #expect(isProven(sight(.stateRunning, .stateAnswers, node: 9)))
  }
}
