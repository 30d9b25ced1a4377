import Foundation
import Testing

@testable import KafkaModel

@Suite struct RandomCourseTests {
  /// `KAFKA_MODEL_COURSES` says how many seeds, `KAFKA_MODEL_SEED` where they begin; `KAFKA_MODEL_TRACE` prints what happened in
  /// a course that broke a promise.
  static var seeds: Range<UInt64> {
    let environment = ProcessInfo.processInfo.environment
    let first = environment["KAFKA_MODEL_SEED"].flatMap { UInt64($0) } ?? 1
    let count = environment["KAFKA_MODEL_COURSES"].flatMap { UInt64($0) } ?? 12
    return first..<first + count
  }

  @Test func whatWasAcknowledgedIsThereWhateverBecomesOfBrokers() {
    var acknowledged = 0
    for seed in Self.seeds {
      let course = RandomCourse(seed: seed)
      let problems = course.run()
      #expect(problems.isEmpty, "seed \(seed)")
      if !problems.isEmpty, ProcessInfo.processInfo.environment["KAFKA_MODEL_TRACE"] != nil {
        print(course.trace.joined(separator: "\n"))
      }
      acknowledged += course.acknowledged.values.reduce(0) { $0 + $1.count }
    }
    #expect(acknowledged > 0)
  }

  @Test func theSameSeedIsTheSameCourse() {
    let (one, other) = (RandomCourse(seed: 5), RandomCourse(seed: 5))
    _ = one.run(steps: 60)
    _ = other.run(steps: 60)
    #expect(one.acknowledged == other.acknowledged)
    #expect(one.seen == other.seen)
    #expect(one.cluster.controller.image == other.cluster.controller.image)
  }
}
