import KafkaProtocol
import Testing

@testable import KafkaAdmin

/// Random courses of requests, answers in pieces, cancellations, time and ends.
@Suite struct ConnectionCoreCourseTests {
  @Test(arguments: 0..<200)
  func everyRequestIsAnsweredOnceWithItsOwnAnswer(seed: UInt64) throws {
    var random = Numbers(state: seed &* 0x9e37_79b9_7f4a_7c15 | 1)
    var (core, broker) = try readyCore {
      $0.maximumInFlight = 4
      $0.maximumWaiting = 8
    }
    var now: Duration = .zero
    var given: Set<UInt64> = []
    var answered: Set<UInt64> = []
    var onTheWire: [UInt8] = []
    var next: UInt64 = 0
    var hasEnded = false
    func look(_ core: inout ConnectionCore) throws {
      while let event = core.nextEvent() {
        switch event {
        case .ready: break
        case .closed: hasEnded = true
        case .answered(let id, let result):
          #expect(given.contains(id))
          #expect(answered.insert(id).inserted, "request \(id) was answered twice")
          if case .success(let response) = result {
            // The broker's answers carry the name that the request had.
            #expect((response as? DescribeUserScramCredentialsResponse)?.errorMessage == "\(id)")
          }
        }
      }
    }
    for _ in 0..<400 where !hasEnded {
      switch random.below(12) {
      case 0...4:
        next += 1
        given.insert(next)
        var request = DescribeUserScramCredentialsRequest()
        var user = DescribeUserScramCredentialsRequest.UserName()
        user.name = "\(next)"
        request.users = [user]
        core.submit(request, id: next, deadline: now + .milliseconds(random.below(20_000)), at: now)
      case 5...7:
        try broker.take(from: &core)
        guard !broker.requests.isEmpty else { break }
        let request = broker.requests.removeFirst()
        var response = DescribeUserScramCredentialsResponse()
        response.errorMessage = try request.decoded(DescribeUserScramCredentialsRequest.self).users?.first?.name
        onTheWire += try ScriptedBroker.bytes(response, to: request)
      case 8...9:
        let count = random.below(onTheWire.count + 1)
        core.receive(ArraySlice(onTheWire.prefix(count)), at: now)
        onTheWire.removeFirst(count)
      case 10:
        if next > 0 { core.cancel(UInt64(random.below(Int(next))) + 1) }
      default:
        now += .milliseconds(random.below(3_000))
        while let deadline = core.nextDeadline, deadline <= now { core.timeout(at: now) }
        if random.below(60) == 0 { core.drain(at: now) }
        if random.below(80) == 0 { core.disconnected(nil) }
      }
      #expect(core.inFlight.count <= 4)
      #expect(core.waiting.count <= 8)
      try look(&core)
    }
    core.close()
    try look(&core)
    #expect(hasEnded)
    #expect(answered == given)
  }
}

/// Numbers of a course (xorshift).
struct Numbers {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(max(1, bound)))
  }
}
