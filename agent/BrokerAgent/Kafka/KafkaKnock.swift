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
    /// Whether it can be asked for its configuration.
    var takesDescribeConfigs: Bool
    /// How long it took, from the question on.
    var latency: Duration
  }

  /// What a node says when it is asked whether it has a certain id.
  enum NodeAnswer: Equatable {
    /// It has that one.
    case isNode(Int32)
    /// It has another one, where it says which, and its own words.
    case isAnother(Int32?, String)
    /// It does not tell: the listener's clients may not ask, say.
    case doesNotTell
  }

  /// How it ended, and what went wrong in words.
  struct End {
    var status: AnswerStatus
    var problem: String
  }

  private static let maximumAnswer = 256 << 10
  private static let version: Int16 = 3
  private static let configsVersion: Int16 = 1

  private let loop: EventLoop
  private let answered: (Answer) -> Void
  private let ended: (End) -> Void
  private var connection: Connection?
  private var frames = FrameReader(maximumSize: maximumAnswer)
  private var correlationID: Int32 = 0
  private var askedAt: Duration?
  private var nodeQuestion: (id: Int32, told: (NodeAnswer) -> Void)?
  private var timer: TimerID?
  /// The last answer to ApiVersions, as it came and as it was read: the next one is the same, as a rule.
  private var lastAnswer: (body: ArraySlice<UInt8>, answer: Answer)?
  private var isOver = false
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

  /// Asks for ApiVersions; an answer must come within the deadline.
  func ask(within deadline: Duration) {
    var request = ApiVersionsRequest()
    request.clientSoftwareName = "koperator-broker-agent"
    request.clientSoftwareVersion = "1"
    send(request, version: Self.version, within: deadline)
  }

  /// Asks whether it is the node `id`; brokers and controllers tell their `node.id` among their configuration.
  func askNode(_ id: Int32, within deadline: Duration, told: @escaping (NodeAnswer) -> Void) {
    guard !isOver, askedAt == nil else { return }
    nodeQuestion = (id, told)
    var resource = DescribeConfigsRequest.Resource()
    resource.resourceType = 4
    resource.resourceName = "\(id)"
    resource.configurationKeys = ["node.id"]
    var request = DescribeConfigsRequest()
    request.resources = [resource]
    send(request, version: Self.configsVersion, within: deadline)
  }

  private func send(_ request: some KafkaRequest, version: Int16, within deadline: Duration) {
    guard !isOver, askedAt == nil, let connection else { return }
    correlationID = correlationID == .max ? 0 : correlationID + 1
    do throws(CodecError) {
      connection.write(try request.frame(version: version, correlationID: correlationID, clientID: "broker-agent"))
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
    let copy = [UInt8](copying: bytes)
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
    if let (id, told) = nodeQuestion {
      let answer = try Self.nodeAnswer(body, id)
      stopTimer()
      self.askedAt = nil
      nodeQuestion = nil
      return told(answer)
    }
    stopTimer()
    self.askedAt = nil
    if lastAnswer?.body != body { lastAnswer = (body, try Self.answer(body)) }
    guard var answer = lastAnswer?.answer else { return }
    answer.latency = loop.now - askedAt
    answered(answer)
  }

  private static func answer(_ body: ArraySlice<UInt8>) throws(CodecError) -> Answer {
    // The first two bytes are the error; 35 comes from a Kafka that does not know the version, in the form of version 0.
    var version = Self.version
    var look = MessageReader(body)
    if try look.int16() == ErrorCode.unsupportedVersion.rawValue { version = 0 }
    let response = try ApiVersionsResponse.decode(body, version: version)
    let keys = response.apiKeys
    return Answer(
      isBroker: keys.contains { $0.apiKey == ApiKey.produce.rawValue },
      isController: keys.contains { $0.apiKey == 52 || $0.apiKey == ApiKey.brokerRegistration.rawValue },
      takesDescribeConfigs: keys.contains {
        $0.apiKey == ApiKey.describeConfigs.rawValue && $0.minVersion <= Self.configsVersion
          && $0.maxVersion >= Self.configsVersion
      },
      latency: .zero)
  }

  private static func nodeAnswer(_ body: ArraySlice<UInt8>, _ id: Int32) throws(CodecError) -> NodeAnswer {
    let response = try DescribeConfigsResponse.decode(body, version: configsVersion)
    guard let result = response.results.first else { return .doesNotTell }
    // Kafka's "Unexpected broker id, expected 7 or empty string, but received 3".
    if result.errorCode == ErrorCode.invalidRequest.rawValue {
      let words = result.errorMessage ?? ""
      let numbers = words.split { !("0"..."9").contains($0) }.compactMap { Int32($0) }
      return .isAnother(numbers.first.flatMap { $0 == id ? nil : $0 }, words)
    }
    let value = result.configs.first { $0.name == "node.id" || $0.name == "broker.id" }?.value
    guard result.errorCode == 0, let value, let told = Int32(value) else { return .doesNotTell }
    return told == id ? .isNode(id) : .isAnother(told, "node.id is \(told)")
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

  // By bytes: searching a String for a String needs regular expressions' library (see agent/build).
  private static func isAlert(_ cause: String) -> Bool {
    let bytes = Array(cause.utf8)
    return bytes.indices.contains { bytes[$0...].starts(with: "alert".utf8) }
  }

  /// What an error of the transport says of Kafka. `isLate` tells a handshake that did not end in time from one that was broken
  /// off.
  private static func end(of error: TransportError, isOpen: Bool, isLate: Bool) -> End {
    let problem = error.reason
    // Whom the server sends an alert has met TLS; it wants a certificate, say.
    if isAlert(error.cause) { return End(status: .tlsOnly, problem: problem) }
    switch error.code {
    case .connectionRefused: return End(status: .refused, problem: problem)
    case .timedOut: return End(status: .timedOut, problem: problem)
    case .handshakeFailed: return End(status: isLate ? .timedOut : .broken, problem: problem)
    case .connectionReset, .truncated, .tlsProtocol: return End(status: .broken, problem: problem)
    default: return End(status: isOpen ? .broken : .unreachable, problem: problem)
    }
  }
}
