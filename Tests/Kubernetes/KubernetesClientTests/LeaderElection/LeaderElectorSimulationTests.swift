import KubernetesClient
import KubernetesObjects
import Synchronization
import Telemetry
import Testing

/// Electors with their requests and tasks, in a world that a seed makes: answers late and lost, watches cut off, processes
/// that stand still, end, and are started again.
@Suite(.serialized) struct LeaderElectorSimulationTests {
  /// A place where one process after the other runs.
  private final class Place: Sendable {
    let clock: FreezingClock
    let network: LeaseNetwork
    private let current: Mutex<(elector: LeaderElector, task: Task<Void, Never>)>

    init(_ name: String, _ server: LeaseServer, _ base: ManualClock, _ seed: UInt64) {
      let clock = FreezingClock(base)
      let network = LeaseNetwork(name, server, clock)
      self.clock = clock
      self.network = network
      network.setChance(seed)
      current = Mutex(Self.process(name, network, clock, seed))
    }

    static func process(
      _ name: String, _ network: LeaseNetwork, _ clock: FreezingClock, _ seed: UInt64
    ) -> (LeaderElector, Task<Void, Never>) {
      let elector = LeaderElector(
        network, lease: ObjectKey(namespace: "test", name: "lease"), identity: LeaderElector.uniqueIdentity(name),
        clock: clock, log: Logger(LogSink(output: { _ in })), seed: seed)
      let task = Task {
        await elector.run { transport in
          while !Task.isCancelled {
            if let write = try? ConfigMap.resource.mergePatch([:], name: "map", namespace: "test") {
              _ = try? await transport.send(write)
            }
            try? await clock.sleep(for: .milliseconds(300))
          }
        }
      }
      return (elector, task)
    }

    var elector: LeaderElector { current.withLock { $0.elector } }

    /// The process is asked to end, and another one takes its place at once: what the first has begun may still happen.
    func restart(_ seed: UInt64) -> Task<Void, Never> {
      current.withLock { current in
        let old = current.task
        old.cancel()
        current = Self.process(network.name, network, clock, seed)
        return old
      }
    }

    func end() -> Task<Void, Never> {
      current.withLock { current in
        current.task.cancel()
        return current.task
      }
    }
  }

  @Test(arguments: [UInt64](1...5)) func noTwoLeadAtOnceAndOnlyTheHolderWrites(seed: UInt64) async throws {
    var generator = SplitMix(seed: seed)
    let clock = ManualClock()
    let server = LeaseServer(clock)
    let places = ["a", "b", "c"].map { Place($0, server, clock, generator.next()) }
    var old: [Task<Void, Never>] = []
    for _ in 0..<400 {
      clock.advance(by: .milliseconds(Int.random(in: 20...500, using: &generator)))
      for _ in 0..<20 { await Task.yield() }
      #expect(places.filter { $0.elector.isLeading }.count <= 1)
      guard generator.chance(of: 20) else { continue }
      let place = places[Int.random(in: 0..<3, using: &generator)]
      switch Int.random(in: 0..<5, using: &generator) {
      case 0, 1: place.clock.isFrozen.toggle()
      case 2: place.network.isCut.toggle()
      case 3: server.endWatches()
      default: old.append(place.restart(generator.next()))
      }
    }
    // All is well again: somebody leads, and writes.
    for place in places {
      place.clock.isFrozen = false
      place.network.isCut = false
      place.network.setChance(nil)
    }
    let before = server.entries.count
    #expect(await pass(clock) { server.entries.count > before + 5 && places.contains { $0.elector.isLeading } })
    let isOver = Mutex(false)
    old += places.map { $0.end() }
    let ends = Task { [old] in
      for task in old { await task.value }
      isOver.withLock { $0 = true }
    }
    #expect(await pass(clock) { isOver.withLock { $0 } })
    await ends.value
    check(server.entries)
  }

  /// Every write is by the process that had taken the lease last, and had not given it back.
  private func check(_ entries: [LeaseServer.Entry]) {
    var holder: Substring?
    var writes = 0
    for entry in entries {
      let words = entry.text.split(separator: " ")
      switch words[0] {
      case "take": holder = words[2]
      case "release": holder = nil
      default:
        writes += 1
        #expect(words[2] == holder, "\(entry.text) at \(entry.time), while \(holder ?? "nobody") holds the lease")
      }
    }
    #expect(writes > 5)
  }

  private func pass(_ clock: ManualClock, until condition: () -> Bool) async -> Bool {
    var looks = 0
    return await eventually {
      if condition() { return true }
      looks += 1
      if looks % 8 == 0 { clock.advance(by: .milliseconds(50)) }
      return false
    }
  }
}
