import HTTPClient
import Synchronization
public import Telemetry

/// A client of one API server: gives the requests who the client is, sends them within their time and not too many at once,
/// and tries again where that is safe.
///
/// Watches have a connection of their own: a hundred writes at once on a shared one make kube-apiserver end the watches.
///
/// States: open, stopped.
public final class APIClient: APITransport {
  /// The server and who the client is.
  public let configuration: ClientConfiguration
  /// The bounds.
  public let settings: APIClientSettings
  let clock: any MonotonicClock
  let log: Logger
  let metrics: ClientMetrics
  let identities: IdentitySource
  /// For everything but watches.
  let requests: HTTPClient
  /// For watches.
  let watches: HTTPClient
  private let tokens: Mutex<TokenBucket>
  private let warnings = Mutex(WarningHistory())

  /// A client. Nothing is sent before the first request.
  ///
  /// - Parameters:
  ///   - environment: what exec plugins get beside their own variables.
  ///   - read: reads files again that may be written anew: tokens, certificates.
  /// - Throws: `ClientError` where the system has no thread or no memory for it.
  public init(
    _ configuration: ClientConfiguration, _ settings: APIClientSettings = APIClientSettings(), log: Logger,
    metrics: MetricsRegistry, clock: any MonotonicClock = SystemClock(),
    environment: [String: String] = SystemFiles.environment,
    read: @escaping @Sendable (_ path: String) throws(FileError) -> [UInt8] = SystemFiles.read
  ) throws(ClientError) {
    self.configuration = configuration
    self.settings = settings
    self.clock = clock
    self.log = log
    self.metrics = ClientMetrics(metrics)
    identities = IdentitySource(
      configuration, settings: settings, clock: clock, environment: environment, read: read)
    var bounds = HTTPClientSettings()
    bounds.userAgent = settings.userAgent
    if let proxy = configuration.proxyURL { bounds.proxy = .url(proxy) }
    do throws(HTTPClientError) {
      requests = try HTTPClient(bounds)
      watches = try HTTPClient(bounds)
    } catch { throw ClientError(.noAnswer(error)) }
    tokens = Mutex(TokenBucket(rate: settings.requestsPerSecond, burst: settings.burst))
  }

  /// The namespace that is meant where none is named.
  public var namespace: String { configuration.namespace }

  /// Takes no more requests, ends watches at once, lets the other requests finish, and ends those that are left when the grace
  /// is over.
  public func stop(grace: Duration = .zero) async {
    async let ended: Void = watches.stop()
    async let finished: Void = requests.stop(grace: grace)
    _ = await (ended, finished)
  }

  /// Waits for the turn of a request.
  func takeTurn(by deadline: Duration) async throws(ClientError) {
    let now = clock.now
    guard let turn = tokens.withLock({ $0.take(at: now, by: deadline) }) else { throw ClientError(.outOfTime) }
    guard turn > now else { return }
    do { try await clock.sleep(until: turn) } catch {
      tokens.withLock { $0.giveBack() }
      throw ClientError(.cancelled)
    }
    metrics.waited(turn - now)
  }

  /// Logs what the server warns of, each warning once.
  ///
  /// - Returns: all warnings of this answer.
  @discardableResult
  func tell(_ headers: HTTPClientHeaders, of subject: RequestSubject) -> [WarningHeader] {
    var fields: [HeaderField] = []
    for value in headers.values("warning") { fields.append(HeaderField("Warning", value)) }
    guard !fields.isEmpty else { return [] }
    for warning in warnings.withLock({ $0.news(in: fields) }) {
      log.warning("the API server warns", [.reason: warning.text, .request: "\(subject)"])
    }
    return WarningHeader.warnings(in: fields)
  }
}
