public import Telemetry
public import Transport

/// The agent's certificate, its key and the CA of the servers: read from files, and read again when they change. It lives on
/// the loop.
///
/// A change that makes a whole is used for new handshakes; one that does not changes nothing, and is tried again when the
/// files change again.
public final class AgentCertificates {
  /// Where they lie.
  public struct Files: Sendable, Hashable {
    /// The CAs of the servers' certificates; nil trusts the system's.
    public var authorities: String?
    /// The agent's certificate, and those between it and its CA.
    public var certificate: String?
    /// Its key.
    public var key: String?

    /// Files.
    public init(authorities: String?, certificate: String?, key: String?) {
      self.authorities = authorities
      self.certificate = certificate
      self.key = key
    }
  }

  /// How often the files are looked at.
  public static let interval = Duration.seconds(10)

  /// What the files held last that made a whole.
  public private(set) var context: TLSContext
  private let files: Files
  private let logger: Logger
  private var seen: [PEM]
  /// What could not be read when it was looked at last; said once.
  private var problem = ""
  private var timer: TimerID?

  /// Reads the files.
  ///
  /// - Throws: `TLSError`, where they make no whole.
  public init(_ files: Files, logger: Logger) throws(TLSError) {
    self.files = files
    self.logger = logger
    seen = try Self.read(files)
    context = try Self.context(files, seen)
    warn()
  }

  /// Looks at the files from now on, and gives each new whole.
  public func watch(
    on loop: EventLoop, every interval: Duration = AgentCertificates.interval, use: @escaping (TLSContext) -> Void
  ) {
    timer = loop.schedule(at: Tick.after(interval, from: loop.now)) { [weak self] in
      guard let self else { return }
      look(use)
      watch(on: loop, every: interval, use: use)
    }
  }

  /// Looks at them no more.
  public func stop(on loop: EventLoop) {
    if let timer { loop.cancel(timer) }
    timer = nil
  }

  private func look(_ use: (TLSContext) -> Void) {
    do throws(TLSError) {
      let found = try Self.read(files)
      guard found != seen else { return problem = "" }
      seen = found
      context = try Self.context(files, found)
    } catch {
      // Certificate and key are written one after the other: between the two they make no whole.
      guard error.description != problem else { return }
      problem = error.description
      return logger.error("the certificate is refused; the one in use stays", [.reason: error.description])
    }
    problem = ""
    logger.info("the certificate was read again, for new connections", [.file: files.certificate ?? ""])
    warn()
    use(context)
  }

  private func warn() {
    for warning in context.warnings { logger.warning("the agent's certificates are odd", [.reason: warning]) }
  }

  private static func read(_ files: Files) throws(TLSError) -> [PEM] {
    var read: [PEM] = []
    for path in [files.authorities, files.certificate, files.key] {
      if let path { read.append(try PEM(file: path)) }
    }
    return read
  }

  private static func context(_ files: Files, _ read: [PEM]) throws(TLSError) -> TLSContext {
    func pem(_ path: String?) -> PEM? { read.first { $0.name == path } }
    return try TLSContext.client(
      trust: pem(files.authorities).map { .authorities($0) } ?? .system, certificateChain: pem(files.certificate),
      privateKey: pem(files.key), protocols: ["h2"])
  }
}
