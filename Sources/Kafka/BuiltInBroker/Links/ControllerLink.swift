import KafkaModel
import KafkaProtocol
import Telemetry
import Transport

/// A node's connection to the controller. It lives on the broker's loop.
///
/// States: connecting, attached, waiting to try again, stopped. Calls that are under way when the connection is lost fail at
/// once; new ones fail until it is there again. A connection on which an answer is missing for `patience` is given up.
final class ControllerLink: ConnectionHandler {
  /// What the link tells its owner, on the loop.
  protocol Owner: AnyObject {
    /// The connection is there, and the controller knows who this is.
    func controllerAttached()
    /// The connection is gone.
    func controllerLost(_ reason: String)
    /// The cluster changed.
    func controllerSent(_ update: ArraySlice<UInt8>)
    /// The controller does not take this node, for good.
    func controllerRefused(_ reason: String)
  }

  /// What becomes of a call: the response's bytes; nil where the controller cannot be asked.
  typealias Completion = (ArraySlice<UInt8>?) -> Void

  /// How long an answer may take. Ours.
  private let patience: Duration
  private let loop: EventLoop
  private let target: ConnectTarget
  private let resolver: NameResolver
  private unowned let owner: any Owner
  private let hello: () -> ControllerHello
  private let log: Logger
  private var connection: Connection?
  private var reader = FrameReader(maximumSize: ControllerMessage.maximumSize)
  private var calls: [Int64: Completion] = [:]
  private var nextNumber: Int64 = 1
  private var delay = RetryDelay()
  private var answerTimer: TimerID?
  private var isStopped = false
  private var failures = 0

  init(
    to target: ConnectTarget, on loop: EventLoop, resolver: NameResolver, owner: any Owner, log: Logger,
    patience: Duration = .seconds(30), hello: @escaping () -> ControllerHello
  ) {
    self.patience = patience
    self.target = target
    self.loop = loop
    self.resolver = resolver
    self.owner = owner
    self.log = log
    self.hello = hello
  }

  /// Whether calls can be made.
  var isAttached: Bool { connection != nil }

  /// Makes the connection, again and again until it is there.
  func connect() {
    guard !isStopped else { return }
    resolver.resolve(target, within: .seconds(5), on: loop) { [weak self] result in
      guard let self, !isStopped else { return }
      switch result {
      case .failure(let error): failed(error.description)
      case .success(let addresses):
        var configuration = ConnectConfiguration()
        configuration.limits.maximumQueuedBytes = ControllerMessage.maximumSize
        loop.connect(toFirstOf: addresses, configuration) { [weak self] result in
          guard let self, !isStopped else { return nil }
          switch result {
          case .failure(let error):
            failed(error.description)
            return nil
          case .success(let connection): return attach(connection)
          }
        }
      }
    }
  }

  private func attach(_ connection: Connection) -> (any ConnectionHandler)? {
    guard let frame = try? ControllerMessage.hello(hello()).frame() else {
      failed("what this node says of itself cannot be written")
      return nil
    }
    self.connection = connection
    reader = FrameReader(maximumSize: ControllerMessage.maximumSize)
    failures = 0
    connection.write([frame[...]])
    loop.later { [weak self] in
      guard let self, self.connection === connection else { return }
      owner.controllerAttached()
    }
    return self
  }

  private func failed(_ reason: String) {
    failures += 1
    if failures == 1 { log.warning("the controller cannot be reached", [.error: reason]) }
    loop.schedule(at: loop.now + delay.take()) { [weak self] in self?.connect() }
  }

  /// Asks the controller. The completion is called once, later.
  func call(
    _ request: any KafkaRequest, _ api: ApiKey, version: Int16, _ context: RequestContext,
    _ completion: @escaping Completion
  ) {
    guard let connection else { return loop.later { completion(nil) } }
    let number = nextNumber
    nextNumber += 1
    do {
      let body = try request.encoded(version: version)
      let frame = try ControllerMessage.call(number: number, context, api, version: version, body: body[...]).frame()
      calls[number] = completion
      watchAnswers()
      connection.write([frame[...]])
    } catch {
      log.error("a request for the controller cannot be written", [.error: error.description])
      loop.later { completion(nil) }
    }
  }

  /// Looks whether the oldest call is still without an answer when its time is over.
  private func watchAnswers() {
    guard answerTimer == nil, let oldest = calls.keys.min() else { return }
    answerTimer = loop.schedule(at: loop.now + patience) { [weak self] in
      guard let self else { return }
      answerTimer = nil
      guard calls[oldest] != nil else { return watchAnswers() }
      log.warning("the connection to the controller is given up", [.reason: "no answer came in \(patience)"])
      connection?.abort()
    }
  }

  /// Ends the connection; the controller takes it for the end of the node.
  func stop() {
    isStopped = true
    connection?.close()
  }

  func received(_ bytes: Span<UInt8>, on connection: Connection) {
    do throws(CodecError) {
      for frame in try reader.frames(in: bytes) {
        switch try ControllerMessage(frame) {
        case .answer(let number, let body):
          delay.reset()
          calls.removeValue(forKey: number)?(body)
        case .update(let bytes): owner.controllerSent(bytes)
        case .refused(let reason):
          isStopped = true
          owner.controllerRefused(reason)
        case .hello, .call: throw CodecError(.malformed, "the controller sent what only nodes say")
        }
      }
    } catch {
      log.error("the controller's words are not understood", [.error: error.description])
      connection.abort()
    }
  }

  func inputClosed(_ connection: Connection) { connection.close() }

  func drained(_ connection: Connection) {}

  func closed(_ connection: Connection, error: TransportError?) {
    guard self.connection === connection else { return }
    self.connection = nil
    if let answerTimer { loop.cancel(answerTimer) }
    answerTimer = nil
    let lost = calls
    calls = [:]
    for (_, completion) in lost.sorted(by: { $0.key < $1.key }) { completion(nil) }
    guard !isStopped else { return }
    let reason = error?.description ?? "the controller ended the connection"
    owner.controllerLost(reason)
    failed(reason)
  }
}
