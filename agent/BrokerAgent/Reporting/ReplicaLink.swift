import GRPC
import HTTPTransport
import Telemetry
public import Transport

/// How the reports to one replica go.
public struct ReplicaStatus: Sendable, Hashable {
  /// The replica's address.
  public var address: NetworkAddress
  /// Whether there is a connection.
  public var isConnected = false
  /// Whether it takes the reports.
  public var isWelcomed = false
  /// Its build, once it said so.
  public var serverVersion = ""
  /// How many calls have ended.
  public var endedCalls = 0
  /// What went wrong last; empty while it takes the reports.
  public var problem = ""
}

/// What a link tells those that hold it.
protocol ReplicaLinkOwner: AnyObject {
  /// The interval that its replica wants may be another now.
  func intervalWanted()
  /// There is no connection, and the name has not had its address for a while.
  func isForgotten(_ link: ReplicaLink)
}

/// Keeps one call to one replica up: connects again and calls again, with rests that grow. It lives on the loop; it must be
/// stopped before it is dropped.
final class ReplicaLink: HTTPConnectorDelegate {
  let address: NetworkAddress
  /// Whether the name still has the address. A connection that is up stays all the same: a replica that leaves ends it.
  var isNamed = true
  private(set) var status: ReplicaStatus
  private let source: ReportSource
  private let logger: Logger
  private weak var owner: (any ReplicaLinkOwner)?
  private var connector: HTTPConnector?
  private var connection: ReportConnection?
  private var backoff: ConnectBackoff
  private var nextCall = Duration.zero
  private let loop: EventLoop

  init(
    to address: NetworkAddress, on loop: EventLoop, _ source: ReportSource, resolver: NameResolver, tls: TLSContext?,
    owner: any ReplicaLinkOwner
  ) {
    self.address = address
    self.loop = loop
    self.source = source
    self.owner = owner
    status = ReplicaStatus(address: address)
    backoff = source.configuration.backoff
    logger = source.logger.with([.address: "\(address)"])
    connector = HTTPConnector(
      to: [.address(address)], on: loop, resolver: resolver, tls: tls,
      configuration: source.configuration.connector, delegate: self)
  }

  /// Begins.
  func start() { connector?.start() }

  /// Ends the call and the connection; nothing is told any more.
  func stop() {
    owner = nil
    connection?.leave()
    connection = nil
    connector?.stop()
    connector = nil
  }

  /// For the connections to come.
  func replaceTLS(_ context: TLSContext?) { connector?.replaceTLS(context) }

  /// Whether there is a connection.
  var isConnected: Bool { connection != nil }

  /// The interval that the replica wants, which may be the agent's own; nil where it takes no reports.
  func interval(own: Duration) -> Duration? {
    guard let stream = connection?.stream, stream.isWelcomed else { return nil }
    return stream.wantedInterval ?? own
  }

  /// Sends a change, if the replica is there.
  func send(_ bytes: [UInt8]) {
    connection?.send(bytes)
    connection?.flush()
  }

  /// The agent is awake, and has nothing to tell.
  func beat() { connection?.beat() }

  /// Takes a new interval.
  func takeInterval() { connection?.flush() }

  // MARK: From the connection

  /// The replica takes the reports.
  func welcomed(_ stream: ReportStream) {
    status.isWelcomed = true
    status.serverVersion = stream.serverVersion
    status.problem = ""
    logger.limited(by: source.limiter, key: "welcome \(address)")?
      .info("the control plane takes the reports", [.version: stream.serverVersion])
  }

  func intervalWanted() { owner?.intervalWanted() }

  /// A call ended.
  ///
  /// - Returns: When the next may begin.
  func ended(_ end: GRPCStatus, after life: Duration) -> Duration {
    let wasWelcomed = status.isWelcomed
    if wasWelcomed, life >= source.configuration.settledAfter { backoff.reset() }
    status.isWelcomed = false
    status.endedCalls += 1
    status.problem = end.description
    var generator = SystemRandomNumberGenerator()
    nextCall = loop.now + backoff.next(using: &generator)
    logger.limited(by: source.limiter, key: "end \(address) \(end.code)")?
      .log(
        end.code.isRefusal ? .error : .warning, "the control plane ended the reports",
        [.code: "\(end.code)", .reason: end.message])
    owner?.intervalWanted()
    return nextCall
  }

  /// The agent ended the connection; the connector tells that it is lost.
  func left(because reason: String) {
    status.isWelcomed = false
    status.endedCalls += 1
    status.problem = reason
    logger.limited(by: source.limiter, key: "left \(address)")?
      .warning("a replica of the control plane is left for a while", [.reason: reason])
    var generator = SystemRandomNumberGenerator()
    nextCall = loop.now + backoff.next(using: &generator)
    owner?.intervalWanted()
  }

  func disconnected(_ old: ReportConnection) {
    guard old === connection else { return }
    connection = nil
    status.isConnected = false
    forgetIfUnnamed()
  }

  /// Goes where neither the name nor a connection holds it.
  private func forgetIfUnnamed() {
    guard !isNamed, connection == nil else { return }
    // Not from within the connector's call.
    loop.later { [weak self] in
      guard let self, !isNamed, connection == nil else { return }
      owner?.isForgotten(self)
    }
  }

  // MARK: From the connector

  func connected(_ channel: HTTPClientChannel) -> any HTTPClientHandler {
    let next = ReportConnection(channel, self, source)
    // One that drains is left when there is another, not before: the replica is not without reports.
    let old = connection
    connection = next
    old?.leave()
    status.isConnected = true
    status.isWelcomed = false
    next.begin(notBefore: nextCall)
    return next
  }

  func failed(_ error: TransportError, nextTry: Duration) {
    if !status.isWelcomed { status.problem = error.description }
    logger.limited(by: source.limiter, key: "lost \(address) \(error.code)")?
      .warning(
        "there is no connection to the control plane", [.code: "\(error.code)", .error: error.description])
    forgetIfUnnamed()
  }
}

extension GRPCStatus.Code {
  /// Whether the server means the agent, and not the moment.
  fileprivate var isRefusal: Bool {
    self == .permissionDenied || self == .unauthenticated || self == .failedPrecondition || self == .invalidArgument
      || self == .unimplemented || self == .resourceExhausted
  }
}
