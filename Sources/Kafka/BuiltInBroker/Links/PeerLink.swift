import KafkaModel
import KafkaProtocol
import Telemetry
import Transport

/// This broker's connection to another one, over which it fetches what that one leads. It lives on the broker's loop.
///
/// States: idle, connecting, authenticating, ready, waiting to try again. One request is under way at a time, with a deadline;
/// where there is no connection, the answer is nil, no sooner than the delay between two tries.
final class PeerLink: ConnectionHandler {
  /// Where the other broker is reached.
  struct Target: Equatable {
    var host: String
    var port: UInt16
  }

  private enum State {
    case idle
    case connecting
    case authenticating(PeerAuthentication)
    case ready
    case waiting
  }

  private struct Job {
    let request: FetchRequest
    let version: Int16
    let completion: (FetchResponse?) -> Void
    var correlationID: Int32?
  }

  private let loop: EventLoop
  private let resolver: NameResolver
  private let listener: BrokerListener
  private let clientID: String
  private let log: Logger
  private let deadline: Duration
  private let wallTime: () -> Int64
  private(set) var target: Target
  private var state = State.idle
  private var connection: Connection?
  private var reader: FrameReader
  private var job: Job?
  private var timer: TimerID?
  private var nextCorrelationID: Int32 = 1
  private var delay = RetryDelay(first: .milliseconds(20), most: .seconds(1))
  private var failures = 0

  init(
    to target: Target, listener: BrokerListener, clientID: String, deadline: Duration, on loop: EventLoop,
    resolver: NameResolver, log: Logger, wallTime: @escaping () -> Int64
  ) {
    self.target = target
    self.listener = listener
    self.clientID = clientID
    self.deadline = deadline
    self.loop = loop
    self.resolver = resolver
    self.log = log
    self.wallTime = wallTime
    reader = FrameReader(maximumSize: 512 << 20)
  }

  /// The other broker is reached elsewhere now.
  func move(to target: Target) {
    guard target != self.target else { return }
    self.target = target
    connection?.abort()
  }

  /// Fetches; the completion is called once, later, with nil where it did not succeed.
  func fetch(_ request: FetchRequest, version: Int16, _ completion: @escaping (FetchResponse?) -> Void) {
    if let job {
      // The node asks for one at a time; a second one means that it gave the first one up.
      self.job = nil
      loop.later { job.completion(nil) }
      connection?.abort()
    }
    job = Job(request: request, version: version, completion: completion)
    switch state {
    case .ready: send()
    case .idle: connect()
    case .connecting, .authenticating, .waiting: break
    }
  }

  /// Ends the connection; what is under way fails.
  func stop() {
    connection?.abort()
    finish(nil)
  }

  // MARK: Making the connection

  private func connect() {
    state = .connecting
    let place: ConnectTarget
    if let address = try? NetworkAddress(host: target.host, port: target.port) {
      place = .address(address)
    } else {
      place = .name(target.host, port: target.port)
    }
    let name = target.host
    resolver.resolve(place, within: .seconds(5), on: loop) { [weak self] result in
      guard let self else { return }
      switch result {
      case .failure(let error): failed(error.description)
      case .success(let addresses):
        var configuration = ConnectConfiguration(tls: listener.tls?.client, serverName: name)
        configuration.deadline = .seconds(5)
        loop.connect(toFirstOf: addresses, configuration) { [weak self] result in
          guard let self else { return nil }
          switch result {
          case .failure(let error):
            failed(error.description)
            return nil
          case .success(let connection): return begin(connection)
          }
        }
      }
    }
  }

  private func begin(_ connection: Connection) -> (any ConnectionHandler)? {
    self.connection = connection
    reader = FrameReader(maximumSize: 512 << 20)
    guard listener.security.usesSASL else {
      becomeReady()
      return self
    }
    guard let login = listener.sasl.ownLogin else {
      failed(
        "the listener \(listener.name) wants SASL, but the configuration has no name and password for it: "
          + "set sasl.mechanism.inter.broker.protocol and its sasl.jaas.config")
      return nil
    }
    let authentication = PeerAuthentication(login, wall: wallTime())
    write(authentication.handshake, version: 1)
    state = .authenticating(authentication)
    setTimer(.seconds(10)) { $0.abort("the other broker does not answer to SASL") }
    return self
  }

  private func becomeReady() {
    state = .ready
    failures = 0
    clearTimer()
    if job != nil { send() }
  }

  private func failed(_ reason: String) {
    connection = nil
    state = .waiting
    failures += 1
    if failures == 1 {
      log.warning(
        "another broker cannot be reached", [.address: "\(target.host):\(target.port)", .error: reason])
    }
    setTimer(delay.take()) { link in
      link.state = .idle
      link.finish(nil)
      if link.job != nil, case .idle = link.state { link.connect() }
    }
  }

  // MARK: Speaking

  private func send() {
    guard var job else { return }
    job.correlationID = write(job.request, version: job.version)
    guard job.correlationID != nil else { return finish(nil) }
    self.job = job
    setTimer(deadline + .milliseconds(Int(max(0, job.request.maxWaitMs)))) { $0.abort("no answer came in time") }
  }

  @discardableResult
  private func write(_ request: some KafkaRequest, version: Int16) -> Int32? {
    let number = nextCorrelationID
    nextCorrelationID &+= 1
    do {
      let frame = try request.frame(version: version, correlationID: number, clientID: clientID)
      connection?.write(frame)
      return number
    } catch {
      log.error("a request for another broker cannot be written", [.error: error.description])
      return nil
    }
  }

  func received(_ bytes: Span<UInt8>, on connection: Connection) {
    guard self.connection === connection else { return }
    do {
      for frame in try reader.frames(in: bytes) { try take(frame) }
    } catch {
      abort("its answer is not understood: \(error.description)")
    }
  }

  private func take(_ frame: ArraySlice<UInt8>) throws(CodecError) {
    var body = MessageReader(frame)
    switch state {
    case .authenticating(var authentication):
      _ = try body.int32()
      let next = try authentication.receive(&body)
      state = .authenticating(authentication)
      switch next {
      case .send(let request): write(request, version: 1)
      case .done: becomeReady()
      }
    case .ready:
      guard let job, let number = job.correlationID else { throw CodecError(.malformed, "an answer came unasked") }
      let header = try ResponseHeader(from: &body, version: FetchResponse.headerVersion(job.version))
      guard header.correlationId == number else { throw CodecError(.malformed, "an answer to another request came") }
      let response = try FetchResponse.decode(body.slice(body.remaining), version: job.version)
      delay.reset()
      clearTimer()
      finish(response)
    case .idle, .connecting, .waiting: break
    }
  }

  private func finish(_ response: FetchResponse?) {
    guard let job else { return }
    self.job = nil
    job.completion(response)
  }

  // MARK: Ends

  func inputClosed(_ connection: Connection) { connection.close() }

  func drained(_ connection: Connection) {}

  func closed(_ connection: Connection, error: TransportError?) {
    guard self.connection === connection else { return }
    self.connection = nil
    clearTimer()
    guard job != nil else {
      state = .idle
      return
    }
    failed(error?.description ?? "it ended the connection")
  }

  private func abort(_ reason: String) {
    log.warning(
      "a connection to another broker is given up", [.address: "\(target.host):\(target.port)", .reason: reason])
    connection?.abort()
  }

  private func setTimer(_ patience: Duration, _ action: @escaping (PeerLink) -> Void) {
    clearTimer()
    timer = loop.schedule(at: loop.now + patience) { [weak self] in
      guard let self else { return }
      timer = nil
      action(self)
    }
  }

  private func clearTimer() {
    if let timer { loop.cancel(timer) }
    timer = nil
  }
}
