import KubernetesClient
import KubernetesObjects

/// The machine's clock with a wrong time of day: what a host shows whose clock nobody sets.
struct SkewedClock: MonotonicClock {
  let offset: Duration
  private let system = SystemClock()

  init(offset: Duration) { self.offset = offset }

  var now: Duration { system.now }

  var wall: MicroTime {
    MicroTime(microsecondsSince1970: system.wall.microsecondsSince1970 + offset.components.seconds * 1_000_000)
  }

  func sleep(until deadline: Duration) async throws(CancellationError) { try await system.sleep(until: deadline) }
}
