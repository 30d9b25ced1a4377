import ArgumentParsing
import Coordinator
import Synchronization
import Telemetry
import Transport

/// The certificate for xDS, its key, the CA of clients and the list of those that were revoked: read from files, and read
/// again when they change.
final class ServerCertificates: Sendable {
  /// What the files held at the start.
  let context: TLSContext
  private let files: Files
  /// What `context` was made of, by path.
  private let contents: [String: FileWatcher.Content]
  private let watcher = Mutex<FileWatcher?>(nil)

  /// Nil where no certificate is named.
  init?(
    certificate: String?, key: String?, clientAuthority: String?, revocations: String?
  ) throws(InputFiles.Failure) {
    guard certificate != nil || key != nil || clientAuthority != nil || revocations != nil else { return nil }
    guard let certificate, let key else {
      throw InputFiles.failure(.usage, "TLS needs --xds-cert and --xds-key together; --xds-client-ca comes on top")
    }
    guard clientAuthority != nil || revocations == nil else {
      throw InputFiles.failure(.usage, "--xds-client-crl needs --xds-client-ca, whose clients it revokes")
    }
    files = Files(certificate: certificate, key: key, clientAuthority: clientAuthority, revocations: revocations)
    do throws(Unusable) { (context, contents) = try Self.read(files) } catch {
      throw InputFiles.failure(.invalidInput, error.message)
    }
  }

  private struct Unusable: Error {
    let message: String
  }

  private struct Files {
    let certificate: String
    let key: String
    let clientAuthority: String?
    let revocations: String?

    var paths: [String] { [certificate, key] + [clientAuthority, revocations].compactMap { $0 } }
  }

  private static func read(
    _ files: Files
  ) throws(Unusable) -> (context: TLSContext, contents: [String: FileWatcher.Content]) {
    var contents: [String: FileWatcher.Content] = [:]
    func pem(_ path: String) throws(Unusable) -> PEM {
      let content = FileWatcher.content(of: path)
      contents[path] = content
      switch content {
      case .bytes(let bytes): return PEM(bytes, name: path)
      case .unreadable(let reason): throw Unusable(message: "\(path): the file cannot be read: \(reason)")
      }
    }
    let certificate = try pem(files.certificate)
    let key = try pem(files.key)
    var clients = TLSClientPolicy.anonymous
    if let path = files.clientAuthority { clients = .required(try pem(path)) }
    var revocations: PEM?
    if let path = files.revocations { revocations = try pem(path) }
    do throws(TLSError) {
      let context = try TLSContext.server(
        certificateChain: certificate, privateKey: key, clients: clients, revocations: revocations, protocols: ["h2"])
      return (context, contents)
    } catch {
      throw Unusable(message: error.description)
    }
  }

  /// Watches the files: a change that makes a whole is used for new handshakes; one that does not changes nothing.
  func watch(log: Logger, use: @escaping @Sendable (TLSContext) -> Void) {
    let files = files
    let inUse = Mutex(contents)
    Self.warn(of: context, log)
    let watcher = FileWatcher(paths: files.paths) { path, content in
      // The first report of a file is what was read already, unless it changed since.
      let isNews = inUse.withLock { inUse in
        defer { inUse[path] = content }
        return inUse[path] != content
      }
      guard isNews else { return }
      do throws(Unusable) {
        let context = try Self.read(files).context
        use(context)
        log.info("the certificate was read again, for new connections", [.file: path])
        Self.warn(of: context, log)
      } catch {
        log.error("the certificate is refused; the one in use stays", [.file: path, .reason: error.message])
      }
    }
    self.watcher.withLock { $0 = watcher }
    watcher.start()
  }

  private static func warn(of context: TLSContext, _ log: Logger) {
    for warning in context.warnings { log.warning("the certificates of xDS are odd", [.reason: warning]) }
  }

  func stop() {
    let watcher = watcher.withLock { $0 }
    watcher?.stop()
  }
}
