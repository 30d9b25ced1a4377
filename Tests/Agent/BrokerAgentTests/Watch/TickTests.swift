import Testing

@testable import BrokerAgent

@Suite struct TickTests {
  @Test(arguments: [20, 200, 1_000, 1_500, 4_000, 10_000, 15_000, 60_000, 600_000] as [Int64])
  func whoRestsFromTickToTickHasTheRhythmThatHeAskedFor(milliseconds: Int64) {
    let rest = Duration.milliseconds(milliseconds)
    var now = Tick.after(rest, from: .milliseconds(123_456_789))
    for lateness in [0, 1, 0, 2, 5, 0] as [Int64] {
      let next = Tick.after(rest, from: now + .milliseconds(lateness))
      #expect(next == now + rest)
      now = next
    }
  }

  @Test func allThatRestsEndsTogether() {
    let now = Duration.milliseconds(98_765)
    #expect(Tick.after(.seconds(1), from: now) == .seconds(99) + .seconds(1))
    #expect(Tick.after(.seconds(1), from: .milliseconds(98_400)) == .seconds(99))
    #expect(Tick.after(.seconds(10), from: now) == .seconds(108))
    #expect(Tick.after(.seconds(15), from: now) == .seconds(113))
    #expect(Tick.after(.milliseconds(200), from: now) == .milliseconds(98_800) + .milliseconds(200))
  }

  @Test func noRestIsShorterThanAQuarterOrLongerThanFiveQuarters() {
    for milliseconds in [1, 20, 200, 999, 1_000, 3_999, 4_000, 4_001, 10_000, 60_000] as [Int64] {
      let rest = Duration.milliseconds(milliseconds)
      for start in 0..<2_000 as Range<Int64> {
        let now = Duration.microseconds(start * 617)
        let waited = Tick.after(rest, from: now) - now
        #expect(waited >= rest / 4 && waited <= rest + rest / 4)
      }
    }
  }

  @Test func noRestIsNow() {
    #expect(Tick.after(.zero, from: .seconds(3)) == .seconds(3))
    #expect(Tick.after(.seconds(-1), from: .seconds(3)) == .seconds(3))
  }
}
