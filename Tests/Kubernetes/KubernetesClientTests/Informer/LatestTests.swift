import Testing

@testable import KubernetesClient

struct LatestTests {
  @Test func whoWaitsIsWokenByAnotherValueAndNotByTheSame() async {
    let latest = Latest(1)
    let waiter = Task { await latest.changed(from: 1) }
    latest.set(1)
    latest.set(2)
    #expect(await waiter.value >= 1 && latest.value == 2)
    #expect(await latest.changed(from: 1) == 2)
  }

  @Test func manyCanWaitAndEachCanBeCancelled() async {
    let latest = Latest(0)
    let cancelled = Task { await latest.changed(from: 0) }
    let waiters = (0..<10).map { _ in Task { await latest.changed(from: 0) } }
    cancelled.cancel()
    #expect(await cancelled.value == 0)
    latest.set(5)
    for waiter in waiters { #expect(await waiter.value == 5) }
  }
}
