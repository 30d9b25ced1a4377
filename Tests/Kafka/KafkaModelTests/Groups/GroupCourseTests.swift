import KafkaModel
import KafkaProtocol
import Testing

@Suite struct GroupCourseTests {
  @Test(arguments: UInt64(1)...60) func anyCourseEndsInAStableGroupOfThoseWhoLive(seed: UInt64) {
    let course = GroupCourse(seed: seed)
    for _ in 0..<400 { course.step() }
    #expect(course.settle(), "seed \(seed): \(String(describing: course.world.described()))")
    #expect(course.world.stuck < 100)
    course.checkOffsets()
    // Nobody waits for ever.
    course.world.advance(by: .seconds(60))
    course.acknowledge(.none)
    for token in course.tokens { #expect(course.world.answers[token] != nil) }
  }

  @Test(arguments: UInt64(1)...20) func aNewCoordinatorKnowsWhatTheFormerOneDid(seed: UInt64) throws {
    let course = GroupCourse(seed: seed)
    for _ in 0..<200 { course.step() }
    for consumer in course.consumers where !consumer.isAlive {
      consumer.isAlive = true
      consumer.member = ""
      consumer.phase = .idle
    }
    try #require(course.settle())
    let before = try #require(course.world.described())
    course.world.acknowledges = true
    course.world.move()
    #expect(course.world.described() == before)
    course.checkOffsets()
    for consumer in course.consumers where consumer.isAlive {
      #expect(course.world.beat(consumer.member, consumer.generation, instance: consumer.instance) == .none)
    }
  }
}
