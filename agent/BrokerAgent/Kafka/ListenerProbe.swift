public import Transport

/// Connects to a listener every 10 seconds, with a handshake of its own, and asks for ApiVersions: what a new client would meet,
/// and the certificate that it would be shown. It is used on its loop only.
public final class ListenerProbe {
  /// The time between two tries.
  public static let interval: Duration = .seconds(10)

  private let loop: EventLoop
  private let address: NetworkAddress
  private let tls: TLSContext?
  private let patience: Duration
  private let interval: Duration
  private let report: (ListenerState) -> Void
  private var state: ListenerState
  private var knock: KafkaKnock?
  private var timer: TimerID?
  private var isRunning = false

  /// - Parameters:
  ///   - name: The listener's name.
  ///   - tls: Nil for a listener in the clear.
  ///   - patience: How long connect, handshake and an answer may take, each.
  ///   - report: Called on the loop with what each try gave; not after `stop`.
  public init(
    name: String, at address: NetworkAddress, tls: TLSContext?, patience: Duration = .seconds(3),
    interval: Duration = interval, on loop: EventLoop, report: @escaping (ListenerState) -> Void
  ) {
    self.address = address
    self.tls = tls
    self.patience = patience
    self.interval = interval
    self.loop = loop
    self.report = report
    state = ListenerState(name: name, port: address.port ?? 0)
  }

  /// Begins; the first try is made at once.
  public func start() {
    guard !isRunning else { return }
    isRunning = true
    step()
  }

  /// Ends.
  public func stop() {
    isRunning = false
    if let timer { loop.cancel(timer) }
    timer = nil
    knock?.close()
    knock = nil
  }

  /// Tries now, unless a try is on its way: Kafka went or came back.
  public func hurry() {
    guard let timer else { return }
    loop.cancel(timer)
    step()
  }

  private func step() {
    timer = nil
    guard isRunning else { return }
    knock = KafkaKnock(
      address, tls: tls, deadline: patience, on: loop, opened: { [patience] in $0.ask(within: patience) },
      answered: { [weak self] _ in self?.finish(.answers, "") },
      ended: { [weak self] end in self?.finish(end.status, end.problem) })
  }

  private func finish(_ status: AnswerStatus, _ problem: String) {
    guard let knock, isRunning else { return }
    state.status = status
    state.problem = problem
    let hasAnswer = status == .answers || status == .tlsOnly
    state.latencyMicroseconds = hasAnswer ? knock.openedAfter?.inMicroseconds ?? 0 : 0
    if let identity = knock.certificate {
      var certificate = CertificateState()
      certificate.serial = identity.serial
      certificate.notBefore = identity.notBefore
      certificate.notAfter = identity.notAfter
      certificate.subject = identity.subject
      state.certificate = certificate
    } else if status != .tlsOnly, status != .timedOut {
      // A listener that refused us in the handshake may still show the one that was seen.
      state.certificate = nil
    }
    state.seen = loop.now
    knock.close()
    self.knock = nil
    timer = loop.schedule(at: Tick.after(interval, from: loop.now)) { [weak self] in self?.step() }
    report(state)
  }
}
