import KubernetesClient
import Testing

@Suite struct BackoffTests {
  @Test func eachRestIsLongerThanTheOneBeforeUpToTheCap() {
    let backoff = Backoff(initial: .seconds(1), multiplier: 2, maximum: .seconds(5), jitter: 0)
    var generator = SplitMix(seed: 1)
    var rests: [Duration] = []
    for failures in 0...5 { rests.append(backoff.rest(after: failures, using: &generator)) }
    #expect(rests == [.zero, .seconds(1), .seconds(2), .seconds(4), .seconds(5), .seconds(5)])
  }

  @Test func jitterTakesAwayUpToItsPartAndNeverPassesTheCap() {
    let backoff = Backoff(initial: .seconds(1), multiplier: 3, maximum: .seconds(10), jitter: 0.5)
    var generator = SplitMix(seed: 2)
    var least = Duration.seconds(100)
    var most = Duration.zero
    for _ in 0..<2000 {
      let rest = backoff.rest(after: 4, using: &generator)
      least = min(least, rest)
      most = max(most, rest)
    }
    #expect(least >= .seconds(5) && least < .milliseconds(5_100))
    #expect(most <= .seconds(10) && most > .milliseconds(9_900))
  }

  @Test func anyNumberOfFailuresEndsAtTheCap() {
    var generator = SplitMix(seed: 3)
    let steep = Backoff(initial: .milliseconds(1), multiplier: 1e30, maximum: .seconds(30), jitter: 0)
    let flat = Backoff(initial: .seconds(1), multiplier: 1, maximum: .seconds(30), jitter: 0)
    #expect(steep.rest(after: .max, using: &generator) == .seconds(30))
    #expect(flat.rest(after: .max, using: &generator) == .seconds(1))
  }

  @Test func theSameSeedGivesTheSameRests() {
    var (first, second) = (SplitMix(seed: 9), SplitMix(seed: 9))
    for failures in 1...20 {
      let rest = Backoff.requests.rest(after: failures, using: &first)
      #expect(rest == Backoff.requests.rest(after: failures, using: &second))
    }
  }

  @Test func numbersThatMakeNoSenseBecomeTheNearestThatDo() {
    let backoff = Backoff(initial: .zero, multiplier: .nan, maximum: .seconds(-1), jitter: 7)
    #expect(backoff == Backoff(initial: .milliseconds(1), multiplier: 1, maximum: .milliseconds(1), jitter: 1))
  }
}
