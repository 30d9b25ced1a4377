import Testing

@testable import BrokerAgent

@Suite struct TransitionRingTests {
  private func transition(_ sequence: UInt64, broker: UInt32 = 1) -> BrokerTransition {
    BrokerTransition(
      number: broker, sequence: sequence, timeMilliseconds: sequence, subject: .process, before: "running",
      after: "gone")
  }

  private func numbers(_ ring: TransitionRing, after: UInt64 = 0, through: UInt64 = .max) -> [UInt64] {
    ring.after(after, through: through).map(\.sequence)
  }

  @Test func itGivesThoseBetweenTwoChanges() {
    var ring = TransitionRing(capacity: 8)
    #expect(numbers(ring) == [])
    for sequence: UInt64 in [1, 2, 2, 5, 9] { ring.append(transition(sequence)) }
    #expect(numbers(ring) == [1, 2, 2, 5, 9])
    #expect(numbers(ring, after: 1) == [2, 2, 5, 9])
    #expect(numbers(ring, after: 2, through: 8) == [5])
    #expect(numbers(ring, after: 9) == [])
    #expect(ring.lost(after: 0) == 0)
  }

  @Test func itKeepsSoManyAndCountsTheRest() {
    var ring = TransitionRing(capacity: 4, droppedCapacity: 3)
    for sequence in 1...12 as ClosedRange<UInt64> { ring.append(transition(sequence)) }
    #expect(numbers(ring) == [9, 10, 11, 12])
    #expect(numbers(ring, after: 10) == [11, 12])
    #expect(ring.lost(after: 8) == 0)
    #expect(ring.lost(after: 7) == 1)
    #expect(ring.lost(after: 6) == 2)
    #expect(ring.lost(after: 5) == 3)
    // Further back it cannot tell which of the first five it were.
    #expect(ring.lost(after: 4) == 8)
    #expect(ring.lost(after: 0) == 8)
  }

  @Test func aBrokersGoWithIt() {
    var ring = TransitionRing(capacity: 4)
    for sequence in 1...6 as ClosedRange<UInt64> {
      ring.append(transition(sequence, broker: sequence % 2 == 0 ? 2 : 1))
    }
    ring.remove(broker: 1)
    #expect(numbers(ring) == [4, 6])
    for sequence in 7...10 as ClosedRange<UInt64> { ring.append(transition(sequence, broker: 2)) }
    #expect(numbers(ring) == [7, 8, 9, 10])
    #expect(ring.lost(after: 3) == 2)
  }

  @Test func itIsLikeAListThatIsCut() {
    var generator = CourseGenerator(3)
    for _ in 0..<200 {
      let capacity = Int.random(in: 1...6, using: &generator)
      var ring = TransitionRing(capacity: capacity)
      var all: [UInt64] = []
      for _ in 0..<Int.random(in: 0...30, using: &generator) {
        let next = (all.last ?? 0) + UInt64.random(in: 0...2, using: &generator)
        all.append(next)
        ring.append(transition(next))
      }
      let after = UInt64.random(in: 0...30, using: &generator)
      #expect(numbers(ring, after: after) == all.suffix(capacity).filter { $0 > after })
      #expect(Int(ring.lost(after: after)) == all.dropLast(capacity).filter { $0 > after }.count)
    }
  }
}
