import ArgumentParsing
import Coordinator
import Synchronization
import Telemetry
import Transport

/// The certificate for xDS, its key, and the CA of clients: read from files, and read again when they change.
final class Certificates: Sendable {
  /// What the files held at the start.
  let context: TLSContext
  private let paths: [String]
  /// What `context` was made of, by path.
  private let contents: [String: FileWatcher.Content]
  private let watcher = Mutex<FileWatcher?>(nil)

  /// Nil where no certificate is named.
  init?(certificate: String?, key: String?, clientAuthority: String?) throws(InputFiles.Failure) {
    guard certificate != nil || key != nil || clientAuthority != nil else { return nil }
    guard let certificate, let key else {
      throw InputFiles.failure(.usage, "TLS needs --xds-cert and --xds-key together; --xds-client-ca comes on top")
    }
    paths = [certificate, key] + (clientAuthority.map { [$0] } ?? [])
    do throws(Unusable) { (context, contents) = try Self.read(paths) } catch {
      throw InputFiles.failure(.invalidInput, error.message)
    }
  }

  private struct Unusable: Error {
    let message: String
  }

  private static func read(
    _ paths: [String]
  ) throws(Unusable) -> (context: TLSContext, contents: [String: FileWatcher.Content]) {
    var parts: [PEM] = []
    var contents: [String: FileWatcher.Content] = [:]
    for path in paths {
      let content = FileWatcher.content(of: path)
      contents[path] = content
      switch content {
      case .bytes(let bytes): parts.append(PEM(bytes, name: path))
      case .unreadable(let reason): throw Unusable(message: "\(path): the file cannot be read: \(reason)")
      }
    }
    do throws(TLSError) {
      let context = try TLSContext.server(
        certificateChain: parts[0], privateKey: parts[1],
        clients: parts.count > 2 ? .required(parts[2]) : .anonymous, protocols: ["h2"])
      return (context, contents)
    } catch {
      throw Unusable(message: error.description)
    }
  }

  /// Watches the files: a change that makes a whole is used for new handshakes; one that does not changes nothing.
  func watch(log: Logger, use: @escaping @Sendable (TLSContext) -> Void) {
    let paths = paths
    let inUse = Mutex(contents)
    let watcher = FileWatcher(paths: paths) { path, content in
      // The first report of a file is what was read already, unless it changed since.
      let isNews = inUse.withLock { inUse in
        defer { inUse[path] = content }
        return inUse[path] != content
      }
      guard isNews else { return }
      do throws(Unusable) {
        use(try Self.read(paths).context)
        log.info("the certificate was read again, for new connections", [.file: path])
      } catch {
        log.error("the certificate is refused; the one in use stays", [.file: path, .reason: error.message])
      }
    }
    self.watcher.withLock { $0 = watcher }
    watcher.start()
  }

  func stop() {
    let watcher = watcher.withLock { $0 }
    watcher?.stop()
  }
}
