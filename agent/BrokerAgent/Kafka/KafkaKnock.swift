import KafkaProtocol
import Transport

/// One connection to a listener of Kafka, and ApiVersions on it as often as one likes.
///
/// States: connecting, open, asking, over. `answered` and `ended` are called on the loop; `ended` once, and nothing after it. It
/// is used on its loop only.
final class KafkaKnock: ConnectionHandler {
  /// What an answer tells.
  struct Answer {
    /// Whether what serves clients is behind the listener: it takes Produce.
    var isBroker: Bool
    /// Whether a controller is: it takes Vote, or brokers' registrations.
    var isController: Bool
    /// How long it took, from the question on.
    var latency: Duration
  }

  /// How it ended, and what went wrong in words.
  struct End {
    var status: AnswerStatus
    var problem: String
  }

  private static let maximumAnswer = 256 << 10
  private static let version: Int16 = 3

  private let loop: EventLoop
  private let answered: (Answer) -> Void
  private let ended: (End) -> Void
  private var connection: Connection?
  private var frames = FrameReader(maximumSize: maximumAnswer)
  private var correlationID: Int32 = 0
  private var askedAt: Duration?
  private var timer: TimerID?
  private var isOver = false
  private let hasTLS: Bool
  /// What the certificate of the listener says; nil without TLS.
  private(set) var certificate: PeerIdentity?
  /// How long connect and handshake took; nil before.
  private(set) var openedAfter: Duration?

  /// Connects; `opened` is called when a question may be asked.
  init(
    _ address: NetworkAddress, tls: TLSContext?, deadline: Duration, on loop: EventLoop,
    opened: @escaping (KafkaKnock) -> Void, answered: @escaping (Answer) -> Void, ended: @escaping (End) -> Void
  ) {
    self.loop = loop
    self.answered = answered
    self.ended = ended
    hasTLS = tls != nil
    var configuration = ConnectConfiguration(tls: tls)
    configuration.deadline = deadline
    configuration.limits.maximumQueuedBytes = 64 << 10
    let began = loop.now
    loop.connect(to: address, configuration) { [self] result in
      guard !isOver else { return nil }
      switch result {
      case .failure(let error):
        end(Self.end(of: error, isOpen: false, isLate: loop.now - began >= deadline))
        return nil
      case .success(let connection):
        self.connection = connection
        certificate = connection.peerIdentity
        openedAfter = loop.now - began
        loop.later { [self] in if !isOver { opened(self) } }
        return self
      }
    }
  }

  /// Whether a question is on its way.
  var isAsking: Bool { askedAt != nil }

  /// Asks; an answer must come within the deadline.
  func ask(within deadline: Duration) {
    guard !isOver, askedAt == nil, let connection else { return }
    correlationID = correlationID == .max ? 0 : correlationID + 1
    var request = ApiVersionsRequest()
    request.clientSoftwareName = "koperator-broker-agent"
    request.clientSoftwareVersion = "1"
    do throws(CodecError) {
      let pieces = try request.frame(version: Self.version, correlationID: correlationID, clientID: "broker-agent")
      connection.write(pieces)
    } catch { return end(End(status: .broken, problem: error.description)) }
    let now = loop.now
    askedAt = now
    timer = loop.schedule(at: now + deadline) { [self] in
      timer = nil
      end(End(status: .timedOut, problem: "no answer within \(deadline)"))
    }
  }

  /// Ends without a word.
  func close() {
    isOver = true
    stopTimer()
    connection?.abort()
    connection = nil
  }

  private func end(_ end: End) {
    guard !isOver else { return }
    close()
    ended(end)
  }

  private func stopTimer() {
    if let timer { loop.cancel(timer) }
    timer = nil
  }

  // MARK: The connection

  func received(_ bytes: Span<UInt8>, on connection: Connection) {
    guard !isOver else { return }
    let copy = [UInt8](capacity: bytes.count) { target in
      for index in bytes.indices { target.append(bytes[index]) }
    }
    do throws(CodecError) {
      for frame in try frames.frames(in: copy[...]) { try take(frame) }
    } catch {
      end(End(status: .broken, problem: "what answers is not Kafka: \(error)"))
    }
  }

  private func take(_ frame: ArraySlice<UInt8>) throws(CodecError) {
    var reader = MessageReader(frame)
    let header = try ResponseHeader(from: &reader, version: 0)
    guard let askedAt, header.correlationId == correlationID else {
      throw CodecError(.malformed, "an answer to a question that was not asked")
    }
    let body = try reader.slice(reader.remaining)
    // The first two bytes are the error; 35 comes from a Kafka that does not know the version, in the form of version 0.
    var version = Self.version
    var look = MessageReader(body)
    if try look.int16() == ErrorCode.unsupportedVersion.rawValue { version = 0 }
    let response = try ApiVersionsResponse.decode(body, version: version)
    let keys = response.apiKeys
    stopTimer()
    self.askedAt = nil
    answered(
      Answer(
        isBroker: keys.contains { $0.apiKey == ApiKey.produce.rawValue },
        isController: keys.contains { $0.apiKey == 52 || $0.apiKey == ApiKey.brokerRegistration.rawValue },
        latency: loop.now - askedAt))
  }

  func inputClosed(_ connection: Connection) {
    end(End(status: .broken, problem: "the connection was closed"))
  }

  func drained(_ connection: Connection) {}

  func closed(_ connection: Connection, error: TransportError?) {
    self.connection = nil
    guard let error else { return end(End(status: .broken, problem: "the connection was closed")) }
    end(Self.end(of: error, isOpen: openedAfter != nil, isLate: false))
  }

  /// What an error of the transport says of Kafka. `isLate` tells a handshake that did not end in time from one that was broken
  /// off.
  private static func end(of error: TransportError, isOpen: Bool, isLate: Bool) -> End {
    let problem = error.reason
    // Whom the server sends an alert has met TLS; it wants a certificate, say.
    if error.cause.contains("alert") { return End(status: .tlsOnly, problem: problem) }
    switch error.code {
    case .connectionRefused: return End(status: .refused, problem: problem)
    case .timedOut: return End(status: .timedOut, problem: problem)
    case .handshakeFailed: return End(status: isLate ? .timedOut : .broken, problem: problem)
    case .connectionReset, .truncated, .tlsProtocol: return End(status: .broken, problem: problem)
    default: return End(status: isOpen ? .broken : .unreachable, problem: problem)
    }
  }
}
