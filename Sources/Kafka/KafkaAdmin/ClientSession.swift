import KafkaProtocol

/// The client's side of a connection to a broker, without the connection: bytes and time in, bytes and answers out.
///
/// States: negotiating versions, authenticating, ready, over. Requests that come before it is ready, or while as many are
/// under way as are allowed, wait in a queue with a bound. It must answer every request once.
struct ClientSession {
  /// What is to be done.
  enum Event {
    /// Bytes for the broker.
    case send([ArraySlice<UInt8>])
    /// Requests go out from now on.
    case ready
    /// A request is answered, or failed.
    case answer(UInt64, Result<any KafkaResponse, KafkaAdminError>)
    /// The connection is of no use any more.
    case close
  }

  /// The bounds of a session.
  struct Limits {
    /// How many requests are under way at once; Kafka's own clients send five.
    var inFlight = 5
    /// How many wait besides.
    var waiting = 1_000
    /// The largest answer, in bytes.
    var answerSize = 100 << 20
    /// How long versions and credentials may take together.
    var setup: Duration = .seconds(15)
  }

  private enum State {
    case negotiating(version: Int16)
    case handshaking
    case authenticating(ScramClient?, step: Int)
    case ready
    case over(KafkaAdminError)
  }

  private struct Pending {
    let id: UInt64
    let request: any KafkaRequest
    let deadline: Duration
    /// The highest version that may be taken.
    let newest: Int16
  }

  private struct Sent {
    /// Nil where nobody waits any more, or for a request of the session's own.
    var id: UInt64?
    let api: ApiKey
    let version: Int16
    let deadline: Duration
  }

  private let clientID: String
  private let credentials: SASLCredentials?
  private let nonce: String
  private let limits: Limits
  private let peer: String
  private var state: State
  private var reader: FrameReader
  private var versions: [ApiKey: ClosedRange<Int16>] = [:]
  private var waiting: [Pending] = []
  /// In the order in which they were sent, which is that of the answers.
  private var sent: [(correlation: Int32, Sent)] = []
  private var nextCorrelation: Int32 = 0
  private var setupDeadline: Duration

  /// A session that begins.
  ///
  /// - Parameter nonce: printable characters that nobody can guess, for SCRAM.
  init(
    clientID: String, credentials: SASLCredentials?, nonce: String, peer: String, limits: Limits = Limits(),
    at now: Duration
  ) {
    self.clientID = clientID
    self.credentials = credentials
    self.nonce = nonce
    self.peer = peer
    self.limits = limits
    state = .negotiating(version: 4)
    reader = FrameReader(maximumSize: limits.answerSize)
    setupDeadline = now + limits.setup
  }

  /// Whether requests can be given to it.
  var isOver: Bool {
    if case .over = state { return true }
    return false
  }

  /// How many requests wait or are under way.
  var pendingCount: Int { waiting.count + sent.filter { $0.1.id != nil }.count }

  /// The versions of an API that the broker knows; nil before they are negotiated, or where it does not know the API.
  func brokerVersions(of api: ApiKey) -> ClosedRange<Int16>? { versions[api] }

  // MARK: What happens

  /// The connection is open.
  mutating func begin() -> [Event] {
    var events: [Event] = []
    negotiate(version: 4, &events)
    return events
  }

  /// A request is to be made.
  mutating func request(
    _ request: any KafkaRequest, id: UInt64, deadline: Duration, newest: Int16 = .max
  ) -> [Event] {
    if case .over(let error) = state { return [.answer(id, .failure(error))] }
    guard waiting.count < limits.waiting else {
      let error = KafkaAdminError(.overloaded, "\(limits.waiting) requests wait for the broker already", object: peer)
      return [.answer(id, .failure(error))]
    }
    waiting.append(Pending(id: id, request: request, deadline: deadline, newest: newest))
    var events: [Event] = []
    sendWaiting(&events)
    return events
  }

  /// Nobody waits for a request's answer any more.
  mutating func forget(_ id: UInt64) {
    waiting.removeAll { $0.id == id }
    for index in sent.indices where sent[index].1.id == id { sent[index].1.id = nil }
  }

  /// Bytes came from the broker.
  mutating func receive(_ bytes: ArraySlice<UInt8>) -> [Event] {
    if isOver { return [] }
    var events: [Event] = []
    do throws(CodecError) {
      for frame in try reader.frames(in: bytes) {
        if isOver { break }
        try take(frame, &events)
      }
    } catch {
      end(KafkaAdminError(.malformed, "the broker sends what is no answer", object: peer, cause: "\(error)"), &events)
    }
    sendWaiting(&events)
    return events
  }

  /// The connection is gone.
  mutating func disconnected(_ reason: String) -> [Event] {
    var events: [Event] = []
    end(KafkaAdminError(.connection, "the connection broke", object: peer, cause: reason), &events)
    return events
  }

  /// The client wants it to end.
  mutating func close() -> [Event] {
    var events: [Event] = []
    end(KafkaAdminError(.closed, "the connection was closed", object: peer), &events)
    return events
  }

  /// Time has passed.
  mutating func tick(at now: Duration) -> [Event] {
    var events: [Event] = []
    if isOver { return events }
    if case .ready = state {} else if now >= setupDeadline {
      end(
        KafkaAdminError(.timedOut, "the broker did not answer within \(limits.setup)", object: peer), &events)
      return events
    }
    func late(_ id: UInt64) -> Event {
      .answer(id, .failure(KafkaAdminError(.timedOut, "no answer came before the deadline", object: peer)))
    }
    for pending in waiting where pending.deadline <= now { events.append(late(pending.id)) }
    waiting.removeAll { $0.deadline <= now }
    for index in sent.indices {
      if let id = sent[index].1.id, sent[index].1.deadline <= now {
        events.append(late(id))
        sent[index].1.id = nil
      }
    }
    return events
  }

  /// When the next `tick` is due.
  var nextDeadline: Duration? {
    if isOver { return nil }
    var deadlines = waiting.map(\.deadline) + sent.filter { $0.1.id != nil }.map(\.1.deadline)
    if case .ready = state {} else { deadlines.append(setupDeadline) }
    return deadlines.min()
  }

  // MARK: Inside

  private mutating func end(_ error: KafkaAdminError, _ events: inout [Event]) {
    if isOver { return }
    state = .over(error)
    for (_, request) in sent { if let id = request.id { events.append(.answer(id, .failure(error))) } }
    for pending in waiting { events.append(.answer(pending.id, .failure(error))) }
    sent = []
    waiting = []
    events.append(.close)
  }

  /// Sends one of the session's own requests.
  private mutating func send(_ request: some KafkaRequest, version: Int16, _ events: inout [Event]) {
    do throws(CodecError) { try put(request, version: version, id: nil, deadline: setupDeadline, &events) } catch {
      end(KafkaAdminError(.unrepresentable, "the request cannot be written", object: peer, cause: "\(error)"), &events)
    }
  }

  private mutating func put(
    _ request: any KafkaRequest, version: Int16, id: UInt64?, deadline: Duration, _ events: inout [Event]
  ) throws(CodecError) {
    let correlation = nextCorrelation
    let segments = try request.frame(version: version, correlationID: correlation, clientID: clientID)
    nextCorrelation = correlation == .max ? 0 : correlation + 1
    sent.append((correlation, Sent(id: id, api: type(of: request).apiKey, version: version, deadline: deadline)))
    events.append(.send(segments))
  }

  private mutating func negotiate(version: Int16, _ events: inout [Event]) {
    state = .negotiating(version: version)
    var request = ApiVersionsRequest()
    if version >= 3 {
      request.clientSoftwareName = "koperator"
      request.clientSoftwareVersion = "1"
    }
    send(request, version: version, &events)
  }

  private mutating func sendWaiting(_ events: inout [Event]) {
    guard case .ready = state else { return }
    while let first = waiting.first, sent.count < limits.inFlight {
      waiting.removeFirst()
      let type = type(of: first.request)
      guard let theirs = versions[type.apiKey], let version = Self.best(of: type.validVersions, theirs, first.newest) else {
        let error = KafkaAdminError(
          .unsupportedVersion, "the broker knows no version of \(type.apiKey) that this client knows", object: peer)
        events.append(.answer(first.id, .failure(error)))
        continue
      }
      do throws(CodecError) {
        try put(first.request, version: version, id: first.id, deadline: first.deadline, &events)
      } catch {
        let failure = KafkaAdminError(
          .unrepresentable, "\(type.apiKey) \(version) cannot be written", object: peer, cause: "\(error)")
        events.append(.answer(first.id, .failure(failure)))
      }
    }
  }

  /// The highest version that both know.
  private static func best(
    of ours: ClosedRange<Int16>, _ theirs: ClosedRange<Int16>, _ newest: Int16 = .max
  ) -> Int16? {
    let version = min(ours.upperBound, theirs.upperBound, newest)
    return version >= max(ours.lowerBound, theirs.lowerBound) ? version : nil
  }

  private mutating func take(_ frame: ArraySlice<UInt8>, _ events: inout [Event]) throws(CodecError) {
    guard let (correlation, request) = sent.first else {
      throw CodecError(.malformed, "an answer comes to no request")
    }
    var header = MessageReader(frame)
    let isFlexible = request.api != .apiVersions && KafkaAPI.isFlexible(request.api, request.version)
    let id = try ResponseHeader(from: &header, version: isFlexible ? 1 : 0).correlationId
    guard id == correlation else {
      throw CodecError(.malformed, "the answer to the request \(id) comes where that to \(correlation) belongs")
    }
    sent.removeFirst()
    let body = try header.slice(header.remaining)
    switch state {
    case .negotiating(let version): try takeVersions(body, version: version, &events)
    case .handshaking: try takeHandshake(body, &events)
    case .authenticating(let scram, let step): try takeAuthentication(body, scram, step, request.version, &events)
    case .ready:
      let response = try KafkaAPI.decodeResponse(request.api, version: request.version, body)
      if let id = request.id { events.append(.answer(id, .success(response))) }
    case .over: break
    }
  }

  // MARK: Setting up

  private mutating func takeVersions(
    _ body: ArraySlice<UInt8>, version: Int16, _ events: inout [Event]
  ) throws(CodecError) {
    var peek = MessageReader(body)
    let error = ErrorCode(rawValue: try peek.int16())
    if error == .unsupportedVersion, version > 0 {
      // Such an answer is of version 0, whatever was asked (KIP-511).
      let answer = try ApiVersionsResponse.decode(body, version: 0)
      let known = answer.apiKeys.first { $0.apiKey == ApiKey.apiVersions.rawValue }
      let next = min(known?.maxVersion ?? 0, version - 1)
      return negotiate(version: max(0, next), &events)
    }
    let answer = try ApiVersionsResponse.decode(body, version: version)
    guard answer.errorCode == 0 else {
      return end(KafkaAdminError(error, nil, object: peer), &events)
    }
    for api in answer.apiKeys where api.minVersion <= api.maxVersion {
      versions[ApiKey(rawValue: api.apiKey)] = api.minVersion...api.maxVersion
    }
    guard let credentials else { return becomeReady(&events) }
    state = .handshaking
    var request = SaslHandshakeRequest()
    request.mechanism = credentials.mechanism.rawValue
    send(request, version: 1, &events)
  }

  private mutating func becomeReady(_ events: inout [Event]) {
    state = .ready
    events.append(.ready)
  }

  private mutating func takeHandshake(_ body: ArraySlice<UInt8>, _ events: inout [Event]) throws(CodecError) {
    let answer = try SaslHandshakeResponse.decode(body, version: 1)
    guard answer.errorCode == 0, let credentials else {
      let offered = answer.mechanisms.joined(separator: ", ")
      let wanted = credentials?.mechanism.rawValue ?? ""
      return end(
        KafkaAdminError(
          .authentication, "the broker does not take \(wanted); it takes: \(offered)", object: peer,
          cause: ErrorCode(rawValue: answer.errorCode).name), &events)
    }
    do throws(SaslError) {
      switch credentials.mechanism {
      case .plain:
        let message = PlainMessage(username: credentials.username, password: credentials.password)
        state = .authenticating(nil, step: 0)
        authenticate(try message.encoded(), &events)
      case .scramSHA256, .scramSHA512:
        let mechanism: ScramMechanism = credentials.mechanism == .scramSHA256 ? .sha256 : .sha512
        var scram = ScramClient(
          mechanism, username: credentials.username, password: credentials.password, nonce: nonce)
        let message = try scram.begin()
        state = .authenticating(scram, step: 0)
        authenticate(message, &events)
      }
    } catch { refused("\(error)", &events) }
  }

  private mutating func refused(_ reason: String, _ events: inout [Event]) {
    let who = credentials.map { "\($0)" } ?? ""
    end(KafkaAdminError(.authentication, "the broker does not accept \(who)", object: peer, cause: reason), &events)
  }

  private mutating func authenticate(_ message: [UInt8], _ events: inout [Event]) {
    var request = SaslAuthenticateRequest()
    request.authBytes = message
    let version = versions[.saslAuthenticate].flatMap { Self.best(of: SaslAuthenticateRequest.validVersions, $0) } ?? 0
    send(request, version: version, &events)
  }

  private mutating func takeAuthentication(
    _ body: ArraySlice<UInt8>, _ scram: ScramClient?, _ step: Int, _ version: Int16, _ events: inout [Event]
  ) throws(CodecError) {
    let answer = try SaslAuthenticateResponse.decode(body, version: version)
    guard answer.errorCode == 0 else {
      return refused(answer.errorMessage ?? ErrorCode(rawValue: answer.errorCode).name, &events)
    }
    guard var scram else { return becomeReady(&events) }
    do throws(SaslError) {
      if step == 0 {
        let message = try scram.answer(answer.authBytes)
        state = .authenticating(scram, step: 1)
        authenticate(message, &events)
      } else {
        try scram.finish(answer.authBytes)
        becomeReady(&events)
      }
    } catch { refused("\(error)", &events) }
  }
}
