import Glibc
import KafkaModel
import Transport

extension Moment {
  /// This moment, by the machine's clocks.
  static var now: Moment {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Moment(monotonic: MonotonicClock.now, wall: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }
}
