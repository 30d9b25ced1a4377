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
  private let watcher = Mutex<FileWatcher?>(nil)

  /// Nil where no certificate is named.
  init?(certificate: String?, key: String?, clientAuthority: String?) throws(InputFiles.Failure) {
    guard certificate != nil || key != nil || clientAuthority != nil else { return nil }
    guard let certificate, let key else {
      throw InputFiles.failure(.usage, "TLS needs --xds-cert and --xds-key together; --xds-client-ca comes on top")
    }
    paths = [certificate, key] + (clientAuthority.map { [$0] } ?? [])
    do throws(Unusable) { context = try Self.read(paths) } catch {
      throw InputFiles.failure(.invalidInput, error.message)
    }
  }

  private struct Unusable: Error {
    let message: String
  }

  private static func read(_ paths: [String]) throws(Unusable) -> TLSContext {
    var contents: [PEM] = []
    for path in paths {
      switch FileWatcher.content(of: path) {
      case .bytes(let bytes): contents.append(PEM(bytes, name: path))
      case .unreadable(let reason): throw Unusable(message: "\(path): the file cannot be read: \(reason)")
      }
    }
    do throws(TLSError) {
      return try TLSContext.server(
        certificateChain: contents[0], privateKey: contents[1],
        clients: contents.count > 2 ? .required(contents[2]) : .anonymous, protocols: ["h2"])
    } catch {
      throw Unusable(message: error.description)
    }
  }

  /// Watches the files: a change that makes a whole is used for new handshakes; one that does not changes nothing.
  func watch(log: Logger, use: @escaping @Sendable (TLSContext) -> Void) {
    let paths = paths
    let isFirst = Mutex(paths.count)
    let watcher = FileWatcher(paths: paths) { path, _ in
      // The first report of each file is what was read already.
      let isKnown = isFirst.withLock { count in
        defer { count = max(0, count - 1) }
        return count > 0
      }
      if isKnown { return }
      do throws(Unusable) {
        use(try Self.read(paths))
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
