import GRPC
import HTTP
import HTTPTransport
import Telemetry
import Transport
import XDS

/// The xDS streams of one event loop: the core, and the connections that its streams live on.
///
/// It is touched on its loop only, which is what makes it safe to hand around.
final class XDSShard: @unchecked Sendable {
  /// Where a stream lives.
  private struct Place {
    let connection: XDSConnection
    let call: HTTPStreamID
  }

  private let loop: EventLoop
  private let metrics: MetricsRegistry
  private let counters: Counters
  private let trimmer: BurstTrimmer
  private let log: Logger
  /// One line for each node and type, or reason, in a while: a fleet that rejects must not fill the disk.
  private let limiter: LogLimiter
  private let groupOf: @Sendable (XDSNode) -> GroupDecision
  /// Told when all streams of a group have its newest snapshot.
  private let onSettled: @Sendable (GroupID) -> Void
  private var core: SubscriptionCore
  private var places: [StreamID: Place] = [:]
  private var lastStream: UInt64 = 0
  private var timer: TimerID?
  private var timerTime: Duration?
  private var isEnding = false

  init(
    loop: EventLoop, configuration: SubscriptionConfiguration, metrics: MetricsRegistry, log: Logger,
    groupOf: @escaping @Sendable (XDSNode) -> GroupDecision, onSettled: @escaping @Sendable (GroupID) -> Void
  ) {
    self.loop = loop
    self.metrics = metrics
    counters = Counters(metrics)
    trimmer = BurstTrimmer(loop)
    self.log = log
    limiter = LogLimiter()
    self.groupOf = groupOf
    self.onSettled = onSettled
    core = SubscriptionCore(configuration: configuration)
  }

  // MARK: Streams

  /// A connection began on the shard's loop.
  func connectionBegan() { trimmer.connectionBegan() }

  private static let shutdownStatus = GRPCStatus(
    .unavailable, "the control plane is shutting down; keep what you have and come back")

  /// Begins a stream on a connection; nil where it was ended at once.
  func open(_ method: XDSMethods.Method, call: HTTPStreamID, on connection: XDSConnection) -> StreamID? {
    if isEnding {
      connection.finish(call, Self.shutdownStatus)
      return nil
    }
    lastStream += 1
    counters.streams.increment()
    let stream = StreamID(rawValue: lastStream << 8 | UInt64(connection.info.loopIndex & 0xFF))
    places[stream] = Place(connection: connection, call: call)
    let identity = connection.info.identity
    let groupOf = groupOf
    let directives = core.open(stream, variant: method.variant, service: method.service, at: loop.now) { node in
      let decision = groupOf(node)
      guard case .group(let group) = decision else { return decision }
      guard let refusal = ClientIdentity.refusal(of: identity, joining: group) else { return decision }
      return .refuse(.permissionDenied, message: refusal)
    }
    carryOut(directives)
    return places[stream] == nil ? nil : stream
  }

  /// Takes a request's bytes.
  func receive(_ bytes: [UInt8], from stream: StreamID) {
    counters.requests.increment()
    carryOut(core.receive(serialized: bytes, from: stream, at: loop.now))
  }

  /// Forgets a stream that ended.
  func close(_ stream: StreamID) {
    guard places.removeValue(forKey: stream) != nil else { return }
    core.close(stream)
  }

  // MARK: Snapshots

  /// Publishes a snapshot, or sets one that was restored.
  func set(_ snapshot: Snapshot, for group: GroupID, isRestored: Bool, allowingRemoval: Bool) throws(SnapshotError) {
    let directives =
      isRestored
      ? try core.restore(snapshot, to: group, at: loop.now)
      : try core.publish(snapshot, to: group, allowingRemovalOfEverything: allowingRemoval, at: loop.now)
    carryOut(directives)
    if core.isSettled(group) { onSettled(group) }
  }

  /// Takes a group away.
  func withdraw(_ group: GroupID) { carryOut(core.withdraw(group)) }

  func progress(of group: GroupID) -> GroupProgress { core.progress(of: group) }

  func status() -> [StreamStatus] { core.status(at: loop.now) }

  var statistics: SubscriptionStatistics { core.statistics }

  /// Ends every stream, so that clients come back to another replica.
  func endAll() {
    isEnding = true
    for (stream, place) in places {
      core.close(stream)
      place.connection.finish(place.call, Self.shutdownStatus)
    }
    let connections = places.values.map(\.connection)
    places = [:]
    for connection in connections { connection.channel?.flush() }
  }

  // MARK: Directives

  private func carryOut(_ directives: [XDSDirective]) {
    var touched: [XDSConnection] = []
    func touch(_ connection: XDSConnection) {
      if connection.isTouched { return }
      connection.isTouched = true
      touched.append(connection)
    }
    var responses = 0
    var bytes = 0
    for directive in directives {
      switch directive {
      case .send(let stream, let message):
        guard let place = places[stream] else { continue }
        place.connection.send(message, on: place.call)
        responses += 1
        bytes += message.count
        touch(place.connection)
      case .close(let stream, let code, let message):
        metrics.increment(.streamsRefused, [String(code.rawValue)])
        log.limited(by: limiter, key: message)?
          .warning("a stream was ended", [.stream: stream.description, .code: String(code.rawValue), .reason: message])
        guard let place = places.removeValue(forKey: stream) else { continue }
        place.connection.finish(place.call, GRPCStatus(GRPCStatus.Code(rawValue: code.rawValue), message))
        touch(place.connection)
      case .rejected(let rejection): note(rejection)
      case .acknowledged(let acknowledgement):
        counters.acknowledged(acknowledgement.type)
        if Self.isSettled(acknowledgement.group, in: &core) { onSettled(acknowledgement.group) }
      }
    }
    if responses > 0 {
      counters.responses.increment(by: Double(responses))
      counters.responseBytes.increment(by: Double(bytes))
    }
    for connection in touched {
      connection.isTouched = false
      connection.channel?.flush()
    }
    setTimer()
  }

  /// The core is lent, as a call on it would copy it.
  private static func isSettled(_ group: GroupID, in core: inout SubscriptionCore) -> Bool { core.isSettled(group) }

  private func note(_ rejection: XDSRejection) {
    metrics.increment(.rejections, [rejection.group.rawValue, rejection.type.rawValue])
    let key = "\(rejection.node) \(rejection.type)"
    log.limited(by: limiter, key: key)?.error(
      "an Envoy rejected a configuration",
      [
        .group: rejection.group.rawValue, .node: rejection.node, .type: rejection.type.rawValue,
        .version: rejection.version, .error: rejection.failure.message, .attempt: String(rejection.attempt),
      ])
  }

  private func setTimer() {
    let deadline = core.nextDeadline
    guard deadline != timerTime else { return }
    if let timer { loop.cancel(timer) }
    timer = nil
    timerTime = deadline
    guard let deadline else { return }
    timer = loop.schedule(at: deadline) { [weak self] in
      guard let self else { return }
      timer = nil
      timerTime = nil
      carryOut(core.timeout(at: loop.now))
    }
  }
}

extension XDSShard {
  /// What is counted with every message. The series are kept, so that counting looks nothing up.
  private final class Counters {
    let streams: Counter
    let requests: Counter
    let responses: Counter
    let responseBytes: Counter
    private let metrics: MetricsRegistry
    private var acknowledgements: [(type: TypeURL, counter: Counter)] = []

    init(_ metrics: MetricsRegistry) {
      self.metrics = metrics
      streams = metrics.counter(.streamsTotal)
      requests = metrics.counter(.requests)
      responses = metrics.counter(.responses)
      responseBytes = metrics.counter(.responseBytes)
    }

    func acknowledged(_ type: TypeURL) {
      for known in acknowledgements where known.type == type { return known.counter.increment() }
      let counter = metrics.counter(.acknowledgements, [type.rawValue])
      counter.increment()
      // A stranger can ask for any type.
      if acknowledgements.count < 8 { acknowledgements.append((type, counter)) }
    }
  }
}
