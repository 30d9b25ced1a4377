public import KubernetesObjects
import Synchronization
public import Telemetry

/// Writes events (`events.k8s.io/v1`) about objects: `EventCorrelator` with a clock and requests.
///
/// Recording takes no time and never waits: the event is kept in bounded memory until `run` writes it. What does not fit, or
/// comes too often, is dropped and counted. It must never hold up what records, and never make the API server write more than
/// its bounds allow.
public final class EventRecorder: Sendable {
  private let transport: any APITransport
  private let clock: any MonotonicClock
  private let log: Logger
  private let limiter: LogLimiter
  private let flushTime: Duration
  private let correlator: Mutex<EventCorrelator>
  private let wakeup = Wakeup()

  /// How long one write may take, with all its attempts.
  private static let writeTime = Duration.seconds(10)

  /// A recorder. Its transport must be one that needs no lease: events are also written by those who do not lead.
  ///
  /// - Parameters:
  ///   - controller: who tells, as `koperator.io/operator`.
  ///   - instance: which of them tells: the pod's name.
  ///   - flushTime: how long `run` goes on writing what waits after its task was cancelled.
  public init(
    _ transport: any APITransport, controller: String, instance: String, limits: EventLimits = EventLimits(),
    flushTime: Duration = .seconds(1), clock: any MonotonicClock = SystemClock(), log: Logger,
    metrics: MetricsRegistry? = nil, seed: UInt64 = .random(in: 0 ... .max)
  ) {
    self.transport = transport
    self.clock = clock
    self.log = log
    self.flushTime = flushTime
    limiter = LogLimiter(RateLimit(burst: 1, interval: .seconds(600)), now: { clock.now })
    correlator = Mutex(
      EventCorrelator(controller: controller, instance: instance, limits: limits, seed: seed, at: clock.now))
    metrics?.onCollect { [weak self] registry in self?.figures.write(to: registry) }
  }

  /// What it has done.
  public var figures: EventFigures { correlator.withLock { $0.figures } }

  /// Says that something happened. It returns at once.
  public func record(_ report: EventReport) {
    correlator.withLock { $0.record(report, at: clock.reading) }
    wakeup.signal()
  }

  /// Says that something happened to an object. It returns at once.
  public func record(
    _ type: EventReport.Kind, reason: String, action: String, note: String, regarding: ObjectReference,
    related: ObjectReference? = nil
  ) {
    record(
      EventReport(type, reason: reason, action: action, note: note, regarding: regarding, related: related))
  }

  /// Writes events until this task is cancelled, and what waits then for a little longer.
  public func run() async {
    while !Task.isCancelled {
      let (write, time) = correlator.withLock { correlator in
        let now = clock.now
        return (correlator.next(at: now), correlator.nextWrite(at: now))
      }
      if let write {
        await carryOut(write, within: Self.writeTime)
      } else {
        await wakeup.wait(until: time, clock)
      }
    }
    // What was written last is often why the process ends. A cancelled task could not send it.
    await Task { await flush() }.value
  }

  private func flush() async {
    let deadline = clock.now + flushTime
    correlator.withLock { $0.hurry(at: clock.now) }
    while clock.now < deadline {
      guard let write = correlator.withLock({ $0.next(at: clock.now) }) else { return }
      await carryOut(write, within: deadline - clock.now)
    }
  }

  private func carryOut(_ write: EventWrite, within time: Duration) async {
    let result: EventWriteResult
    do throws(ClientError) {
      _ = try await transport.send(try request(write), within: time)
      result = .written
    } catch {
      result = Self.result(of: error, write)
      if case .refused = result { complain(error) }
      if case .failed = result { complain(error) }
    }
    correlator.withLock { $0.finish(write.report, result, at: clock.now) }
  }

  private func request(_ write: EventWrite) throws(ClientError) -> APIRequest {
    do { return try write.request() } catch { throw ClientError(.invalid(error)) }
  }

  private static func result(of error: ClientError, _ write: EventWrite) -> EventWriteResult {
    switch (error.code, write.content) {
    case (.alreadyExists, .create): return .written
    case (.notFound, .patch): return .gone
    // Others write no events of this name; the server did not get its own write through.
    case (.conflict, _): return .failed(after: .zero)
    default: break
    }
    if error.cause == .cancelled, Task.isCancelled { return .interrupted }
    if error.isRetryable || error.cause == .cancelled { return .failed(after: error.apiError?.retryAfter ?? .zero) }
    return .refused
  }

  /// Says that events cannot be written: once in ten minutes for each kind of trouble, however many they are.
  private func complain(_ error: ClientError) {
    log.limited(by: limiter, key: "\(error.troubleKind)")?.warning("an event cannot be written", [.error: "\(error)"])
  }
}

extension EventFigures {
  fileprivate func write(to registry: MetricsRegistry) {
    registry.setCounter(.eventsWritten, ["new"], to: Double(created))
    registry.setCounter(.eventsWritten, ["repeat"], to: Double(repeated))
    for reason in EventDrop.allCases {
      registry.setCounter(.eventsDropped, [reason.rawValue], to: Double(dropped[reason] ?? 0))
    }
  }
}
