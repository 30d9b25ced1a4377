import HTTPClient
import KubernetesClient
import Testing

@Suite struct ClientErrorTests {
  private let creation = RequestSubject(verb: "create", resource: "pods", namespace: "kafka", name: "k-0")
  private let reading = RequestSubject(verb: "get", resource: "pods", namespace: "kafka", name: "k-0")

  private func noAnswer(_ code: HTTPClientError.Code) -> ClientError.Cause {
    .noAnswer(HTTPClientError(code, "no connection came about", host: "10.0.0.1:6443"))
  }

  @Test func aWriteThatLostItsConnectionMayHaveBeenCarriedOutAndOneThatGotNoneWasNot() {
    #expect(ClientError(noAnswer(.connectionLost), subject: creation).mayHaveBeenCarriedOut)
    #expect(!ClientError(noAnswer(.connectFailed), subject: creation).mayHaveBeenCarriedOut)
    #expect(ClientError(noAnswer(.connectFailed), subject: creation, mayHaveBeenCarriedOut: true).mayHaveBeenCarriedOut)
  }

  @Test func aReadChangesNothingWhateverBecomesOfIt() {
    #expect(!ClientError(noAnswer(.connectionLost), subject: reading).mayHaveBeenCarriedOut)
    #expect(!ClientError(.unreadable(AnswerError(.syntax, "x")), subject: reading).mayHaveBeenCarriedOut)
  }

  @Test func anUnreachableServerIsNamedWithARemedyInOneLine() {
    let text = "\(ClientError(noAnswer(.connectFailed), subject: creation))"
    #expect(
      text == """
        cannot create pods 'k-0' in namespace 'kafka': no answer from the API server at 10.0.0.1:6443: no connection \
        came about (does the server run, and may this host reach it?)
        """)
  }

  @Test func aCacheLearnsThatItsVersionIsTooOld() {
    let gone = APIError(code: .expired, message: "too old", subject: reading, httpStatus: 410)
    #expect(ClientError(.refused(gone)).requestFailure == .expired)
    #expect(ClientError(noAnswer(.connectFailed)).requestFailure == .failed)
    #expect(ClientError(.unreadable(AnswerError(.form, "x"))).requestFailure == .malformed)
  }
}

@Suite struct SystemClockTests {
  @Test func aSleepEndsNoEarlierThanAskedFor() async throws {
    let clock = SystemClock()
    let end = clock.now + .milliseconds(20)
    try await clock.sleep(until: end)
    #expect(clock.now >= end)
  }

  @Test func aCancelledSleepEndsAtOnce() async {
    let task = Task { try await SystemClock().sleep(for: .seconds(100_000)) }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
