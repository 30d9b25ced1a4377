import KafkaModel
import Testing

@Suite struct MomentTests {
  @Test func bothClocksMoveTogether() {
    let moment = Moment(monotonic: .seconds(3), wall: 1_700_000_000_000).later(.milliseconds(1_250))
    #expect(moment == Moment(monotonic: .milliseconds(4_250), wall: 1_700_000_001_250))
  }
}
