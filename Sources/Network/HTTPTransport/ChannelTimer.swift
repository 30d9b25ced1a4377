import Transport

/// The one timer of a channel, set to whatever is due next. It never fires later than that; it may fire earlier.
struct ChannelTimer {
  private var timer: TimerID?
  private var time: Duration?

  /// Fires at the earlier of two times, where there is one.
  ///
  /// A timer that fires too early is set anew then: most turns only push the deadline away, and need not touch it. The
  /// action is made only where a timer is set.
  mutating func set(
    to first: Duration?, or second: Duration?, on loop: EventLoop, action: @autoclosure () -> () -> Void
  ) {
    var deadline = first
    if let second { deadline = min(deadline ?? second, second) }
    if let time, let deadline, time <= deadline { return }
    cancel(on: loop)
    guard let deadline else { return }
    time = deadline
    timer = loop.schedule(at: deadline, action())
  }

  /// Forgets the time.
  mutating func cancel(on loop: EventLoop) {
    if let timer { loop.cancel(timer) }
    hasFired()
  }

  /// The timer is over, and can be set anew.
  mutating func hasFired() {
    timer = nil
    time = nil
  }
}
