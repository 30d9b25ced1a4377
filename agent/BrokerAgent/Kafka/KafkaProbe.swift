public import Transport

/// Asks one listener of Kafka every interval whether it answers, on a connection that is kept, or on a new one for each question.
///
/// Before a login Kafka takes ApiVersions once: to a second one it ends the connection and logs a stack trace. So where there is
/// SASL connections are not kept.
///
/// States: resting until the next question, connecting, asking, asking for the node id (once on each kept connection; after three
/// connections in a row that this question ended it is not asked again). A connection that ends while nothing is asked is no answer: the
/// next one, made at once, tells whether Kafka is still there. It is used on its loop only.
public final class KafkaProbe {
  private let loop: EventLoop
  private let address: NetworkAddress
  private let tls: TLSContext?
  private let isKept: Bool
  private let report: (KafkaState) -> Void
  private var interval: Duration = .seconds(1)
  /// How long connect, handshake and an answer may take, each.
  private let patience: Duration
  private var knock: KafkaKnock?
  private var state = KafkaState()
  private var timer: TimerID?
  private var isRunning = false
  /// When the last question was begun, its connection included.
  private var begun: Duration = .zero
  private var hasAnswered = false
  /// The node that it should be; nil where that is not asked.
  private var node: Int32?
  private var isAskingNode = false
  /// Whether a connection that ended may be followed by another at once; so once an interval.
  private var mayHurry = true
  private var nodeTriesLeft = 3
  private var nodeProblem = ""

  /// - Parameters:
  ///   - listener: The name of the listener, for the report.
  ///   - tls: Nil for a listener in the clear.
  ///   - keepsConnection: False for a listener with SASL.
  ///   - node: The id that the node should have, to be asked for where connections are kept.
  ///   - report: Called on the loop with what each question gave; not after `stop`.
  public init(
    listener: String, at address: NetworkAddress, tls: TLSContext?, keepsConnection: Bool = true, node: Int32? = nil,
    patience: Duration = .seconds(1), on loop: EventLoop, report: @escaping (KafkaState) -> Void
  ) {
    self.address = address
    isKept = keepsConnection
    self.node = keepsConnection ? node : nil
    self.tls = tls
    self.loop = loop
    self.report = report
    self.patience = patience
    state.listener = listener
  }

  /// Begins; the first question is asked at once.
  public func start() {
    guard !isRunning else { return }
    isRunning = true
    step()
  }

  /// Ends.
  public func stop() {
    isRunning = false
    rest(nil)
    knock?.close()
    knock = nil
    isAskingNode = false
  }

  /// Sets the time between two questions.
  public func setInterval(_ interval: Duration) {
    self.interval = interval
    if timer != nil { restUntilNext() }
  }

  private func step() {
    rest(nil)
    guard isRunning else { return }
    begun = loop.now
    if let knock {
      // The node's question may still be on its way.
      if knock.isAsking { restUntilNext() } else { knock.ask(within: patience) }
      return
    }
    hasAnswered = false
    knock = KafkaKnock(
      address, tls: tls, deadline: patience, on: loop, opened: { [patience] in $0.ask(within: patience) },
      answered: { [weak self] in self?.answered($0) }, ended: { [weak self] in self?.ended($0) })
  }

  private func answered(_ answer: KafkaKnock.Answer) {
    let isFirst = !hasAnswered
    hasAnswered = true
    if !isKept {
      knock?.close()
      knock = nil
    }
    state.latencyMicroseconds = answer.latency.inMicroseconds
    state.isBroker = answer.isBroker
    state.isController = answer.isController
    tell(.answers, nodeProblem)
    // What is told may have stopped the probe.
    guard isRunning else { return }
    restUntilNext()
    guard isFirst, nodeTriesLeft > 0, answer.takesDescribeConfigs, let node, let knock else { return }
    isAskingNode = true
    knock.askNode(node, within: patience) { [weak self] in self?.nodeTold($0) }
  }

  private func nodeTold(_ answer: KafkaKnock.NodeAnswer) {
    isAskingNode = false
    nodeTriesLeft = 3
    nodeProblem = ""
    state.nodeID = nil
    switch answer {
    case .isNode(let id): state.nodeID = id
    case .isAnother(let id, let words):
      state.nodeID = id
      nodeProblem = "another node answers: \(words)"
    case .doesNotTell: break
    }
    state.problem = nodeProblem
    report(state)
  }

  private func ended(_ end: KafkaKnock.End) {
    let answered = hasAnswered
    knock = nil
    guard isRunning else { return }
    if isAskingNode {
      isAskingNode = false
      // It may be gone, or dislike the question: the next connection tells.
      nodeTriesLeft -= 1
      return step()
    }
    // Kafka closes connections for reasons of its own; whether it is gone is told by the next one, at once: but for one that
    // closes each.
    if answered, end.status != .timedOut {
      guard mayHurry else { return restUntilNext() }
      mayHurry = false
      return step()
    }
    state.latencyMicroseconds = 0
    state.nodeID = nil
    nodeProblem = ""
    tell(end.status, end.problem)
    // One that waited in vain has used up its time: a hung Kafka is asked every interval too.
    if isRunning { rest(max(.zero, begun + interval - loop.now)) }
  }

  private func tell(_ status: AnswerStatus, _ problem: String) {
    state.streak = state.status == status ? min(state.streak + 1, 1000) : 1
    state.status = status
    state.problem = problem
    state.seen = loop.now
    report(state)
  }

  private func restUntilNext() { rest(Tick.after(interval, from: loop.now) - loop.now) }

  private func rest(_ time: Duration?) {
    if let timer { loop.cancel(timer) }
    timer = time.map { time in
      loop.schedule(at: loop.now + time) { [weak self] in
        self?.timer = nil
        self?.mayHurry = true
        self?.step()
      }
    }
  }
}

extension Duration {
  /// In microseconds, cut to 32 bits.
  var inMicroseconds: UInt32 {
    let (seconds, attoseconds) = components
    return UInt32(clamping: seconds &* 1_000_000 &+ attoseconds / 1_000_000_000_000)
  }
}
