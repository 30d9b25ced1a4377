import KafkaProtocol

/// The client's side of one connection to a broker as a value: bytes and requests in, bytes and events out.
///
/// States: connecting, negotiating (ApiVersions), handshaking and authenticating (SASL, where there are credentials), ready,
/// draining (takes no more requests, finishes those that are on their way), closed. Time is passed in. Requests wait while the
/// connection is made or the bound of those on their way is reached. It must never take an answer for another request's, nor
/// answer a request twice, nor leave one without an answer.
struct ConnectionCore {
  enum Phase: Hashable {
    case connecting, negotiating, handshaking, authenticating, ready, draining, closed
  }

  enum Event {
    /// Requests can be sent.
    case ready
    /// A request is over.
    case answered(UInt64, Result<any KafkaResponse, KafkaAdminError>)
    /// The connection is over; with nil it ended in order. The socket is to be closed when the output is written.
    case closed(KafkaAdminError?)
  }

  /// A request on its way. Brokers answer in the order of the requests.
  struct Exchange {
    let correlationID: Int32
    let api: ApiKey
    let version: Int16
    /// Whose request it is; nil for one of the connection's own, and for one that is over already.
    var request: UInt64?
    let isOwn: Bool
    let deadline: Duration
  }

  /// A request that waits.
  struct Waiting {
    let id: UInt64
    let request: any KafkaRequest
    let versions: ClosedRange<Int16>?
    let deadline: Duration
  }

  let configuration: KafkaConnectionConfiguration
  /// What errors call the broker.
  let peer: String
  private let nonce: String
  private(set) var phase = Phase.connecting
  var versions = ApiVersionTable()
  var output: [ArraySlice<UInt8>] = []
  var inFlight: [Exchange] = []
  var waiting: [Waiting] = []
  var sasl: SaslExchange?
  private var events: [Event] = []
  private var reader: FrameReader
  private var nextCorrelationID: Int32 = 0
  private let setupEnds: Duration
  private var idleSince: Duration
  /// When SASL's session ends (KIP-368): the connection drains before.
  private var sessionEnds: Duration?

  /// A connection that is being made.
  ///
  /// - Parameter nonce: for SCRAM: printable characters that nobody can guess, new for each connection.
  init(_ configuration: KafkaConnectionConfiguration, peer: String, nonce: String, at now: Duration) {
    self.configuration = configuration
    self.peer = peer
    self.nonce = nonce
    reader = FrameReader(maximumSize: configuration.maximumResponseBytes)
    setupEnds = now + configuration.setupDeadline
    idleSince = now
  }

  /// Whether requests can still be given.
  var takesRequests: Bool { phase != .draining && phase != .closed }

  /// The next event.
  mutating func nextEvent() -> Event? { events.isEmpty ? nil : events.removeFirst() }

  /// The bytes to write.
  mutating func takeOutput() -> [ArraySlice<UInt8>] {
    defer { output = [] }
    return output
  }

  mutating func tell(_ event: Event) { events.append(event) }

  mutating func takeCorrelationID() -> Int32 {
    defer { nextCorrelationID = nextCorrelationID == .max ? 0 : nextCorrelationID + 1 }
    return nextCorrelationID
  }

  // MARK: The connection

  /// The socket is open, its TLS handshake done.
  mutating func opened(at now: Duration) {
    guard phase == .connecting else { return }
    phase = .negotiating
    askVersions(4)
  }

  /// Bytes came.
  mutating func receive(_ bytes: ArraySlice<UInt8>, at now: Duration) {
    guard phase != .closed else { return }
    do throws(CodecError) {
      for frame in try reader.frames(in: bytes) where phase != .closed { receive(frame: frame, at: now) }
    } catch {
      fail(
        KafkaAdminError(
          .protocolError, "what came is no answer of a Kafka broker", object: peer, cause: error.description)
      )
    }
  }

  /// The socket failed, could not be made, or the other side ended it.
  mutating func disconnected(_ error: KafkaAdminError?) {
    guard phase != .closed else { return }
    if error == nil, phase == .ready || phase == .draining, inFlight.isEmpty, waiting.isEmpty { return end() }
    let code: KafkaAdminError.Code = phase == .connecting ? .connectFailed : .connectionLost
    fail(error ?? KafkaAdminError(code, "the broker closed the connection", object: peer, isRetryable: true))
  }

  /// Takes no more requests, finishes those that were given, and ends.
  mutating func drain(at now: Duration) {
    switch phase {
    case .ready:
      phase = .draining
      endIfDrained()
    case .draining, .closed: break
    default: close()
    }
  }

  /// Ends at once; requests fail.
  mutating func close() {
    guard phase != .closed else { return }
    fail(KafkaAdminError(.closed, "the connection was closed on this side", object: peer), isOrderly: true)
  }

  /// Ends with an error that all requests get.
  mutating func fail(_ error: KafkaAdminError, isOrderly: Bool = false) {
    guard phase != .closed else { return }
    phase = .closed
    sasl = nil
    for exchange in inFlight {
      if let request = exchange.request { tell(.answered(request, .failure(error.afterSending()))) }
    }
    for request in waiting { tell(.answered(request.id, .failure(error))) }
    inFlight = []
    waiting = []
    tell(.closed(isOrderly ? nil : error))
  }

  private mutating func end() {
    phase = .closed
    tell(.closed(nil))
  }

  mutating func endIfDrained() {
    if phase == .draining, inFlight.isEmpty, waiting.isEmpty { end() }
  }

  // MARK: Phases of the making, told by what the answers say

  mutating func negotiated(_ table: ApiVersionTable, at now: Duration) {
    versions = table
    guard let credentials = configuration.security.credentials else { return becomeReady(at: now) }
    sasl = SaslExchange(credentials, nonce: nonce)
    phase = .handshaking
    askHandshake(credentials)
  }

  mutating func beginAuthentication() { phase = .authenticating }

  mutating func authenticated(sessionLifetime: Duration?, at now: Duration) {
    sasl = nil
    // Kafka's clients begin anew after 85 to 95 percent of the session.
    if let sessionLifetime { sessionEnds = now + sessionLifetime * 0.85 }
    becomeReady(at: now)
  }

  private mutating func becomeReady(at now: Duration) {
    phase = .ready
    idleSince = now
    tell(.ready)
    pump(at: now)
  }

  // MARK: Time

  mutating func worked(at now: Duration) { idleSince = now }

  /// When `timeout` is to be called; nil when the connection is over.
  var nextDeadline: Duration? {
    guard phase != .closed else { return nil }
    var next: Duration?
    func consider(_ time: Duration) { next = next.map { min($0, time) } ?? time }
    for exchange in inFlight where exchange.request != nil { consider(exchange.deadline) }
    for request in waiting { consider(request.deadline) }
    if let first = inFlight.first, !first.isOwn { consider(first.deadline + configuration.silenceLimit) }
    if phase != .ready, phase != .draining { consider(setupEnds) }
    if phase == .ready, inFlight.isEmpty, waiting.isEmpty { consider(idleSince + configuration.idleLimit) }
    if phase == .ready, let sessionEnds { consider(sessionEnds) }
    return next
  }

  /// A deadline has come.
  mutating func timeout(at now: Duration) {
    guard phase != .closed else { return }
    expireRequests(at: now)
    if phase != .ready, phase != .draining, setupEnds <= now {
      let message = "the connection was not made in time: \(Self.words(phase))"
      return fail(KafkaAdminError(.timedOut, message, object: peer, isRetryable: true))
    }
    if let first = inFlight.first, !first.isOwn, first.deadline + configuration.silenceLimit <= now {
      return fail(
        KafkaAdminError(.timedOut, "the broker does not answer any more", object: peer, isRetryable: true))
    }
    endIfDrained()
    guard phase == .ready else { return }
    let isIdle = inFlight.isEmpty && waiting.isEmpty && idleSince + configuration.idleLimit <= now
    if isIdle || sessionEnds.map({ $0 <= now }) ?? false { drain(at: now) }
  }

  private static func words(_ phase: Phase) -> String {
    switch phase {
    case .connecting: "the socket did not open"
    case .negotiating: "no answer to ApiVersions"
    case .handshaking, .authenticating: "no answer to SASL"
    default: ""
    }
  }
}
