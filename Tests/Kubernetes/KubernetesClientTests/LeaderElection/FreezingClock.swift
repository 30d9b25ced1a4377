import KubernetesClient
import KubernetesObjects
import Synchronization

/// The clock of a process that can be stopped for a while: it shows the true time, but nothing that waits for it wakes up
/// meanwhile.
final class FreezingClock: MonotonicClock {
  private let base: ManualClock
  private let frozen = Mutex(false)

  init(_ base: ManualClock) { self.base = base }

  var now: Duration { base.now }
  var wall: MicroTime { base.wall }
  var isFrozen: Bool {
    get { frozen.withLock { $0 } }
    set { frozen.withLock { $0 = newValue } }
  }

  func sleep(until deadline: Duration) async throws(CancellationError) {
    try await base.sleep(until: deadline)
    while isFrozen { try await base.sleep(until: base.now + .milliseconds(50)) }
  }
}
