import HTTPClient
import KubernetesObjects

/// What the client shows and trusts in a TLS handshake, read again where it came from files: each minute, and after a refusal.
///
/// A file that cannot be read, or a certificate without its key, changes nothing.
struct TLSMaterial: Sendable {
  /// The seconds after which files are read again, as those of tokens.
  static let rereadSeconds = TokenSource.rereadSeconds

  private let trust: ServerTrust
  private var authority: [UInt8]?
  private var certificate: ClientCertificate?
  /// When the files were read last; nil where they must be.
  private var lastRead: Int64?
  private var isFirst = true

  /// What the configuration has in memory.
  init(_ configuration: ClientConfiguration) {
    trust = configuration.trust
    authority = configuration.trust.certificateAuthority
    certificate = configuration.credentials.certificate
  }

  /// Says that the server refused what was shown, or could not be trusted: the next call reads the files.
  mutating func refused() { lastRead = nil }

  /// What to use now.
  ///
  /// - Parameters:
  ///   - now: seconds on a clock that never goes back.
  ///   - plugin: the certificate of an exec plugin, which comes before the configuration's.
  ///   - read: reads a file.
  mutating func credentials(
    at now: Int64, plugin: ClientCertificate?, read: FileReading
  ) -> HTTPClientCredentials {
    if isFirst {
      // The configuration was read a moment ago.
      isFirst = false
      lastRead = lastRead ?? now
    } else if lastRead.map({ now - $0 >= Self.rereadSeconds }) ?? true {
      lastRead = now
      reread(read)
    }
    let shown = plugin ?? certificate
    return HTTPClientCredentials(
      authorities: authority, certificateChain: shown?.certificate, privateKey: shown?.key.reveal(),
      serverName: trust.serverName, verifiesServer: !trust.isUnchecked)
  }

  private mutating func reread(_ read: FileReading) {
    if let file = trust.certificateAuthorityFile, let bytes = try? read(file), !bytes.isEmpty { authority = bytes }
    guard let known = certificate, known.certificateFile != nil || known.keyFile != nil else { return }
    guard let fresh = try? Self.certificate(like: known, read) else { return }
    // Where the certificate changes while it is read, the pair may not be one: the next time.
    guard let again = try? Self.certificate(like: known, read), again == fresh else {
      lastRead = nil
      return
    }
    certificate = fresh
  }

  private static func certificate(
    like known: ClientCertificate, _ read: FileReading
  ) throws(FileError) -> ClientCertificate? {
    var certificate = known.certificate
    var key = known.key
    if let file = known.certificateFile { certificate = try read(file) }
    if let file = known.keyFile { key = SecretBytes(try read(file)) }
    guard !certificate.isEmpty, !key.reveal().isEmpty else { return nil }
    return ClientCertificate(
      certificate: certificate, key: key, certificateFile: known.certificateFile, keyFile: known.keyFile)
  }
}
