import KubernetesClient
import KubernetesObjects
import Synchronization

/// The clock of a process that can stand still: after that it shows a later time, and none of its timers has rung yet.
final class JumpingClock: MonotonicClock {
  private let base: ManualClock
  private let lead = Mutex(Duration.zero)

  init(_ base: ManualClock) { self.base = base }

  var now: Duration { base.now + lead.withLock { $0 } }
  var wall: MicroTime { base.wall }

  func jump(by time: Duration) { lead.withLock { $0 += time } }

  func sleep(until deadline: Duration) async throws(CancellationError) {
    try await base.sleep(until: deadline - lead.withLock { $0 })
  }
}
