import HTTPClient
@testable import KubernetesClient
import KubernetesObjects
import Testing

@Suite struct AttemptRulesTests {
  private var generator = SeededGenerator(seed: 7)

  private func attempts(_ request: APIRequest, maximum: Int = 5) -> RequestAttempts {
    RequestAttempts(
      request, deadline: .seconds(100), maximum: maximum,
      backoff: Backoff(initial: .seconds(1), maximum: .seconds(8), jitter: 0))
  }

  private func reading() throws -> APIRequest { try ConfigMap.resource.get("a", namespace: "kafka") }

  private func creation() throws -> APIRequest {
    try ConfigMap.resource.create(["metadata": ["name": "a"]], namespace: "kafka")
  }

  private func noAnswer(_ code: HTTPClientError.Code) -> ClientError.Cause {
    .noAnswer(HTTPClientError(code, "x", host: "h"))
  }

  private func refused(_ code: APIError.Code, after: Duration? = nil, _ request: APIRequest) -> ClientError.Cause {
    .refused(APIError(code: code, message: "x", subject: request.subject, httpStatus: 500, retryAfter: after))
  }

  @Test mutating func theRestGrowsAndTheServersWishCountsWhereItIsLonger() throws {
    let request = try reading()
    var attempts = attempts(request)
    #expect(
      attempts.failed(noAnswer(.connectionLost), at: .zero, using: &generator) == .again(at: .seconds(1)))
    #expect(
      attempts.failed(noAnswer(.connectionLost), at: .seconds(1), using: &generator) == .again(at: .seconds(3)))
    #expect(
      attempts.failed(refused(.unavailable, after: .seconds(30), request), at: .seconds(3), using: &generator)
        == .again(at: .seconds(33)))
    #expect(
      attempts.failed(refused(.unavailable, after: .seconds(2), request), at: .seconds(33), using: &generator)
        == .again(at: .seconds(41)))
  }

  @Test mutating func nothingIsSentAgainAtOrAfterTheDeadline() throws {
    var attempts = attempts(try reading())
    guard case .giveUp = attempts.failed(noAnswer(.connectionLost), at: .seconds(99), using: &generator) else {
      Issue.record("another attempt after the deadline")
      return
    }
  }

  @Test mutating func aCreationIsSentAgainOnlyWhereItNeverReachedTheServer() throws {
    var attempts = attempts(try creation())
    guard case .again = attempts.failed(noAnswer(.connectFailed), at: .zero, using: &generator) else {
      Issue.record("it was not sent")
      return
    }
    guard case .giveUp(let error) = attempts.failed(noAnswer(.connectionLost), at: .zero, using: &generator) else {
      Issue.record("it may have been carried out")
      return
    }
    #expect(error.mayHaveBeenCarriedOut)
  }

  @Test mutating func anApplyThatMayHaveBeenCarriedOutOnceSaysSoWhateverComesLater() throws {
    let object = ConfigMap(metadata: ObjectMeta(name: "a", namespace: "kafka"))
    var attempts = attempts(try object.application(fieldManager: "koperator"))
    guard case .again = attempts.failed(noAnswer(.connectionLost), at: .zero, using: &generator) else {
      Issue.record("an apply can be sent again")
      return
    }
    guard case .giveUp(let error) = attempts.failed(noAnswer(.serverNotTrusted), at: .zero, using: &generator) else {
      Issue.record("the server cannot be trusted")
      return
    }
    #expect(error.mayHaveBeenCarriedOut)
  }

  @Test mutating func whoTheClientIsIsToldAnewOnce() throws {
    let request = try creation()
    var attempts = attempts(request)
    guard case .withFreshIdentity = attempts.failed(refused(.unauthorized, request), at: .zero, using: &generator),
      case .giveUp = attempts.failed(refused(.unauthorized, request), at: .zero, using: &generator)
    else {
      Issue.record("once, and once only")
      return
    }
  }

  @Test mutating func attemptsEndWhateverFails() throws {
    let requests = [try reading(), try creation()]
    let codes: [APIError.Code] = APIError.Code.allCases
    for request in requests {
      for _ in 0..<200 {
        var attempts = attempts(request)
        var now = Duration.zero
        var count = 0
        loop: while true {
          count += 1
          let cause: ClientError.Cause =
            Bool.random(using: &generator)
            ? refused(codes.randomElement(using: &generator) ?? .other, request) : noAnswer(.connectFailed)
          switch attempts.failed(cause, at: now, using: &generator) {
          case .giveUp: break loop
          case .withFreshIdentity: break
          case .again(let time):
            #expect(time > now && time < .seconds(100))
            now = time
          }
        }
        #expect(count <= 5)
      }
    }
  }
}
