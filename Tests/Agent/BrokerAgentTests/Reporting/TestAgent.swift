import BrokerAgent
import Glibc
import HTTPTransport
import Synchronization
import Telemetry
import Testing
import Transport

/// A reporter on a loop of its own, for a test's thread.
final class TestAgent: Sendable {
  let broker = WatchedBroker(
    namespace: "kafka", cluster: "c", id: 1, podName: "c-1", podUID: "u", address: "10.0.0.1")
  private let loop: EventLoop
  private let reporter: LoopConfined<AgentReporter>
  private let heard = Mutex<(lines: [String], intervals: [Duration])>(([], []))

  init(
    _ target: ConnectTarget, wallClock: @escaping @Sendable () -> UInt64 = { 1_700_000_000_000 },
    lookup: @escaping NameResolver.Lookup = { _, _ in .success([]) }, tls: TLSContext? = nil,
    configure: (inout ControlPlaneConfiguration) -> Void = { _ in }
  ) throws {
    loop = try EventLoop()
    var configuration = ControlPlaneConfiguration(target: target)
    configuration.interval = .milliseconds(20)
    configuration.backoff.initial = .milliseconds(5)
    configuration.backoff.maximum = .milliseconds(50)
    configure(&configuration)
    let made = Mutex<LoopConfined<AgentReporter>?>(nil)
    let (loop, final, box) = (loop, configuration, Box())
    loop.executeAndWait {
      let reporter = AgentReporter(
        final, AgentHello(version: "0", incarnation: 7, node: "n", intervalMilliseconds: 0), on: loop,
        resolver: NameResolver(lookup: lookup), tls: tls,
        logger: Logger(LogSink(level: .debug) { line in box.agent.withLock { $0 }?.log(line) }),
        wallClock: wallClock,
        onInterval: { interval in
          box.agent.withLock { $0 }?.heard.withLock { $0.intervals.append(interval) }
        })
      made.withLock { $0 = LoopConfined(reporter, on: loop) }
    }
    guard let confined = made.withLock({ $0 }) else {
      throw TransportError(.system, "there is no loop", object: "test")
    }
    reporter = confined
    self.box = box
    box.agent.withLock { $0 = self }
    on { $0.start() }
  }

  private final class Box: Sendable {
    let agent = Mutex<TestAgent?>(nil)
  }
  private let box: Box

  private func log(_ line: [UInt8]) { heard.withLock { $0.lines.append(String(decoding: line, as: UTF8.self)) } }

  private func on(_ body: @escaping @Sendable (AgentReporter) -> Void) {
    loop.executeAndWait { [reporter] in reporter.withValue { body($0) } }
  }

  /// The lines of its log.
  var lines: [String] { heard.withLock { $0.lines } }
  /// The intervals that it was told.
  var intervals: [Duration] { heard.withLock { $0.intervals } }

  var replicas: [ReplicaStatus] {
    let found = Mutex<[ReplicaStatus]>([])
    on { reporter in found.withLock { $0 = reporter.replicas } }
    return found.withLock { $0 }
  }

  func update(_ state: BrokerState, of broker: WatchedBroker? = nil) {
    let broker = broker ?? self.broker
    on { $0.update(broker, state) }
  }

  /// Something that every replica must hear of at once.
  func update(pid: UInt32) {
    var state = BrokerState()
    state.process.status = pid % 2 == 0 ? .running : .gone
    state.process.pid = pid
    update(state)
  }

  /// The same, many times in one turn of the loop.
  func update(pids: ClosedRange<UInt32>) {
    let broker = broker
    on { reporter in
      for pid in pids {
        var state = BrokerState()
        state.process.pid = pid
        reporter.update(broker, state)
      }
    }
  }

  func remove() {
    let broker = broker
    on { $0.remove(broker) }
  }

  func replaceTLS(_ context: TLSContext) { on { $0.replaceTLS(context) } }

  func stop() {
    on { $0.stop() }
    loop.stop()
    box.agent.withLock { $0 = nil }
  }
}

/// Waits until a condition holds.
func eventually(
  _ what: Comment, sourceLocation: SourceLocation = #_sourceLocation, _ condition: () -> Bool
) {
  let deadline = MonotonicClock.now + .seconds(60)
  while !condition() {
    if MonotonicClock.now > deadline {
      Issue.record(what, sourceLocation: sourceLocation)
      return
    }
    usleep(1_000)
  }
}
