import Testing

@testable import HTTPClient

struct SpinGuardTests {
  /// Whether the last of so many rounds is to wait.
  private func spins(_ rounds: Int, apart gap: Duration, moving: Bool = false) -> Bool {
    var guardian = SpinGuard()
    var now = ContinuousClock.now
    var spins = false
    for round in 0..<rounds {
      now += gap
      spins = guardian.isSpinning(moves: moving ? round : 0, at: now)
      if spins {
        now += .milliseconds(2)
        guardian.waited(until: now)
      }
    }
    return spins
  }

  @Test func roundsThatComeToNothingWait() {
    #expect(!spins(50, apart: .microseconds(20)))
    #expect(spins(60, apart: .microseconds(20)))
    // And go on to, though they wait.
    #expect(spins(1_000, apart: .microseconds(20)))
  }

  @Test func roundsThatMoveSomethingDoNot() { #expect(!spins(1_000, apart: .microseconds(20), moving: true)) }

  @Test func whoWaitsForItsSocketsDoesNotSpin() { #expect(!spins(1_000, apart: .milliseconds(5))) }
}
