@testable import HTTPTransport
import Testing

struct ConnectBackoffTests {
  @Test func restsGrowByTheFactorUpToTheCap() {
    var backoff = ConnectBackoff()
    backoff.jitter = 0
    var generator = JitterGenerator(seed: 1)
    var rests: [Double] = []
    for _ in 0..<14 { rests.append(backoff.next(using: &generator) / .seconds(1)) }
    #expect(rests.prefix(3).elementsEqual([1, 1.6, 2.56]) { abs($0 - $1) < 1e-9 })
    #expect(rests.suffix(3) == [120, 120, 120])
    backoff.reset()
    #expect(backoff.next(using: &generator) == .seconds(1))
  }

  @Test func jitterKeepsWithinItsPartAndSpreads() {
    var generator = JitterGenerator(seed: 7)
    var firsts: Set<Duration> = []
    for _ in 0..<200 {
      var backoff = ConnectBackoff()
      let first = backoff.next(using: &generator)
      #expect(first >= .milliseconds(800) && first <= .milliseconds(1200))
      let second = backoff.next(using: &generator)
      #expect(second >= .milliseconds(1280) && second <= .milliseconds(1920))
      firsts.insert(first)
    }
    #expect(firsts.count > 190)
  }

  @Test func theSameSeedGivesTheSameRests() {
    func rests(_ seed: UInt64) -> [Duration] {
      var backoff = ConnectBackoff()
      var generator = JitterGenerator(seed: seed)
      return (0..<5).map { _ in backoff.next(using: &generator) }
    }
    #expect(rests(3) == rests(3))
    #expect(rests(3) != rests(4))
  }
}
