import KafkaModel
import KafkaProtocol
import Transport

/// One client's connection: frames come in, requests go to the node, answers leave in the order of the requests.
///
/// States: serving, closing (what was answered goes out), over. Reading pauses while too many requests wait, or while the client
/// does not read; so what it holds is bounded by one answer with records and a few small ones.
final class ClientSession: ConnectionHandler {
  /// What the session's owner does for it; all on the loop's thread.
  protocol Owner: AnyObject {
    var settings: SessionSettings { get }
    /// A request to answer by `answer`, later or at once.
    func take(
      _ request: any KafkaRequest, _ api: ApiKey, version: Int16, token: RequestToken, of session: ClientSession)
    func nextToken() -> RequestToken
    func sessionEnded(_ session: ClientSession, _ open: [RequestToken])
    /// Whether requests are taken yet.
    var isServing: Bool { get }
    /// A session ends because of what the client did.
    func complain(_ session: ClientSession, _ reason: String)
    var wallTime: Int64 { get }
  }

  private struct Waiting {
    let token: RequestToken
    let correlationID: Int32
    let version: Int16
    let isFetch: Bool
    /// The answer's frame; empty where there is none to send.
    var frame: [ArraySlice<UInt8>]?
  }

  let id: ConnectionID
  let listener: BrokerListener
  let connection: Connection
  private unowned let owner: any Owner
  private var gate: SASLGate
  private var reader: FrameReader
  /// Whole frames that nobody has looked at: what one read brought.
  private var frames: [ArraySlice<UInt8>] = []
  private var waiting: [Waiting] = []
  private var isClosing = false
  private var isParsing = false
  private var hasInputEnded = false
  private var clientID = ""
  private var lastActivity: Duration
  private var idleTimer: TimerID?
  private(set) var context: RequestContext

  init(_ connection: Connection, id: ConnectionID, listener: BrokerListener, owner: any Owner, gate: SASLGate) {
    self.id = id
    self.listener = listener
    self.connection = connection
    self.owner = owner
    self.gate = gate
    reader = FrameReader(maximumSize: owner.settings.maximumRequestSize)
    lastActivity = connection.loop.now
    context = RequestContext(connection: id, clientHost: connection.peer.host, listener: listener.name)
    if !listener.security.usesSASL, let identity = connection.peerIdentity {
      context.principal = "User:\(identity.subject)"
    }
    watchIdleness()
  }

  // MARK: What comes

  func received(_ bytes: Span<UInt8>, on connection: Connection) {
    guard !isClosing else { return }
    lastActivity = connection.loop.now
    do {
      frames += try reader.frames(in: bytes)
    } catch { return refuse(error.description) }
    parse()
  }

  func inputClosed(_ connection: Connection) {
    hasInputEnded = true
    if waiting.isEmpty { close() }
  }

  func drained(_ connection: Connection) { parse() }

  func closed(_ connection: Connection, error: TransportError?) {
    isClosing = true
    let open = waiting.map(\.token)
    waiting = []
    frames = []
    if let idleTimer { connection.loop.cancel(idleTimer) }
    idleTimer = nil
    owner.sessionEnded(self, open)
  }

  /// Requests are taken from now on.
  func goOn() { parse() }

  /// Takes the frames that are whole, as far as the bounds let it.
  private func parse() {
    guard !isParsing else { return }
    isParsing = true
    defer { isParsing = false }
    while !isClosing {
      guard canTake else { return connection.pauseReading() }
      guard !frames.isEmpty else { break }
      do { try take(frames.removeFirst()) } catch { return refuse(error.description) }
    }
    if !isClosing { connection.resumeReading() }
  }

  private var canTake: Bool {
    owner.isServing && waiting.count < owner.settings.maximumPipelinedRequests && connection.isWritable
      && !waiting.contains { $0.isFetch }
  }

  private func take(_ frame: ArraySlice<UInt8>) throws(CodecError) {
    if gate.takesRawTokens { return takeRawToken(frame) }
    guard frame.count >= 8 else { throw CodecError(.truncated, "a request of \(frame.count) bytes has no header") }
    var peek = MessageReader(frame)
    let api = ApiKey(rawValue: try peek.int16())
    let version = try peek.int16()
    let correlationID = try peek.int32()
    guard gate.admits(api) else {
      throw CodecError(.malformed, "\(api) (\(api.rawValue)) came before the client had authenticated")
    }
    // What brokers ask of the controller is in the tables, too, but no client may ask it.
    let isAdvertised = KafkaAPI.advertisedVersions(of: api) != nil
    guard isAdvertised, let versions = KafkaAPI.versions(of: api), versions.contains(version) else {
      guard api == .apiVersions else {
        throw CodecError(
          .unsupportedVersion, "unsupported API \(api) (\(api.rawValue)), version \(version)")
      }
      return sendAtOnce(Self.unsupportedVersions, version: 0, correlationID)
    }
    var body = MessageReader(frame)
    let header = try RequestHeader(from: &body, version: KafkaAPI.isFlexible(api, version) ? 2 : 1)
    let bytes = try body.slice(body.remaining)
    let request = try KafkaAPI.decodeRequest(api, version: version, bytes)
    if let name = header.clientId, name != context.clientID { context.clientID = name }
    switch request {
    case let handshake as SaslHandshakeRequest: answerHandshake(handshake, version: version, correlationID)
    case let message as SaslAuthenticateRequest: answerToken(message, version: version, correlationID)
    default:
      let token = owner.nextToken()
      waiting.append(
        Waiting(token: token, correlationID: correlationID, version: version, isFetch: api == .fetch, frame: nil))
      owner.take(request, api, version: version, token: token, of: self)
    }
  }

  /// The answer to versions of ApiVersions that are not known (KIP-511).
  private static var unsupportedVersions: ApiVersionsResponse {
    var response = ApiVersionsResponse()
    response.errorCode = ErrorCode.unsupportedVersion.rawValue
    var own = ApiVersionsResponse.ApiVersion()
    own.apiKey = ApiKey.apiVersions.rawValue
    let versions = KafkaAPI.advertisedVersions(of: .apiVersions) ?? 0...0
    own.minVersion = versions.lowerBound
    own.maxVersion = versions.upperBound
    response.apiKeys = [own]
    return response
  }

  // MARK: SASL

  private func answerHandshake(_ request: SaslHandshakeRequest, version: Int16, _ correlationID: Int32) {
    let (response, goesOn) = gate.handshake(request, version: version)
    sendAtOnce(response, version: version, correlationID)
    if !goesOn { refuse("the client asked for a mechanism of SASL that is not enabled, or at the wrong time") }
  }

  private func answerToken(_ request: SaslAuthenticateRequest, version: Int16, _ correlationID: Int32) {
    var response = SaslAuthenticateResponse()
    guard let step = gate.receive(request.authBytes[...], wall: owner.wallTime) else {
      response.errorCode = ErrorCode.illegalSaslState.rawValue
      response.errorMessage = "SaslAuthenticate request received after successful authentication"
      return sendAtOnce(response, version: version, correlationID)
    }
    switch step {
    case .challenge(let bytes): response.authBytes = bytes
    case .done(let bytes, let username):
      response.authBytes = bytes
      context.principal = "User:\(username)"
    case .failed(let reason):
      response.errorCode = ErrorCode.saslAuthenticationFailed.rawValue
      response.errorMessage = reason
    }
    sendAtOnce(response, version: version, correlationID)
    if case .failed = step { refuse("the client failed to authenticate") }
  }

  private func takeRawToken(_ token: ArraySlice<UInt8>) {
    switch gate.receive(token, wall: owner.wallTime) {
    case .challenge(let bytes): writeRaw(bytes)
    case .done(let bytes, let username):
      context.principal = "User:\(username)"
      writeRaw(bytes)
    case .failed, nil: refuse("the client failed to authenticate")
    }
  }

  private func writeRaw(_ bytes: [UInt8]) {
    var writer = MessageWriter(capacity: bytes.count + 4)
    writer.int32(Int32(clamping: bytes.count))
    writer.raw(bytes)
    connection.write([writer.bytes[...]])
  }

  // MARK: What goes

  /// Answers a request that waits; nil says that the client expects no answer. One that is not known any more is dropped.
  func answer(_ token: RequestToken, _ response: (any KafkaResponse)?) {
    guard !isClosing, let index = waiting.firstIndex(where: { $0.token == token }) else { return }
    if let response {
      do {
        waiting[index].frame = try response.frame(
          version: waiting[index].version, correlationID: waiting[index].correlationID)
      } catch {
        return refuse("an answer cannot be written: \(error)")
      }
    } else {
      waiting[index].frame = []
    }
    flush()
  }

  private func sendAtOnce(_ response: some KafkaResponse, version: Int16, _ correlationID: Int32) {
    let token = owner.nextToken()
    waiting.append(
      Waiting(token: token, correlationID: correlationID, version: version, isFetch: false, frame: nil))
    answer(token, response)
  }

  private func flush() {
    var count = 0
    while count < waiting.count, let frame = waiting[count].frame {
      if !frame.isEmpty { connection.write(frame) }
      count += 1
    }
    guard count > 0 else { return }
    waiting.removeFirst(count)
    lastActivity = connection.loop.now
    if isClosing || hasInputEnded, waiting.isEmpty { return close() }
    // A call from within parse goes on there.
    if !isParsing, !isClosing { connection.loop.later { [weak self] in self?.parse() } }
  }

  // MARK: Ends

  /// Ends because of what the client did; what was answered before goes out.
  private func refuse(_ reason: String) {
    guard !isClosing else { return }
    owner.complain(self, reason)
    close()
  }

  /// Ends: what was written goes out.
  func close() {
    isClosing = true
    connection.close()
  }

  private func watchIdleness() {
    guard let timeout = owner.settings.idleTimeout else { return }
    idleTimer = connection.loop.schedule(at: lastActivity + timeout) { [weak self] in
      guard let self, !isClosing else { return }
      if waiting.isEmpty, connection.loop.now >= lastActivity + timeout { return close() }
      if !waiting.isEmpty { lastActivity = connection.loop.now }
      watchIdleness()
    }
  }
}

/// The bounds of sessions.
struct SessionSettings: Sendable {
  var maximumRequestSize: Int
  var maximumPipelinedRequests: Int
  var idleTimeout: Duration?
}
