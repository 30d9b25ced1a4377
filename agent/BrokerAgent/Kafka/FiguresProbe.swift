public import Transport

/// Asks the JMX exporter beside Kafka for a few of its figures, every 15 seconds. It is used on its loop only.
public final class FiguresProbe {
  /// The time between two questions.
  public static let interval: Duration = .seconds(15)
  /// The most bytes of an answer that are read.
  static let maximumAnswer = 64 << 20

  private let loop: EventLoop
  private let address: NetworkAddress
  private let interval: Duration
  private let patience: Duration
  private let report: (FiguresState) -> Void
  private var request: FiguresRequest?
  private var timer: TimerID?
  private var isRunning = false

  /// - Parameters:
  ///   - patience: How long an answer may take: the exporter makes it while it is asked.
  ///   - report: Called on the loop with what each question gave; not after `stop`.
  public init(
    at address: NetworkAddress, patience: Duration = .seconds(10), interval: Duration = interval, on loop: EventLoop,
    report: @escaping (FiguresState) -> Void
  ) {
    self.address = address
    self.patience = patience
    self.interval = interval
    self.loop = loop
    self.report = report
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
    if let timer { loop.cancel(timer) }
    timer = nil
    request?.close()
    request = nil
  }

  private func step() {
    timer = nil
    guard isRunning else { return }
    request = FiguresRequest(address, within: patience, on: loop) { [weak self] figures in
      guard let self, isRunning else { return }
      request = nil
      timer = loop.schedule(at: Tick.after(interval, from: loop.now)) { [weak self] in self?.step() }
      report(figures)
    }
  }
}

/// One question to the exporter; `done` is called once, on the loop.
private final class FiguresRequest: ConnectionHandler {
  private let loop: EventLoop
  private var done: ((FiguresState) -> Void)?
  private var scanner = FiguresScanner()
  private var connection: Connection?
  private var timer: TimerID?
  private var count = 0

  init(
    _ address: NetworkAddress, within patience: Duration, on loop: EventLoop, done: @escaping (FiguresState) -> Void
  ) {
    self.loop = loop
    self.done = done
    var configuration = ConnectConfiguration()
    configuration.deadline = patience
    timer = loop.schedule(at: loop.now + patience) { [weak self] in
      self?.timer = nil
      self?.end("no whole answer within \(patience)")
    }
    loop.connect(to: address, configuration) { [self] result in
      guard self.done != nil else { return nil }
      switch result {
      case .failure(let error):
        end(error.description)
        return nil
      case .success(let connection):
        self.connection = connection
        // HTTP/1.0: the body is neither cut in chunks nor packed, and ends with the connection.
        let request = "GET /metrics HTTP/1.0\r\nHost: \(address)\r\nUser-Agent: koperator-broker-agent\r\n\r\n"
        connection.write([Array(request.utf8)[...]])
        return self
      }
    }
  }

  func close() {
    done = nil
    if let timer { loop.cancel(timer) }
    timer = nil
    connection?.abort()
    connection = nil
  }

  private func end(_ problem: String?) {
    guard let done else { return }
    close()
    var figures = scanner.figures
    figures.isAvailable = problem == nil
    figures.problem = problem ?? ""
    figures.seen = loop.now
    done(figures)
  }

  func received(_ bytes: Span<UInt8>, on connection: Connection) {
    guard done != nil else { return }
    count += bytes.count
    scanner.scan(bytes)
    if let problem = scanner.problem { return end(problem) }
    if count > FiguresProbe.maximumAnswer { end("the answer is longer than \(FiguresProbe.maximumAnswer) bytes") }
  }

  func inputClosed(_ connection: Connection) {
    end(ending)
  }

  func drained(_ connection: Connection) {}

  func closed(_ connection: Connection, error: TransportError?) {
    self.connection = nil
    end(error.map { $0.description } ?? ending)
  }

  /// What is wrong where the connection ends now.
  private var ending: String? {
    if scanner.isWhole { return nil }
    return scanner.isInBody
      ? "the connection was closed within the answer" : "the connection was closed before an answer"
  }
}
