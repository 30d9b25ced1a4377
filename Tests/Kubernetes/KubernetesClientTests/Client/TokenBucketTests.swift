@testable import KubernetesClient
import Testing

@Suite struct TokenBucketTests {
  @Test func aBurstGoesAtOnceAndTheRestInTheOrderOfAsking() {
    var bucket = TokenBucket(rate: 10, burst: 3)
    var times: [Duration?] = []
    for _ in 0..<5 { times.append(bucket.take(at: .seconds(5), by: .seconds(100))) }
    #expect(times == [.seconds(5), .seconds(5), .seconds(5), .milliseconds(5100), .milliseconds(5200)])
  }

  @Test func whoCannotWaitTakesNoPlace() {
    var bucket = TokenBucket(rate: 1, burst: 1)
    #expect(bucket.take(at: .zero, by: .seconds(100)) == .zero)
    #expect(bucket.take(at: .zero, by: .seconds(1)) == nil)
    #expect(bucket.take(at: .zero, by: .seconds(2)) == .seconds(1))
  }

  @Test func inTheLongRunItGivesNoMoreThanItsRate() {
    var bucket = TokenBucket(rate: 50, burst: 100)
    var now = Duration.zero
    var given = 0
    while now < .seconds(60) {
      if bucket.take(at: now, by: now) != nil { given += 1 }
      now += .milliseconds(1)
    }
    #expect(given <= 100 + 50 * 60)
    #expect(given >= 50 * 59)
  }

  @Test func aRateOfNearlyNothingGivesTheBurstAndNothingElse() {
    var bucket = TokenBucket(rate: 1e-300, burst: 1)
    #expect(bucket.take(at: .zero, by: .seconds(10)) == .zero)
    #expect(bucket.take(at: .zero, by: .seconds(1_000_000)) == nil)
  }

  @Test func aRateThatMakesNoSenseIsNoBound() {
    for rate in [nil, 0, -1, .nan, .infinity] as [Double?] {
      var bucket = TokenBucket(rate: rate, burst: 1)
      for _ in 0..<10 { #expect(bucket.take(at: .zero, by: .zero) == .zero) }
    }
  }
}
